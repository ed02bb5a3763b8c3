import { auditLogHead } from "../../db/history.ts";
import { countEffects } from "../../db/effects.ts";
import { many } from "../base/words.ts";
import { TARGET_OBJECTS } from "../mapping/objects.ts";
import type { Unlisted } from "../mapping/unmapped_values.ts";
import type { Kit } from "../runbook/kit.ts";
import { type Finding, numbers, type OutcomeTable, texts } from "../runbook/step.ts";
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
      title: `${s.resource}: ${many(s.withoutId, "row")} without a usable id`,
      detail:
        "An id is a whole number below 2^53. Nothing can refer to a row without one; they are left out.",
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

/** What a sweep walked through, resource by resource. */
export function sweepTable(swept: readonly Swept[]): OutcomeTable[] {
  if (swept.length === 0) return [];
  return [{
    id: "sweep",
    title: "What was looked at",
    open: false,
    columns: [...texts("Resource"), ...numbers("PracticeHub says", "Read", "Gone", "Found at a second look")],
    rows: swept.map((s) => [s.resource, s.claimed, s.distinct, s.gone, s.rescued]),
  }];
}

/**
 * The state in which the cut-over may happen, with what it rests on: how much was walked and since when, what the ledger
 * says is in Twenty, and the hash that stands for the whole log.
 */
export async function finished(kit: Kit, swept: readonly Swept[], began: string): Promise<Finding> {
  const counts = await countEffects(kit.ledger, TARGET_OBJECTS);
  const of = (state: string): number =>
    counts.filter((c) => c.state === state && !(state === "confirmed" && c.kind === "remove"))
      .reduce((n, c) => n + c.n, 0);
  const head = await auditLogHead(kit.ledger);
  const rows = swept.reduce((n, s) => n + s.distinct, 0);
  return {
    id: "finished",
    severity: "info",
    title: "Finished: nothing is left",
    detail:
      `${many(rows, "row")} of ${many(swept.length, "resource")} were walked from ${began} on, and no row ` +
      `differs from what was confirmed. By the ledger ${
        many(of("confirmed"), "record")
      } are in Twenty as wanted, ` +
      `${of("conflict").toLocaleString("en")} stay as people edited them and ` +
      `${of("skipped").toLocaleString("en")} source rows have no record. The audit log ends with line ` +
      `${(head?.length ?? 0).toLocaleString("en")}, SHA-256 ${head?.hash ?? "none"}.`,
    action: "Cut over now: what staff change in PracticeHub from here on needs another delta.",
  };
}
