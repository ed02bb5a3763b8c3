import { insertEffects, nextEffectId } from "../../../db/effects.ts";
import { upsertRecords } from "../../../db/source_records.ts";
import type { Finding } from "../../../steps/runbook/step.ts";
import type { FakePage } from "../../browser/fake_page.ts";
import { keepConflicts } from "../../routes/support/made_up_conflicts.ts";
import { effectOn } from "../../steps/support/stage.ts";

export const HUGE = 10_000;
const FINDINGS = 40;

/** An audit's findings, each about 10,000 rows. */
export const HUGE_FINDINGS: Finding[] = Array.from({ length: FINDINGS }, (_, i) => ({
  id: `shared-${i}`,
  severity: i % 2 ? "warning" : "info",
  title: `${HUGE} patients share what stands in field ${i}`,
  detail: "The oldest patient keeps it, the others keep it as an additional one.",
  rows: [{ field: `field_${i}`, keys: Array.from({ length: HUGE }, (_, row) => `patients/${row + 1}`) }],
}));

/** Keeps 10,000 conflicts and 10,000 rows that failed, on records of runs that there have been. */
export async function keepHuge({ page: { ledger } }: FakePage): Promise<void> {
  const patients = Array.from(
    { length: 2 * HUGE },
    (_, i) => ({ id: i + 1, first_name: `Patient ${i + 1}` }),
  );
  await ledger.commit({ writes: upsertRecords(ledger, "patients", patients, 1, "2026-03-01T00:00:00.000Z") });
  await keepConflicts(ledger, HUGE);
  const first = await nextEffectId(ledger);
  const failed = patients.slice(HUGE).map(({ id }, i) => ({
    ...effectOn(`failed-${id}`, {}, { state: "failed" as const, reason: "Invalid calling code" }),
    id: first + i,
    source_key: `patients/${id}`,
  }));
  await ledger.commit({ writes: insertEffects(ledger, failed) });
}
