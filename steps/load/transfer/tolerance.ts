import type { Finding, Reconciliation } from "../../runbook/step.ts";
import type { Tally } from "../tally.ts";
import { many } from "../../base/words.ts";
import { pluralOf } from "../../mapping/objects.ts";

/**
 * What is said of records that failed: a stop for every object of which more failed than the stated share, else one
 * warning.
 *
 * @param percent of the source rows of any one object that may fail
 */
export function failureFindings(tally: Tally, percent: number): Finding[] {
  const failed = tally.reconciliation.filter((row) => row.failed > 0);
  const outside = failed.filter((row) => isOutside(row, percent));
  if (outside.length > 0) return outside.map((row) => stop(row, percent));
  if (failed.length === 0) return [];
  return [{
    id: "within-tolerance",
    severity: "warning",
    title: `${many(tally.total("failed"), "record")} failed, within the tolerance of ${percent} %`,
    detail: `${
      failed.map((row) => `${row.failed} of ${many(row.source, "row")} of ${row.object}`).join(", ")
    }.`,
    action: "The rows and Twenty's words are in the table below; run again once the cause is mended.",
  }];
}

/** Whether failures are so many that the run cannot be called done. */
export const isOutsideTolerance = (tally: Tally, percent: number): boolean =>
  tally.reconciliation.some((row) => isOutside(row, percent));

const isOutside = (row: Reconciliation, percent: number): boolean =>
  row.failed * 100 > percent * row.source && row.failed > 0;

function stop({ object, failed, source }: Reconciliation, percent: number): Finding {
  const plural = pluralOf(object);
  return {
    id: `outside-tolerance-${object}`,
    severity: "stop",
    title: `${plural}: ${failed.toLocaleString("en")} of ${source.toLocaleString("en")} failed, ` +
      `more than the tolerance of ${percent} %`,
    detail: "Each row is in the table below with the reason.",
    action: "Mend the cause and run this again: what is there is not written twice. Or take everything back.",
    count: failed,
  };
}
