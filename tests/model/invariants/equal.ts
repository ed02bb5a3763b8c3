import { discrepancies } from "../../e2e/reader.ts";
import type { Discrepancy } from "../../e2e/reader/discrepancies.ts";
import type { Ground } from "../ground.ts";
import type { Model } from "../model.ts";

/** Where the target does not hold the model's rows, and no person's hand explains it. */
export async function unexcused(model: Model, { simulators }: Ground): Promise<Discrepancy[]> {
  const found = await discrepancies(model.practice(), simulators.target);
  if (found.length === 0) return [];
  const theirs = reach(model);
  return found.filter((one) => !isExcused(model, theirs, one));
}

function isExcused(model: Model, theirs: ReadonlySet<string>, { object, id, field }: Discrepancy): boolean {
  const [resource, number] = id.split("/");
  if (theirs.has(`${resource}/${number}`) || theirs.has(object)) return true;
  if (object === "attachments" && theirs.size > 0) return true;
  if (!field.startsWith("emails")) return false;
  const versions = model.history.filter(({ key }) => key === id);
  return versions.some(({ row }) => model.foreignEmails.has(String(row.email)));
}

/**
 * Source rows that people's work reaches: those whose records they touched, those of the same patients, and patients
 * who share an address with them. Of these nothing more is asked than that the work stands.
 */
function reach(model: Model): Set<string> {
  const touched = new Set(model.touched.values());
  if (touched.size === 0) return touched;
  const named = (key: string) => key.split("/").slice(0, 2).join("/");
  const reached = new Set([...touched].map(named));
  const patients = new Set(
    model.history.filter(({ key }) => reached.has(key)).flatMap(({ key, row }) => patientsIn(key, row)),
  );
  const emails = new Set(
    model.history.filter(({ key }) => patients.has(key)).map(({ row }) => row.email).filter(Boolean),
  );
  for (const { key, row } of model.history) if (emails.has(row.email ?? null)) patients.add(key);
  const hasPlace = [...reached].some((key) => /^(locations|account|practitioners)/.test(key));
  // Places refer to each other and have no rows of their own.
  if (hasPlace) reached.add("companies");
  for (const { key, row } of model.history) {
    if (hasPlace || patientsIn(key, row).some((patient) => patients.has(patient))) reached.add(key);
  }
  return reached;
}

/** The patients that a row is about. */
function patientsIn(key: string, row: Record<string, unknown>): string[] {
  if (key.startsWith("patients/")) return [key];
  const listed = Array.isArray(row["subscribed_patients"]) ? row["subscribed_patients"] : [];
  return [row, ...listed].flatMap(({ patient_id: id }) => id ? [`patients/${id}`] : []);
}
