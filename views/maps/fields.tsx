import { Action } from "../ui/action.tsx";
import { FieldRow, StaysRow } from "./field_row.tsx";
import { More } from "./list.tsx";
import { MapFold } from "./fold.tsx";
import type { FieldGroupModel, MapListModel } from "./model.ts";
import { grouped, plural } from "../ui/numbers.ts";
import { words } from "../ui/words.ts";

/** The rows of one target object. A filter that finds something in it has it open. */
export function FieldGroup({ group, list }: { group: FieldGroupModel; list: MapListModel }) {
  const { object, label, total, open, rows, stays, staysTotal, filtered } = group;
  const { mayPress } = list;
  const left = total - rows.length + staysTotal - stays.length;
  return (
    <MapFold
      id={`fields-${object}`}
      open={filtered}
      head={
        <>
          <span class="map-title">{label}</span> <span class="quiet">{plural(total, "row")}</span>
          {staysTotal > 0 ? <span class="quiet">, {plural(staysTotal, "field")} without a row</span> : null}
          {" "}
          {open > 0 ? <span class="is-waiting">{grouped(open)} to decide</span> : null}
        </>
      }
    >
      <table class="figures map map-fields">
        <caption class="visually-hidden">Fields of {label}</caption>
        <thead>
          <tr>
            <th scope="col">PracticeHub</th>
            <th scope="col">Twenty</th>
            <th scope="col">How and why</th>
            <th scope="col" class="sure">Sure</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => <FieldRow model={row} mayPress={mayPress} />)}
          {stays.map((row) => <StaysRow model={row} mayPress={mayPress} />)}
        </tbody>
      </table>
      {left > 0
        ? (
          <More
            filter={list.filter}
            group={`fields-${object}`}
            left={left}
            shown={rows.length + stays.length}
          />
        )
        : null}
      {mayPress && open > 0 && !filtered
        ? (
          <Action path="/maps/confirm" name={`confirm-${object}`} values={{ object }} class="row map-all">
            <button type="submit" class="button small">Confirm all of {words(object)}</button>
            <span class="quiet">with the options of its fields</span>
          </Action>
        )
        : null}
    </MapFold>
  );
}
