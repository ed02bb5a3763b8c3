import type { OutcomeTable } from "../../steps/runbook/step.ts";
import { figureOf, kindOf, shown, totalOf } from "../cell/outcome_table.tsx";

/** A table of an outcome on paper: all of its rows, its head again on each page. */
export function PaperTable({ table }: { table: OutcomeTable }) {
  const { id, title, columns, rows } = table;
  const all = totalOf(table);
  if (all === 0) return <p class="none">{title}: none.</p>;
  return (
    <table class={`outcome-table table-${id}`}>
      <caption>
        {title}, {figureOf(table)}
        {all > rows.length ? `; the first ${rows.length.toLocaleString("en")} stand here` : ""}
      </caption>
      <thead>
        <tr>{columns.map((c) => <th scope="col" class={c.numeric ? "num" : ""}>{c.label}</th>)}</tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            {row.map((value, i) => <td class={kindOf(columns[i], value)}>{shown(columns[i], value)}</td>)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
