import type { MapState } from "../db/tables.ts";
import { Action } from "./action.tsx";

const WORDS: Record<MapState, string> = { proposed: "proposed", confirmed: "confirmed", ignored: "ignored" };

/** The state of a map row and the two ways to change it. `rowKey` is the row's primary key as JSON. */
export function Decide({ path, rowKey, state, mayPress, what }: {
  path: string;
  rowKey: string[];
  state: MapState;
  mayPress: boolean;
  /** Said to a screen reader: which row the buttons decide. */
  what: string;
}) {
  return (
    <span class="decide">
      <span class={`map-state map-${state}`}>{WORDS[state]}</span>
      {mayPress
        ? (
          <Action path={path} values={{ key: JSON.stringify(rowKey) }} class="row tight">
            {state === "confirmed" ? null : (
              <button
                type="submit"
                class="button small"
                name="state"
                value="confirmed"
                aria-label={`Confirm ${what}`}
              >
                confirm
              </button>
            )}
            {state === "ignored" ? null : (
              <button
                type="submit"
                class="button small"
                name="state"
                value="ignored"
                aria-label={`Ignore ${what}`}
              >
                ignore
              </button>
            )}
          </Action>
        )
        : null}
    </span>
  );
}
