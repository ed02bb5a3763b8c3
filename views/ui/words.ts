import type { RunState } from "../../db/tables.ts";
import type { CellState } from "../../steps/runbook/runbook.ts";

/** The word for a state, beside its icon and colour. */
export const STATE_WORDS: Record<CellState | RunState, string> = {
  never: "not run",
  running: "running",
  paused: "paused",
  green: "green",
  red: "failed",
  waiting: "waits for you",
  stale: "stale",
  cancelled: "cancelled",
  crashed: "cut off",
};

/** The same where there is no room. */
export const SHORT_STATE_WORDS: Record<CellState | RunState, string> = {
  ...STATE_WORDS,
  never: "",
  waiting: "waiting",
};

/** Twenty's own word for it means nothing to a reader. */
const OWN_WORDS: Record<string, string> = { noteTarget: "note link", noteTargets: "note links" };

/** "noteTargets" → "note links", "full-run" → "full run": names of the API as words. */
export function words(name: string): string {
  return OWN_WORDS[name] ??
    name.replace(/([a-z\d])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`)
      .replaceAll(/[-_]/g, " ");
}

/** "sourceUrl" → "Source url". */
export function label(name: string): string {
  const text = words(name);
  return text.charAt(0).toUpperCase() + text.slice(1);
}
