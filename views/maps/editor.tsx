import { Action } from "../ui/action.tsx";
import { MapFiles } from "./files.tsx";
import { MapFilterForm } from "./filter.tsx";
import { MapHistory } from "./history.tsx";
import { MapList } from "./list.tsx";
import type { MapListModel, MapsModel } from "./model.ts";
import { grouped, plural } from "../ui/numbers.ts";
import { Pulse } from "../ui/pulse.tsx";

/**
 * Which source field goes to which target field, and which value to which option; every row is a person's to decide.
 * The list is asked for by itself, filtered as this page wants it, again whenever the maps have another version.
 */
export function MapEditor({ maps, list }: { maps: MapsModel; list?: MapListModel }) {
  const { version, fields, values, proposed, mayPress } = maps;
  return (
    <div class="maps" id="maps">
      <div class="row spread">
        <h3>
          Maps{" "}
          <span class="quiet">
            {plural(fields, "field")}, {plural(values, "value")}
          </span>
        </h3>
        {proposed > 0
          ? (
            <span class="row">
              <span class="is-waiting">{plural(proposed, "row")} to decide</span>
              {mayPress
                ? (
                  <Action path="/maps/confirm" name="confirm-all" values={{ shown: String(proposed) }}>
                    <button type="submit" class="button primary">Confirm all {grouped(proposed)}</button>
                  </Action>
                )
                : null}
            </span>
          )
          : <span class="quiet">every row is decided</span>}
      </div>
      <div id="panel-maps" class="map-panel" hx-morph-skip="true"></div>
      <MapFilterForm maps={maps} {...(list ? { filter: list.filter } : {})} />
      <div id="map-list" class="map-list" hx-morph-skip="true" aria-live="off">
        {list ? <MapList list={list} /> : (
          <p class="quiet">
            <a href="/maps">The maps on a page of their own</a>
          </p>
        )}
      </div>
      {list ? null : (
        <Pulse
          id="map-pulse"
          path="/maps"
          version={version}
          target="map-list"
          include="#map-filter, [form=map-filter]"
        />
      )}
      {list ? null : (
        <details class="fold" id="map-picture">
          <summary>As a picture</summary>
          <div id="map-picture-box" hx-morph-skip="true">
            <a href="/maps/picture">The picture on a page of its own</a>
          </div>
          <Pulse id="map-picture-pulse" path="/maps/picture" version={version} target="map-picture-box" />
        </details>
      )}
      <MapHistory maps={maps} />
      <MapFiles mayPress={mayPress} />
    </div>
  );
}
