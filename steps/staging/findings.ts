import type { Finding } from "../runbook/step.ts";
import { many } from "../base/words.ts";
import type { Unlisted } from "../mapping/unmapped_values.ts";
import { isShort, type Swept } from "./sweep.ts";

/** What walks through the resources have to say, to the extract and to a delta alike. */
export function sweepFindings(swept: readonly Swept[]): Finding[] {
  return [
    ...swept.filter((s) => s.claimed !== null && s.distinct < s.claimed).map((s): Finding => ({
      id: `gap-${s.resource}`,
      severity: isShort(s) ? "stop" : "info",
      title: `${s.resource}: ${many(s.distinct, "distinct record")}, PracticeHub says ${
        s.claimed?.toLocaleString("en")
      }`,
      detail: `${many(s.rows, "row")} on its pages; a walk by windows of ids found ${s.rescued} more. ` +
        "PracticeHub's figure may count repeated rows.",
      ...(isShort(s) ? { action: "Run the cell again; if the figure stays, ask PracticeHub." } : {}),
    })),
    ...swept.filter((s) => s.unsettled > 0).map((s): Finding => ({
      id: `unsettled-${s.resource}`,
      severity: "warning",
      title: `${s.resource}: ${many(s.unsettled, "row")} not met again`,
      detail:
        "PracticeHub does not answer a question by id, so nobody can say whether they are gone. They are kept.",
    })),
    ...swept.filter((s) => s.withoutId > 0).map((s): Finding => ({
      id: `no-id-${s.resource}`,
      severity: "warning",
      title: `${s.resource}: ${many(s.withoutId, "row")} without an id`,
      detail: "Nothing can refer to them; they are left out.",
    })),
  ];
}

/** Picklists that hold more than the maps knew when they were confirmed. */
export function unlistedFindings(unlisted: readonly Unlisted[]): Finding[] {
  return unlisted.map(({ object, field, values, rows }): Finding => ({
    id: `unlisted-${object}-${field}`,
    severity: "warning",
    title: `${object}.${field}: ${many(values, "value")} without an option`,
    detail: `${many(rows, "row")} would be left empty there; the audit had not met these values.`,
    action: "Run the schema cell again: it proposes options for them.",
    count: rows,
  }));
}
