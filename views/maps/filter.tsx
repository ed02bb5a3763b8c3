import type { MapFilter, MapsModel } from "./model.ts";
import { label } from "../ui/words.ts";

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
