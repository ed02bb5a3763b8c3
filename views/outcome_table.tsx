import type { OutcomeTable } from "../steps/engine/step.ts";
import { grouped, plural } from "./numbers.ts";

/** Longer tables are folded: the cell stays readable at a glance. */
const OPEN_ROWS = 12;

/** A table of an outcome: numbers right-aligned and grouped, an empty cell where there is no value. */
export function OutcomeTableView({ table, id }: { table: OutcomeTable; id: string }) {
  const { title, columns, rows } = table;
  const total = table.total ?? rows.length;
  if (total === 0) return <p class="quiet">{title}: none.</p>;
  return (
    <details class="fold table-fold" id={`table-${id}`} open={rows.length <= OPEN_ROWS}>
      <summary>
        {title} <span class="quiet">{plural(total, "row")}</span>
      </summary>
      <div class="scroll" tabindex={0} role="region" aria-label={title}>
        <table class="figures">
          <thead>
            <tr>{columns.map((c) => <th scope="col" class={c.numeric ? "num" : ""}>{c.label}</th>)}</tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr>
                {row.map((value, i) => (
                  <td class={columns[i]?.numeric ? `num ${value === 0 ? "zero" : ""}` : ""}>
                    {typeof value === "number" ? grouped(value) : value}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {total > rows.length
        ? <p class="quiet">The first {grouped(rows.length)} of {grouped(total)}.</p>
        : null}
    </details>
  );
}
