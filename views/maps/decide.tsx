import type { MapState } from "../../db/tables.ts";
import { Action } from "../ui/action.tsx";
import { PanelButton } from "../ui/panel_button.tsx";
import { label } from "../ui/words.ts";

const WORDS: Record<MapState, string> = { proposed: "to decide", confirmed: "confirmed", ignored: "ignored" };

/** The state of a row of the maps and the ways to change it. */
export function Decide({ id, base, state, mayPress, panel, asksWhy, what }: {
  id: string;
  /** Address of the row; `/confirm` and `/ignore` are posted there. */
  base: string;
  state: MapState;
  mayPress: boolean;
  /** What more there is to choose: the panel's name and the word on its button. */
  panel?: [name: string, word: string];
  /** Ignoring asks for a reason first. */
  asksWhy?: boolean;
  /** Said to a screen reader: which row the buttons decide. */
  what: string;
}) {
  return (
    <span class="decide">
      <span class={`map-state map-${state}`}>{WORDS[state]}</span>
      {mayPress && (
        <span class="row tight map-buttons">
          {state === "confirmed" ? null : (
            <Action path={`${base}/confirm`} class="row tight">
              <button type="submit" class="button small" aria-label={`Confirm ${what}`}>confirm</button>
            </Action>
          )}
          {state === "ignored"
            ? null
            : asksWhy
            ? <PanelButton id={id} panel="ignore" word="ignore…" what={`Ignore ${what}`} />
            : (
              <Action path={`${base}/ignore`} class="row tight">
                <button type="submit" class="button small" aria-label={`Ignore ${what}`}>ignore</button>
              </Action>
            )}
          {panel && (
            <PanelButton
              id={id}
              panel={panel[0]}
              word={panel[1]}
              what={`${capital(panel[1])}: ${what}`}
            />
          )}
        </span>
      )}
    </span>
  );
}

/** "change…" → "Change": what is said has to hold the word that is seen. */
const capital = (word: string): string => label(word.replace("…", ""));
