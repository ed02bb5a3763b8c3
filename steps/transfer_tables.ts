import type { OutcomeTable } from "./engine/step.ts";
import type { Tally } from "./engine/tally.ts";
import { type Remark, REMARKS } from "./mapping/transform.ts";

/** Why a row has no record in the target, in words. */
const SKIPS: Record<string, string> = {
  "file-not-of-a-patient": "belongs to a report or an export, not to a patient",
  "patient-missing": "its patient is not in Twenty",
  "note-not-landed": "its note is not in Twenty",
  "package-not-landed": "its package is not in Twenty",
  "not-subscribed": "the patient has left the package",
  "no-single-visit": "the patient no longer has exactly one visit on the day of the note",
};

export const skipWords = (reason: string): string => SKIPS[reason] ?? reason;

/** What every transfer shows besides its counts: rows that were not created and why, fields that hold less. */
export function transferTables(tally: Tally): OutcomeTable[] {
  const reasons = tally.reasons.filter(([, verdict]) => verdict !== "unchanged");
  return [
    {
      id: "not-created",
      title: "Rows that were not created, and why",
      rowsAt: "/remarks.csv",
      columns: [{ label: "Object" }, { label: "State" }, { label: "Reason" }, {
        label: "Rows",
        numeric: true,
      }, { label: "For example" }],
      rows: reasons.map((
        [object, verdict, reason, n, examples],
      ) => [object, verdict, skipWords(reason), n, examples]),
    },
    {
      id: "by-field",
      title: "Field by field",
      columns: [
        { label: "Object" },
        { label: "Field" },
        { label: "Carried", numeric: true },
        { label: "With a remark", numeric: true },
        { label: "Empty", numeric: true },
      ],
      rows: tally.fields,
    },
    {
      id: "fields-with-less",
      title: "Fields with a remark: not, or not only, what the source holds",
      rowsAt: "/remarks.csv",
      columns: [{ label: "Object" }, { label: "Field" }, { label: "Reason" }, {
        label: "Rows",
        numeric: true,
      }, { label: "For example" }],
      rows: tally.remarks.map(([object, field, remark, n, examples]) => [
        object,
        field,
        REMARKS[remark as Remark] ?? remark,
        n,
        examples,
      ]),
    },
  ];
}

/** `1,204 created, 3 updated`. */
export function counted(tally: Tally): string {
  const parts = (["created", "updated", "unchanged", "skipped", "failed", "conflict"] as const)
    .map((verdict) => [tally.total(verdict), verdict] as const)
    .filter(([n]) => n > 0)
    .map(([n, verdict]) => `${n.toLocaleString("en")} ${verdict === "conflict" ? "in conflict" : verdict}`);
  return parts.join(", ") || "nothing to do";
}
