import { barHead, FigureTable, numeric } from "../ui/table.tsx";
import type { Reconciliation } from "../../steps/runbook/step.ts";
import { Bar } from "../ui/bar.tsx";
import { grouped } from "../ui/numbers.ts";
import { label } from "../ui/words.ts";

/**
 * Source = created + updated + unchanged + skipped + failed + conflict, object by object. The bar must fill: a gap is
 * a record nobody accounts for, and the line says how many.
 */
export function ReconciliationView({ rows, id }: { rows: Reconciliation[]; id: string }) {
  const used = usedKinds(rows);
  const missing = rows.reduce((sum, row) => sum + missingOf(row), 0);
  return (
    <FigureTable
      label="Reconciliation"
      id={`reconciliation-${id}`}
      class="reconciliation stacked tally"
      caption={
        <caption>
          Every source record in exactly one place,{" "}
          <span class={missing === 0 ? "" : "is-red"}>
            <span class="num">{grouped(missing)}</span> missing
          </span>
        </caption>
      }
      heads={[
        "Object",
        numeric("Source"),
        barHead("Share"),
        ...used.map((kind) => ({ name: kind, class: `num key-${kind}` })),
        ...missing === 0 ? [] : [numeric("Missing")],
      ]}
    >
      <tbody>{rows.map((row) => <Row row={row} used={used} showMissing={missing !== 0} />)}</tbody>
    </FigureTable>
  );
}

interface RowProps {
  row: Reconciliation;
  used: readonly Kind[];
  showMissing: boolean;
}

function Row({ row, used, showMissing }: RowProps) {
  const missing = missingOf(row);
  return (
    <tr class={missing !== 0 || row.failed > 0 ? "uneven" : ""}>
      <th scope="row">{label(row.object)}</th>
      <td class="num" data-label="in source">{grouped(row.source)}</td>
      <td class="bar-cell">
        <Bar
          parts={partsOfRow(row)}
          total={row.source}
          label={missing === 0 ? "adds up" : `${missing} unaccounted for`}
        />
      </td>
      {used.map((kind) => (
        <td
          class={`num key-${kind} ${row[kind] === 0 ? "zero" : kind === "failed" ? "is-red" : ""}`}
          data-label={kind}
        >
          {grouped(row[kind])}
        </td>
      ))}
      {showMissing
        ? <td class={`num ${missing === 0 ? "zero" : "is-red"}`} data-label="missing">{grouped(missing)}</td>
        : null}
    </tr>
  );
}

/** Where a source row can be, in the order of the bar. */
export const KINDS = ["created", "updated", "unchanged", "skipped", "failed", "conflict"] as const;
export type Kind = typeof KINDS[number];

/** Shown even when there is none: nobody should have to wonder. */
const ALWAYS: readonly Kind[] = ["created", "unchanged", "failed"];

/** The kinds that have a column. */
export const usedKinds = (rows: readonly Reconciliation[]): Kind[] =>
  KINDS.filter((kind) => ALWAYS.includes(kind) || rows.some((row) => row[kind] > 0));

/** Rows that nobody accounts for. */
export const missingOf = (row: Reconciliation): number =>
  row.source - KINDS.reduce((sum, kind) => sum + row[kind], 0);

export const partsOfRow = (row: Reconciliation): { kind: Kind; value: number }[] =>
  KINDS.map((kind) => ({ kind, value: row[kind] }));
