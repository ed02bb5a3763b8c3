import type { RunState } from "../../db/tables.ts";
import type { CellState } from "../../steps/runbook/runbook.ts";
import { STATE_WORDS } from "./words.ts";

/** Strokes on a 16 × 16 grid, one sign a state, distinct without colour. */
export const STATE_PATHS: Record<CellState | RunState, string> = {
  never: "M8 7.99v.02",
  running: "M5.5 3.5 12 8l-6.5 4.5z",
  paused: "M5.5 3.5v9M10.5 3.5v9",
  green: "M3 8.5 6.5 12 13 4.5",
  red: "M4 4l8 8M12 4l-8 8",
  waiting: "M8 3v6M8 12.49v.02",
  stale: "M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3",
  cancelled: "M4 8h8",
  crashed: "M9.5 2 5 8.5h6L6.5 14",
};

/** The sign of a state. The word stands beside it where there is room; else `spoken` says it to a screen reader. */
export function StateIcon({ state, spoken }: { state: CellState | RunState; spoken?: boolean }) {
  return (
    <span class={`icon is-${state}`} {...(spoken ? { role: "img", "aria-label": STATE_WORDS[state] } : {})}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
        <path d={STATE_PATHS[state]} />
      </svg>
    </span>
  );
}
