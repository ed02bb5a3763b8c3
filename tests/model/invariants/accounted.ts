import { assertEquals } from "@std/assert";
import type { Outcome } from "../../../steps/runbook/step.ts";
import type { Ran } from "../../support/stage.ts";
import type { Model } from "../model.ts";

/** Every row is counted in exactly one way, in each outcome that counts. */
export function addsUp({ outcomes }: Ran): void {
  for (const { step, reconciliation = [] } of outcomes) {
    for (const line of reconciliation) {
      const { created, updated, unchanged, skipped, failed, conflict } = line;
      const sum = created + updated + unchanged + skipped + failed + conflict;
      assertEquals(sum, line.source, `${step}: ${line.object} does not add up`);
    }
  }
}

/** The rows that were counted are those of the model. */
export function countsAll(model: Model, { reconciliation = [] }: Outcome): void {
  const counted = Object.fromEntries(reconciliation.map(({ object, source }) => [object, source]));
  const count = (...resources: Parameters<Model["rowsOf"]>[0][]) =>
    resources.reduce((sum, resource) => sum + model.rowsOf(resource).length, 0);
  const sticky = model.rowsOf("patients").filter(({ note }) => String(note ?? "").trim() !== "").length;
  const expected = {
    person: count("patients", "practitioners"),
    appointment: count("appointments"),
    opportunity: count("patient_packages"),
    note: count("clinical_notes") + sticky,
    attachment: count("files"),
  };
  for (const [object, rows] of Object.entries(expected)) assertEquals(counted[object] ?? 0, rows, object);
}
