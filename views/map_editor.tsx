import type { FieldMapTable, ValueMapTable } from "../db/tables.ts";
import { Action } from "./action.tsx";
import { FieldRow } from "./field_row.tsx";
import type { BlockModel } from "./models.ts";
import { grouped, plural } from "./numbers.ts";
import { ValueRow } from "./value_row.tsx";
import { label } from "./words.ts";

type Maps = Extract<BlockModel, { kind: "maps" }>;

/** Which source field goes to which target field, and which value to which option; every row is a person's to decide. */
export function MapEditor({ maps }: { maps: Maps }) {
  const { fields, values, proposed, mayPress } = maps;
  return (
    <div class="maps" id="maps">
      <div class="row spread">
        <h3>Maps</h3>
        {proposed > 0
          ? (
            <span class="row">
              <span class="is-waiting">{plural(proposed, "row")} to decide</span>
              {mayPress
                ? (
                  <Action path="/maps/confirm" name="confirm-all">
                    <button type="submit" class="button primary">Confirm all {grouped(proposed)}</button>
                  </Action>
                )
                : null}
            </span>
          )
          : <span class="quiet">every row is decided</span>}
      </div>
      {groups(fields, (f) => f.object).map(([object, rows]) => (
        <FieldGroup object={object} rows={rows} mayPress={mayPress} />
      ))}
      {groups(values, (v) => `${v.object}.${v.field}`).map(([name, rows]) => (
        <ValueGroup name={name} rows={rows} mayPress={mayPress} />
      ))}
    </div>
  );
}

function FieldGroup(
  { object, rows, mayPress }: { object: string; rows: FieldMapTable[]; mayPress: boolean },
) {
  return (
    <details class="fold" id={`fields-${object}`}>
      <summary>
        {label(object)} <span class="quiet">{plural(rows.length, "field")}</span> <ToDecide rows={rows} />
      </summary>
      <div class="scroll" tabindex={0} role="region" aria-label={`Fields of ${label(object)}`}>
        <table class="figures map">
          <colgroup>
            <col class="wide" />
            <col class="narrow" />
            <col class="wide" />
            <col />
            <col class="narrow" />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">PracticeHub</th>
              <th scope="col"></th>
              <th scope="col">Twenty</th>
              <th scope="col">How</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>{rows.map((row) => <FieldRow row={row} mayPress={mayPress} />)}</tbody>
        </table>
      </div>
    </details>
  );
}

function ValueGroup({ name, rows, mayPress }: { name: string; rows: ValueMapTable[]; mayPress: boolean }) {
  const options = `options-${name.replaceAll(".", "-")}`;
  const counted = rows.some((r) => r.count > 0);
  return (
    <details class="fold" id={`values-${name.replaceAll(".", "-")}`}>
      <summary>
        <span class="id">{name}</span> <span class="quiet">{plural(rows.length, "value")}</span>{" "}
        <ToDecide rows={rows} />
      </summary>
      <datalist id={options}>
        {[...new Set(rows.map((r) => r.label))].map((o) => <option value={o} />)}
      </datalist>
      <div class="scroll" tabindex={0} role="region" aria-label={`Values of ${name}`}>
        <table class="figures map">
          <thead>
            <tr>
              <th scope="col">Source value</th>
              {counted ? <th scope="col" class="num">Rows</th> : null}
              <th scope="col"></th>
              <th scope="col">Option in Twenty</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <ValueRow
                row={row}
                options={options}
                counted={counted}
                mayPress={mayPress}
              />
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function ToDecide({ rows }: { rows: { state: string }[] }) {
  const open = rows.filter((r) => r.state === "proposed").length;
  return open > 0 ? <span class="is-waiting">{grouped(open)} to decide</span> : null;
}

function groups<T>(rows: T[], key: (row: T) => string): [string, T[]][] {
  return [...Map.groupBy(rows, key)];
}
