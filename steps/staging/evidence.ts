import { auditLogHead } from "../../db/history.ts";
import { countEffects } from "../../db/effects.ts";
import type { Kit } from "../runbook/kit.ts";
import { type Finding, numbers, type OutcomeTable, texts } from "../runbook/step.ts";
import { many } from "../base/words.ts";
import type { Swept } from "./sweep.ts";
import { TARGET_OBJECTS } from "../mapping/objects.ts";

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
