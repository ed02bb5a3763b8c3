import { StateIcon } from "../ui/icon.tsx";
import type { SettingsModel } from "./panel.tsx";

/** What was found out about one of the systems. */
export interface ConnectionLine {
  /** `unsure`: nothing is wrong, but only a person or a run can show. */
  state: "good" | "wrong" | "unsure";
  text: string;
}

/** What has to be filled in before anything can run, ticked off as it is. */
export function Checklist({ items }: { items: SettingsModel["needed"] }) {
  return (
    <ul class="checklist" aria-label="Needed before the first run">
      {items.map(({ text, done }) => (
        <li>
          <StateIcon state={done ? "green" : "waiting"} spoken /> {text}
        </li>
      ))}
    </ul>
  );
}

/** Asks one system with what stands in the form, saved or not. */
export function TestConnection({ system, mayPress }: { system: "source" | "target"; mayPress: boolean }) {
  return (
    <div class="connection">
      {mayPress
        ? (
          <button
            type="button"
            class="button small"
            name={`test-${system}`}
            hx-post={`/settings/test/${system}`}
            hx-include="closest form"
            hx-target={`#test-${system}`}
            hx-swap="innerHTML"
          >
            Test connection
          </button>
        )
        : null}
      <div id={`test-${system}`} role="status"></div>
    </div>
  );
}

const ICONS = { good: "green", wrong: "red", unsure: "waiting" } as const;
const SAID = { good: "Good: ", wrong: "Wrong: ", unsure: "To look at: " };

export function ConnectionLines({ lines }: { lines: ConnectionLine[] }) {
  return (
    <ul>
      {lines.map(({ state, text }) => (
        <li>
          <StateIcon state={ICONS[state]} />
          <span>
            <b class="visually-hidden">{SAID[state]}</b>
            {text}
          </span>
        </li>
      ))}
    </ul>
  );
}
