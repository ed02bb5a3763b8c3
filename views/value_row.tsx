import type { ValueMapTable } from "../db/tables.ts";
import { Action } from "./action.tsx";
import { Decide } from "./decide.tsx";
import { grouped } from "./numbers.ts";

interface ValueRowProps {
  row: ValueMapTable;
  /** Id of the list of options to choose from. */
  options: string;
  /** Whether anybody counted how many rows hold the values of this field. */
  counted: boolean;
  mayPress: boolean;
}

/** One line of the value map: a source value, how many rows hold it, and the option it becomes. */
export function ValueRow({ row, options, counted, mayPress }: ValueRowProps) {
  const key = [row.object, row.field, row.source_value];
  return (
    <tr class={`map-row map-row-${row.state}`}>
      <td>{row.source_value === "" ? <i class="quiet">empty</i> : row.source_value}</td>
      {counted ? <td class="num">{grouped(row.count)}</td> : null}
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
