import { Decide } from "./decide.tsx";
import { PanelRow } from "./field_row.tsx";
import type { OptionModel, ValueRowModel } from "./model.ts";
import { grouped } from "../ui/numbers.ts";
import { PanelButton } from "../ui/panel_button.tsx";

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
