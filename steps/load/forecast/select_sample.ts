import type { Ledger } from "../../../db/ledger.ts";
import {
  firstIds,
  idsNaming,
  oddPatients,
  packagesOf,
  spreadIds,
  subscribersOf,
} from "../../../db/sample_rows.ts";
import { type SampleBy, SAMPLES } from "../../mapping/objects.ts";

/**
 * Source rows for the sample: patients spread evenly over the years, the odd ones first (shared addresses, no name,
 * several numbers), with appointments, notes, files and packages of theirs; every practitioner and location. The same
 * rows give the same sample, and the full run meets them again.
 */
export async function selectSample(ledger: Ledger): Promise<Map<string, number[]>> {
  const of = (by: SampleBy) => SAMPLES.filter((sample) => sample.by === by);
  const chosen = new Map<string, number[]>();
  for (const { resource, most } of of("all")) chosen.set(resource, await firstIds(ledger, resource, most));
  for (const { resource: patients, most } of of("spread")) {
    const spread = await patientIds(ledger, most);
    for (const { resource, most } of of("subscribed_patients")) {
      const packages = await packagesOf(ledger, spread, most);
      chosen.set(resource, packages);
      const all = [...spread, ...await subscribersOf(ledger, packages)];
      chosen.set(patients, [...new Set(all)].sort((a, b) => a - b));
    }
    for (const { resource, most } of of("patient_id")) {
      chosen.set(resource, await idsNaming(ledger, resource, "patient_id", spread, most));
    }
  }
  const visits = chosen.get("appointments") ?? [];
  for (const { resource, most } of of("appointment_id")) {
    chosen.set(resource, await idsNaming(ledger, resource, "appointment_id", visits, most));
  }
  return chosen;
}

async function patientIds(ledger: Ledger, most: number): Promise<number[]> {
  const even = await spreadIds(ledger, "patients", most);
  return [...new Set([...await oddPatients(ledger), ...even])].slice(0, most).sort((a, b) => a - b);
}
