import type { Ledger } from "../../db/ledger.ts";
import { findRecords, type SourceRecord } from "../../db/source_records.ts";
import { visitsAtOneTime } from "../../db/patients.ts";
import { idOf } from "./transform.ts";
import { markOf, twinsAmong } from "./twin_packages.ts";

/** Of these visits, those whose patient has an older one at the same time; cancelled ones do not count. */
export async function duplicateVisits(
  ledger: Ledger,
  records: readonly SourceRecord[],
): Promise<Set<number>> {
  const patients = [...new Set(records.flatMap((r) => idOf(r.row["patient_id"]) ?? []))];
  if (records[0]?.resource !== "appointments") return new Set();
  const together = await visitsAtOneTime(ledger, patients);
  return new Set(together.flatMap((ids) => ids.toSorted((a, b) => a - b).slice(1)));
}

/** Of these packages, and their neighbours by id, those that stand twice. */
export async function twinPackages(ledger: Ledger, records: readonly SourceRecord[]): Promise<Set<number>> {
  if (records[0]?.resource !== "patient_packages") return new Set();
  const near = [...new Set(records.flatMap(({ id }) => [id - 1, id, id + 1]))];
  const rows = await findRecords(ledger, {
    resource: "patient_packages",
    after: -1,
    limit: near.length,
    ids: near,
  });
  return twinsAmong(rows.map(({ row }) => markOf(row)));
}
