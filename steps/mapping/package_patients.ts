import { openRecordsOf } from "../../db/effects.ts";
import type { Ledger } from "../../db/ledger.ts";
import type { SourceRecord } from "../../db/source_records.ts";
import { targetId } from "../base/identity.ts";
import type { MapContext } from "./context.ts";
import { type Linkable, linkableKeys } from "./links.ts";
import type { Mapping } from "./mapping.ts";
import { emptyTarget, type Target } from "./target.ts";
import { textOf } from "./transform.ts";
import { subscriberIds } from "./transforms/references.ts";
import { cleaned } from "./transforms/text.ts";

/**
 * The patients of packages that have several (contracts/practicehub 3.14): one record links one patient to one package.
 * A package of one patient needs none, that patient is its contact.
 */
export async function packagePatients(
  ledger: Ledger,
  mapping: Mapping,
  records: readonly SourceRecord[],
  context: MapContext,
  linkable: Linkable,
): Promise<Target[]> {
  const keys = records.map((r) => `${r.resource}/${r.id}`);
  const packages = await linkableKeys(ledger, linkable, "opportunity", keys);
  const made = Map.groupBy(await openRecordsOf(ledger, "packagePatient", keys), (link) => link.source_key);
  const targets: Target[] = [];
  for (const record of records) {
    const base = emptyTarget("packagePatient", "", record);
    const ids = subscriberIds(record.row);
    const patients = ids.length > 1 ? ids : [];
    const wanted = new Set<string>();
    for (const patient of patients) {
      const id = await targetId(mapping.migration, "packagePatient", base.sourceKey, patient);
      const person = context.targetOf("person", "patients", patient);
      wanted.add(id);
      if (!packages.has(base.sourceKey)) targets.push({ ...base, id, skip: "package-not-landed" });
      else if (!person) targets.push({ ...base, id, skip: "patient-missing" });
      else {
        targets.push({
          ...base,
          id,
          fields: {
            name: nameOf(record, context.patientName(patient)),
            practiceHubId: `${base.sourceKey}/${patient}`,
            opportunityId: await targetId(mapping.migration, "opportunity", "patient_packages", record.id),
            patientId: person,
          },
          source: { name: record.row["name"], patientId: patient, opportunityId: record.id },
        });
      }
    }
    // A link that was made for somebody who has left the package has to be spoken of.
    for (const { target_id: id } of made.get(base.sourceKey) ?? []) {
      if (!wanted.has(id)) targets.push({ ...base, id, skip: "not-subscribed" });
    }
  }
  return targets;
}

function nameOf(record: SourceRecord, patient: string | undefined): string {
  const name = cleaned([textOf(record.row["name"]) || "Package", patient].filter(Boolean).join(" · ")).value;
  return typeof name === "string" ? name : "Package";
}
