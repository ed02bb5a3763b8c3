import { Action } from "../ui/action.tsx";
import { PanelRow } from "./fields.tsx";
import { MapFold, More } from "./group.tsx";
import type { MapFilter, OptionModel, ValueRowModel, ValueTableModel } from "./model.ts";
import { grouped, plural } from "../ui/numbers.ts";
import { PanelButton } from "../ui/panel_button.tsx";
import { Decide } from "./decide.tsx";

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
      {looked && counted && (
        <p class="quiet">
          Counted in the {grouped(looked.rows)} of {plural(looked.of, "row")}{" "}
          that the audit looked at; run again after the extract, this cell counts every row.
        </p>
      )}
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
            {ignored.length > 0 && (
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
            )}
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
        {mayPress && (
          <>
            <PanelButton
              id={id}
              panel="default"
              word="change default…"
              what={`Change default of ${label}`}
            />
            <PanelButton id={id} panel="add" word="add a value…" what={`Add a value of ${label}`} />
            {open > 0 && (
              <Action path={`/maps/tables/${id}/confirm`} class="row tight">
                <button type="submit" class="button small">Confirm these {grouped(open)}</button>
              </Action>
            )}
          </>
        )}
      </div>
      <div id={`panel-${id}`} class="map-panel" hx-morph-skip="true"></div>
    </MapFold>
  );
}

interface ValueRowProps {
  model: ValueRowModel;
  /** The option it becomes; none: it is ignored. */
  option?: OptionModel;
  /** Whether it is the first of its option: that one names it, with what can be done about it. */
  first: boolean;
  /** Whether anybody counted how many rows hold the values of this field. */
  counted: boolean;
  mayPress: boolean;
}

/** One source value, how many rows hold it, the option it becomes, and what is decided about it. */
export function ValueRow({ model, option, first, counted, mayPress }: ValueRowProps) {
  const { id, value, name, state, count } = model;
  const said = name || value;
  return (
    <>
      <tr class={`map-row map-row-${state}`} id={id}>
        <td class="map-value" data-label="Value">
          {said} {name ? <span class="quiet id">{value}</span> : null}
        </td>
        <td class="num" data-unit={count === 1 ? "row" : "rows"}>{counted ? grouped(count) : ""}</td>
        <td class="map-becomes">
          {option
            ? <Becomes option={option} first={first} mayPress={mayPress} />
            : <span class="quiet">left out</span>}
        </td>
        <td class="map-do">
          <Decide
            id={id}
            base={`/maps/values/${id}`}
            state={state}
            mayPress={mayPress}
            panel={["move", "move…"]}
            what={`the value ${said}`}
          />
        </td>
      </tr>
      <PanelRow id={id} columns={4} />
    </>
  );
}

/** The option by name where it comes first; beneath it, that it is the same. */
function Becomes({ option, first, mayPress }: { option: OptionModel; first: boolean; mayPress: boolean }) {
  const { id, label, value, there, remark } = option;
  if (!first) {
    return (
      <span class="quiet">
        <span class="arrow" aria-hidden="true">→</span> {label}
      </span>
    );
  }
  return (
    <>
      <span class="arrow" aria-hidden="true">→</span> <span class="map-name">{label}</span>{" "}
      {there ? null : <span class="tag new">new</span>}
      <span class="map-facts">
        <span class="id">{value}</span>
        {there ? <span>in Twenty already</span> : null}
        {remark ? <span>{remark}</span> : null}
        {!there && mayPress
          ? <PanelButton id={id} panel="rename" word="rename…" what={`Rename ${label}`} />
          : null}
      </span>
    </>
  );
}
