import type { StepId } from "../../steps/runbook/step.ts";
import { Action, Press } from "../ui/action.tsx";
import { grouped, plural } from "../ui/numbers.ts";
import { RecordLink } from "../ui/link.tsx";
import { label } from "../ui/words.ts";

export interface FailedRowsModel {
  cell: StepId;
  count: number;
  /** The first of them. */
  rows: { key: string; object: string; reason: string }[];
  mayPress: boolean;
}

/** Rows that failed, each with the way to run it again once its cause is mended, and all of them at once. */
export function FailedRows({ model: { cell, count, rows, mayPress } }: { model: FailedRowsModel }) {
  const path = `/cells/${cell}/rows`;
  return (
    <section class="failed-rows" id="failed-rows" aria-labelledby="failed-rows-title">
      <h3 id="failed-rows-title">
        Rows that failed <span class="is-red">{grouped(count)}</span>
      </h3>
      {mayPress && (
        <Action path={path} name="failed-again">
          <button type="submit" class="button">
            {count === 1 ? "Run the failed row again" : `Run the ${grouped(count)} failed rows again`}
          </button>
          <span class="quiet">
            only these, and read back; the cell is left as it is until everything is run again
          </span>
        </Action>
      )}
      <ul>
        {rows.map(({ key, object, reason }) => (
          <li class="failed-row">
            <span>
              <RecordLink sourceKey={key} /> <span class="quiet">{label(object)}</span>
            </span>
            <span class="failed-reason">{reason}</span>
            {mayPress && count > 1 && (
              <Press
                path={path}
                name="row-again"
                values={{ row: key }}
                button="small"
                spoken={`run again: ${key}`}
              >
                run again
              </Press>
            )}
          </li>
        ))}
      </ul>
      {count > rows.length && (
        <p class="quiet">
          The first {rows.length} of {plural(count, "row")}.{" "}
          <a href="/remarks.csv" download>Every row with its reason, as CSV</a>
        </p>
      )}
    </section>
  );
}
