import type { DiffCount } from "../../db/diffs.ts";
import { Bar } from "../ui/bar.tsx";
import { grouped } from "../ui/numbers.ts";
import { label } from "../ui/words.ts";

/** How much was compared, object by object, and how much of it differs. */
export function DiffCounts({ counts }: { counts: DiffCount[] }) {
  if (counts.length === 0) return <p class="quiet">Nothing landed, so there is nothing to compare.</p>;
  return (
    <div class="scroll" tabindex={0} role="region" aria-label="Fields compared, by object">
      <table class="figures diff-counts stacked tally">
        <caption class="visually-hidden">Fields compared</caption>
        <thead>
          <tr>
            <th scope="col">Object</th>
            <th scope="col" class="num">Records</th>
            <th scope="col" class="num">Fields</th>
            <th scope="col" class="bar-cell">
              <span class="visually-hidden">Share equal</span>
            </th>
            <th scope="col" class="num">Different</th>
          </tr>
        </thead>
        <tbody>
          {counts.map(({ object, records, fields, unequal }) => (
            <tr>
              <th scope="row">{label(object)}</th>
              <td class="num" data-label="records">{grouped(records)}</td>
              <td class="num" data-label="fields">{grouped(fields)}</td>
              <td class="bar-cell">
                <Bar
                  parts={[{ kind: "created", value: fields - unequal }, { kind: "failed", value: unequal }]}
                  total={fields}
                />
              </td>
              <td class={`num key-failed ${unequal > 0 ? "is-red" : "zero"}`} data-label="different">
                {grouped(unequal)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
