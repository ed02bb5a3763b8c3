import { Action } from "../ui/action.tsx";
import { FieldGroup } from "./fields.tsx";
import type { MapListModel } from "./model.ts";
import { ValueTable } from "./values.tsx";
import { grouped, plural } from "../ui/numbers.ts";

/** The rows that the filter lets through: fields by object, then values by field. */
export function MapList({ list }: { list: MapListModel }) {
  const { filter, found, all, groups, tables, mayPress } = list;
  const nothing = groups.length + tables.length === 0;
  return (
    <>
      <input type="hidden" name="more" form="map-filter" value={filter.more} />
      <input type="hidden" name="rows" form="map-filter" value={filter.more ? String(filter.rows) : ""} />
      <div class="row spread map-bulk">
        <p class="quiet" role="status">
          {found === all ? plural(all, "field row") : `${grouped(found)} of ${plural(all, "field row")}`}
          {tables.length > 0 ? `, ${plural(tables.length, "value map")}` : ""}
        </p>
        {mayPress ? <AtLeast list={list} /> : null}
      </div>
      {nothing ? <p class="map-empty">No row is like that. Take something out of the filter.</p> : null}
      {groups.length > 0 && (
        <section aria-label="Fields">
          {groups.map((group) => <FieldGroup group={group} list={list} />)}
        </section>
      )}
      {tables.length > 0 && (
        <section aria-labelledby="value-maps">
          <h4 id="value-maps">Values and their options</h4>
          {tables.map((table) => <ValueTable table={table} filter={filter} mayPress={mayPress} />)}
        </section>
      )}
    </>
  );
}

/** Confirms what is sure enough: the number is shown before it is pressed, and another number is refused. */
function AtLeast({ list: { filter, atLeast, found, all } }: { list: MapListModel }) {
  // It is about every row, also those that the filter leaves out: then it says so.
  const where = found === all ? "" : " of the whole map";
  return (
    <div class="row tight at-least">
      <label>
        Sure at{" "}
        <input
          type="number"
          name="least"
          id="map-least"
          form="map-filter"
          min="0"
          max="100"
          step="5"
          value={String(filter.least)}
          aria-label="Percent"
          hx-get="/maps"
          hx-include="#map-filter"
          hx-target="#map-list"
          hx-swap="innerMorph"
          hx-trigger="input delay:250ms"
        />{" "}
        % or more
      </label>
      <Action
        path="/maps/confirm"
        name="confirm-sure"
        values={{ least: String(filter.least), shown: String(atLeast) }}
      >
        <button type="submit" class="button small" disabled={atLeast === 0}>
          {atLeast === 0 ? "None to confirm" : `Confirm ${plural(atLeast, "row")}${where}`}
        </button>
      </Action>
    </div>
  );
}
