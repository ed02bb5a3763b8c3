import { countRecords } from "../../../db/source_records.ts";
import { auditDetail } from "../../profile/audit_detail.ts";
import type { Desk } from "../../runbook/kit.ts";
import { pagesOf } from "../../practicehub/client.ts";
import { ALSO_ASK } from "../../practicehub/resources.ts";
import { resourcesFor } from "../../mapping/objects.ts";

export interface Reading {
  /** Requests, and the least time that they take at the pace of the settings. */
  requests: number;
  seconds: number;
  /** Rows that there are, by what was read last. */
  rows: number;
}

/** What walking every page of PracticeHub takes, by the rows in the ledger or, before those are read, by the audit. */
export async function pagesToRead({ ledger, settings }: Pick<Desk, "ledger" | "settings">): Promise<Reading> {
  const held = await countRecords(ledger);
  const audited = new Map((await auditDetail(ledger))?.resources.map((r) => [r.name, r.total]));
  const read: Reading = { requests: 0, seconds: 0, rows: 0 };
  for (const { name } of resourcesFor(settings.extraObjects)) {
    const rows = held.get(name)?.present ?? audited.get(name) ?? 0;
    read.requests += pagesOf(rows) * (ALSO_ASK[name]?.length ?? 1);
    read.rows += rows;
  }
  read.seconds = Math.ceil(read.requests * settings.sourceIntervalMs / 1_000);
  return read;
}
