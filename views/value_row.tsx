import type { ValueMapTable } from "../db/tables.ts";
import { Action } from "./action.tsx";
import { Decide } from "./decide.tsx";
import { grouped } from "./numbers.ts";

/** One line of the value map: a source value, how many rows hold it, and the option it becomes. */
export function ValueRow(
  { row, options, mayPress }: { row: ValueMapTable; options: string; mayPress: boolean },
) {
  const key = [row.object, row.field, row.source_value];
  return (
    <tr class={`map-row map-row-${row.state}`}>
      <td>{row.source_value === "" ? <i class="quiet">empty</i> : row.source_value}</td>
      <td class="num">{grouped(row.count)}</td>
      <td class="arrow" aria-label="becomes">→</td>
      <td>
        {mayPress
          ? (
            <Action path="/maps/values" values={{ key: JSON.stringify(key) }} class="row tight">
              <input
                name="label"
                list={options}
                value={row.label}
                aria-label={`Option for ${row.source_value}`}
              />
              <button type="submit" class="button small">set</button>
            </Action>
          )
          : row.label} <span class="quiet id">{row.target_value}</span>
      </td>
      <td>
        <Decide
          path="/maps/values"
          rowKey={key}
          state={row.state}
          mayPress={mayPress}
          what={row.source_value}
        />
      </td>
    </tr>
  );
}
