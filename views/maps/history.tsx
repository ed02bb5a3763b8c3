import { Action } from "../ui/action.tsx";
import type { MapsModel } from "./model.ts";
import { plural } from "../ui/numbers.ts";
import { Time } from "../ui/time.tsx";

/** What was decided about the maps, newest first, and the way back. */
export function MapHistory({ maps: { history, mayPress } }: { maps: MapsModel }) {
  if (history.length === 0) return null;
  const last = history.find((change) => !change.undone);
  return (
    <div class="map-history">
      {mayPress && last
        ? (
          <Action path="/maps/undo" name="undo" values={{ id: String(last.id) }}>
            <button type="submit" class="button small">Undo</button>
            <span class="quiet">{last.what}</span>
          </Action>
        )
        : null}
      <details class="fold" id="map-history">
        <summary>
          History <span class="quiet">{plural(history.length, "decision")}</span>
        </summary>
        <ol>
          {history.map((change) => (
            <li id={`map-change-${change.id}`} class={change.undone ? "undone" : ""}>
              <Time of={change.at} as="day" class="num" />
              <span>{change.who}</span>
              <span class="map-what">{change.what}</span>
              {change.undone ? <span class="tag">undone</span> : null}
            </li>
          ))}
        </ol>
      </details>
    </div>
  );
}
