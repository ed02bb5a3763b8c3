import type { Reconciliation } from "../steps/engine/step.ts";
import { Bar } from "./bar.tsx";
import { grouped } from "./numbers.ts";
import { label } from "./words.ts";

const KINDS = ["created", "updated", "unchanged", "skipped", "failed", "conflict"] as const;
type Kind = typeof KINDS[number];
/** Shown even when there is none: nobody should have to wonder. */
const ALWAYS: readonly Kind[] = ["created", "unchanged", "failed"];

/**
 * Source = created + updated + unchanged + skipped + failed + conflict, object by object. The bar must fill: a gap is
 * a record nobody accounts for, and the line says how many.
 */
export function ReconciliationView({ rows, id }: { rows: Reconciliation[]; id: string }) {
  const used = KINDS.filter((kind) => ALWAYS.includes(kind) || rows.some((r) => r[kind] > 0));
  const missing = rows.reduce((sum, row) => sum + missingOf(row), 0);
  return (
    <div class="scroll" tabindex={0} role="region" aria-label="Reconciliation" id={`reconciliation-${id}`}>
      <table class="figures reconciliation stacked tally">
        <caption>
          Every source record in exactly one place,{" "}
          <span class={missing === 0 ? "" : "is-red"}>
            <span class="num">{grouped(missing)}</span> missing
          </span>
        </caption>
        <thead>
          <tr>
            <th scope="col">Object</th>
            <th scope="col" class="num">Source</th>
            <th scope="col" class="bar-cell">
              <span class="visually-hidden">Share</span>
            </th>
            {used.map((kind) => <th scope="col" class={`num key-${kind}`}>{kind}</th>)}
            {missing === 0 ? null : <th scope="col" class="num">Missing</th>}
          </tr>
        </thead>
        <tbody>{rows.map((row) => <Row row={row} used={used} showMissing={missing !== 0} />)}</tbody>
      </table>
    </div>
  );
}

const missingOf = (row: Reconciliation): number =>
  row.source - KINDS.reduce((sum, kind) => sum + row[kind], 0);

interface RowProps {
  row: Reconciliation;
  used: readonly Kind[];
  showMissing: boolean;
}

function Row({ row, used, showMissing }: RowProps) {
  const missing = missingOf(row);
  const parts = KINDS.map((kind) => ({ kind, value: row[kind] }));
  return (
    <tr class={missing !== 0 || row.failed > 0 ? "uneven" : ""}>
      <th scope="row">{label(row.object)}</th>
      <td class="num" data-label="in source">{grouped(row.source)}</td>
      <td class="bar-cell">
        <Bar
          parts={parts}
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
