import { Action } from "../ui/action.tsx";
import { MapList } from "./list.tsx";
import type { MapFilter, MapListModel, MapsModel } from "./model.ts";
import { grouped, plural } from "../ui/numbers.ts";
import { Pulse } from "../ui/pulse.tsx";
import { label } from "../ui/words.ts";
import { Time } from "../ui/time.tsx";

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
              {mayPress && (
                <Action path="/maps/confirm" name="confirm-all" values={{ shown: String(proposed) }}>
                  <button type="submit" class="button primary">Confirm all {grouped(proposed)}</button>
                </Action>
              )}
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

const STATES: [MapFilter["state"], string][] = [
  ["", "any state"],
  ["proposed", "to decide"],
  ["confirmed", "confirmed"],
  ["ignored", "ignored"],
  ["none", "without a row"],
];

/** Narrows the list. Its words stand in the address, so they look at names of fields, never at values. */
export function MapFilterForm({ maps, filter }: { maps: MapsModel; filter?: MapFilter }) {
  return (
    <form
      id="map-filter"
      class="map-filter"
      method="get"
      action="/maps"
      role="search"
      aria-label="Filter the maps"
      hx-get="/maps"
      hx-target="#map-list"
      hx-swap="innerMorph"
      hx-sync="replace"
      hx-trigger="input delay:200ms, change, submit"
    >
      <input
        type="search"
        name="text"
        id="map-text"
        placeholder="Field name"
        aria-label="Name of a field"
        value={filter?.text ?? ""}
      />
      <select name="object" id="map-object" aria-label="Object">
        <option value="">all objects</option>
        {maps.objects.map((o) => <option value={o} selected={o === filter?.object}>{label(o)}</option>)}
      </select>
      <select name="state" id="map-state" aria-label="State">
        {STATES.map(([value, words]) => (
          <option value={value} selected={value !== "" && value === filter?.state}>{words}</option>
        ))}
      </select>
      <label>
        less sure than{" "}
        <input
          type="number"
          name="below"
          id="map-below"
          min="0"
          max="100"
          step="5"
          value={filter?.below === undefined ? "" : String(filter.below)}
        />{" "}
        %
      </label>
      <label class="check">
        <input type="checkbox" name="made" id="map-made" value="yes" checked={filter?.made ?? false} />{" "}
        only what will be made
      </label>
      <noscript>
        <button type="submit" class="button small">Filter</button>
      </noscript>
    </form>
  );
}

/** The maps as files: for the next practice, and for an admin who makes the fields by hand. */
export function MapFiles({ mayPress }: { mayPress: boolean }) {
  return (
    <details class="fold" id="map-files">
      <summary>Files: take the map elsewhere, or give an admin a checklist</summary>
      <div class="map-files">
        <p>
          <a href="/maps/export.json" download>Export the map (JSON)</a>
          <span class="quiet">
            {" "}holds names of fields and forms and the values of picklists, no patient's record
          </span>
        </p>
        <p>
          Checklist of every field to make: <a href="/cells/schema/checklist.md" download>Markdown</a>,{" "}
          <a href="/cells/schema/checklist.csv" download>CSV</a>
        </p>
        {mayPress && (
          <Action path="/maps/import" name="import-map" files>
            <label>
              Import a map <input type="file" name="file" accept=".json,application/json" required />
            </label>
            <button type="submit" class="button small">Import</button>
          </Action>
        )}
      </div>
    </details>
  );
}

/** What was decided about the maps, newest first, and the way back. */
export function MapHistory({ maps: { history, mayPress } }: { maps: MapsModel }) {
  if (history.length === 0) return null;
  const last = history.find((change) => !change.undone);
  return (
    <div class="map-history">
      {mayPress && last && (
        <Action path="/maps/undo" name="undo" values={{ id: String(last.id) }}>
          <button type="submit" class="button small">Undo</button>
          <span class="quiet">{last.what}</span>
        </Action>
      )}
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
