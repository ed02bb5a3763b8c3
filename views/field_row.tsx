import type { FieldMapTable } from "../db/tables.ts";
import { Decide } from "./decide.tsx";
import { words } from "./words.ts";

/** One line of the field map: source → target. */
export function FieldRow({ row, mayPress }: { row: FieldMapTable; mayPress: boolean }) {
  return (
    <tr class={`map-row map-row-${row.state}`}>
      <td>
        <Source row={row} />
      </td>
      <td class="arrow" aria-label="goes to">→</td>
      <td>
        <span class="id">{row.target}</span>
        {row.creates ? <span class="tag" title={`made in Twenty: ${row.creates}`}>new</span> : null}
      </td>
      <td class="how">
        {words(row.transform)}
        {row.reason ? <span class="quiet">{` · ${row.reason}`}</span> : null}
      </td>
      <td>
        <Decide
          path="/maps/fields"
          rowKey={[row.object, row.resource, row.source, row.target]}
          state={row.state}
          mayPress={mayPress}
          what={`${row.source} to ${row.target}`}
        />
      </td>
    </tr>
  );
}

/** A source is a field, a fixed value written `=value`, or `*`, all fields of the row together. */
function Source({ row }: { row: FieldMapTable }) {
  if (row.source.startsWith("=")) {
    return (
      <span>
        <span class="quiet">always</span> <span class="id">{row.source.slice(1)}</span>
      </span>
    );
  }
  return (
    <span>
      <span class="quiet id">{row.resource}.</span>
      {row.source === "*" ? <span class="quiet">several fields</span> : <span class="id">{row.source}</span>}
    </span>
  );
}
