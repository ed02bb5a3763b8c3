import type { Ledger } from "../../db/ledger.ts";
import { findRecords, type SourceRecord } from "../../db/source_records.ts";
import { visitsAtOneTime } from "../../db/patients.ts";
import { idOf, textOf } from "./transform.ts";
import { subscriberIds } from "./transforms/references.ts";

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

/** What of a package tells whether it stands twice; little enough to be kept for every one. */
export interface PackageMark {
  id: number;
  sameness: string;
  /** As many visits left as were bought. */
  unused: boolean;
}

/** The first patient stands for all: of a twin only one may carry the whole family. */
export function markOf(row: Record<string, unknown> & { id: number }): PackageMark {
  const parts = [textOf(row["name"]), textOf(row["price"]), textOf(row["created"]).slice(0, 10)];
  const visits = textOf(row["visits"]);
  return {
    id: row.id,
    sameness: JSON.stringify([...parts, subscriberIds(row)[0] ?? null]),
    unused: visits !== "" && visits === textOf(row["visits_left"]),
  };
}

/**
 * The packages that PracticeHub itself keeps twice: the next id, the same name, price, day and first patient, and never
 * used (contracts/practicehub 3.14). By id.
 */
export function twinsAmong(marks: readonly PackageMark[]): Set<number> {
  const byId = new Map(marks.map((mark) => [mark.id, mark]));
  const twins = new Set<number>();
  for (const before of [...byId.values()].toSorted((a, b) => a.id - b.id)) {
    const later = byId.get(before.id + 1);
    if (!later || later.sameness !== before.sameness) continue;
    if (later.unused) twins.add(later.id);
    else if (before.unused) twins.add(before.id);
  }
  return twins;
}
