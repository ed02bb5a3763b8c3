import { numbers, type OutcomeTable, texts } from "../../runbook/step.ts";
import type { Tally } from "../tally.ts";
import { many } from "../../base/words.ts";
import { remarkWords, skipWords } from "../../mapping/remarks.ts";

/** What every transfer shows besides its counts: rows that were not created and why, fields that hold less. */
export function transferTables(tally: Tally): OutcomeTable[] {
  const reasons = tally.reasons.filter(([, verdict]) => verdict !== "unchanged");
  return [
    {
      id: "not-created",
      title: "Rows that were not created, and why",
      figure: `${summed(reasons, "row")} for ${
        distinct(reasons.map(([, , reason]) => skipWords(reason)), "reason")
      }`,
      rowsAt: "/remarks.csv",
      columns: [...texts("Object", "State", "Reason"), ...numbers("Rows"), ...texts("For example")],
      rows: reasons.map((
        [object, verdict, reason, n, examples],
      ) => [object, verdict, skipWords(reason), n, examples]),
    },
    byField(tally),
    {
      id: "fields-with-less",
      title: "Fields with a remark: not, or not only, what the source holds",
      figure: `${summed(tally.remarks, "value")} in ${
        distinct(tally.remarks.map(([object, field]) => `${object} ${field}`), "field")
      }`,
      rowsAt: "/remarks.csv",
      columns: [...texts("Object", "Field", "Reason"), ...numbers("Rows"), ...texts("For example")],
      rows: tally.remarks.map(([object, field, remark, n, examples]) => [
        object,
        field,
        remarkWords(remark),
        n,
        examples,
      ]),
    },
  ];
}

/** How many rows or values the lines of a table stand for. */
const summed = (lines: Tally["reasons"], one: string): string =>
  many(lines.reduce((sum, [, , , n]) => sum + n, 0), one);

const distinct = (names: readonly string[], one: string): string => many(new Set(names).size, one);

const VERDICTS = ["created", "updated", "unchanged", "skipped", "failed", "conflict"] as const;
/** Shown even where there is none. */
const ALWAYS: readonly string[] = ["created", "unchanged", "failed"];

/** Source rows = the verdicts + empty, for every field. */
function byField(tally: Tally): OutcomeTable {
  const { fields } = tally;
  const used = VERDICTS.filter((verdict) => ALWAYS.includes(verdict) || fields.some((f) => f[verdict] > 0));
  const numeric = ["Source", ...used.map(capital), "Empty", "With a remark"];
  return {
    id: "by-field",
    title: "Field by field",
    figure: many(fields.length, "field"),
    columns: [...texts("Object", "Field"), ...numbers(...numeric)],
    rows: fields.map((f) => [
      f.object,
      f.field,
      f.source,
      ...used.map((verdict) => f[verdict]),
      f.empty,
      f.remarked,
    ]),
  };
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `1,204 created, 3 updated`. */
export function counted(tally: Tally): string {
  const parts = VERDICTS.map((verdict) => [tally.total(verdict), verdict] as const)
    .filter(([n]) => n > 0)
    .map(([n, verdict]) => `${n.toLocaleString("en")} ${verdict === "conflict" ? "in conflict" : verdict}`);
  return parts.join(", ") || "nothing to do";
}
