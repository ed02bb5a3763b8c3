import { Action } from "../ui/action.tsx";
import { PanelRow } from "./field_row.tsx";
import { MapFold } from "./fold.tsx";
import { More } from "./list.tsx";
import type { MapFilter, ValueTableModel } from "./model.ts";
import { grouped, plural } from "../ui/numbers.ts";
import { PanelButton } from "../ui/panel_button.tsx";
import { ValueRow } from "./value_row.tsx";

/** The values of one field, each under the option it becomes: spellings of one thing stand together. */
export function ValueTable({ table, filter, mayPress }: {
  table: ValueTableModel;
  filter: MapFilter;
  mayPress: boolean;
}) {
  const {
    id,
    object,
    field,
    label,
    total,
    open,
    options,
    ignored,
    otherwise,
    counted,
    looked,
    filtered,
    more,
  } = table;
  return (
    <MapFold
      id={`values-${id}`}
      open={filtered}
      head={
        <>
          <span class="map-title">{label}</span> <span class="quiet id">{object}.{field}</span>{" "}
          <span class="quiet">
            {plural(total, "value")}, {plural(options.length, "option")}
          </span>{" "}
          {open > 0 ? <span class="is-waiting">{grouped(open)} to decide</span> : null}
        </>
      }
    >
      {looked && counted
        ? (
          <p class="quiet">
            Counted in the {grouped(looked.rows)} of {plural(looked.of, "row")}{" "}
            that the audit looked at; run again after the extract, this cell counts every row.
          </p>
        )
        : null}
      {total === 0
        ? <p class="quiet map-empty">No value was seen. One can be added by hand.</p>
        : (
          <table class="figures map map-values">
            <caption class="visually-hidden">Values of {label}</caption>
            <thead>
              <tr>
                <th scope="col">Value in PracticeHub</th>
                {counted ? <th scope="col" class="num">Rows</th> : <td></td>}
                <th scope="col">Option in Twenty</th>
                <th scope="col">State</th>
              </tr>
            </thead>
            {options.map((option) => (
              <tbody id={option.id}>
                {option.rows.map((row, i) => (
                  <ValueRow
                    model={row}
                    option={option}
                    first={i === 0}
                    counted={counted}
                    mayPress={mayPress}
                  />
                ))}
                <PanelRow id={option.id} columns={4} />
              </tbody>
            ))}
            {ignored.length > 0
              ? (
                <tbody>
                  <tr class="map-option">
                    <th scope="rowgroup" colspan={4} class="quiet">
                      Ignored: left empty
                    </th>
                  </tr>
                  {ignored.map((row) => (
                    <ValueRow model={row} first={false} counted={counted} mayPress={mayPress} />
                  ))}
                </tbody>
              )
              : null}
          </table>
        )}
      {more > 0 ? <More filter={filter} group={id} left={more} shown={total - more} /> : null}
      <div class="row map-all">
        <span>
          Anything else {otherwise
            ? (
              <>
                becomes <b>{otherwise}</b>
              </>
            )
            : <span class="quiet">is left empty</span>}
        </span>
        {mayPress
          ? (
            <>
              <PanelButton
                id={id}
                panel="default"
                word="change default…"
                what={`Change default of ${label}`}
              />
              <PanelButton id={id} panel="add" word="add a value…" what={`Add a value of ${label}`} />
              {open > 0
                ? (
                  <Action path={`/maps/tables/${id}/confirm`} class="row tight">
                    <button type="submit" class="button small">Confirm these {grouped(open)}</button>
                  </Action>
                )
                : null}
            </>
          )
          : null}
      </div>
      <div id={`panel-${id}`} class="map-panel" hx-morph-skip="true"></div>
    </MapFold>
  );
}
