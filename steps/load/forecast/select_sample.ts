import { sql } from "kysely";
import type { Ledger } from "../../../db/ledger.ts";

/** How many rows of each resource a sample holds at most: between 200 and 500 in all. */
const SIZE = {
  patients: 60,
  appointments: 150,
  clinical_notes: 80,
  files: 40,
  patient_packages: 30,
  care_plans: 20,
  custom_form_responses: 20,
  invoices: 30,
  payments: 20,
  patient_logs: 20,
};

const OF_PATIENTS = [
  "appointments",
  "clinical_notes",
  "files",
  "care_plans",
  "custom_form_responses",
  "payments",
  "patient_logs",
] as const;

/**
 * Source rows for the sample: patients spread evenly over the years, the odd ones first (shared addresses, no name,
 * several numbers), with appointments, notes, files and packages of theirs; every practitioner and location. The same
 * rows give the same sample, and the full run meets them again.
 */
export async function selectSample(ledger: Ledger): Promise<Map<string, number[]>> {
  const patients = await patientIds(ledger);
  const packages = await packagesOf(ledger, patients);
  const chosen = new Map<string, number[]>([
    ["account", await allIds(ledger, "account")],
    ["locations", await allIds(ledger, "locations")],
    ["practitioners", await allIds(ledger, "practitioners")],
    ["patients", [...new Set([...patients, ...await subscribersOf(ledger, packages)])].sort((a, b) => a - b)],
    ["patient_packages", packages],
  ]);
  for (const resource of OF_PATIENTS) {
    chosen.set(resource, await idsOf(ledger, resource, "patient_id", patients, SIZE[resource]));
  }
  // An invoice is linked to its visit, which has to be there.
  const visits = chosen.get("appointments") ?? [];
  chosen.set("invoices", await idsOf(ledger, "invoices", "appointment_id", visits, SIZE.invoices));
  return chosen;
}

async function patientIds(ledger: Ledger): Promise<number[]> {
  const { rows: odd } = await sql<{ id: number }>`
    select min(id) as id from source_record
    where resource = 'patients' and gone_at is null
    group by json_extract(raw, '$.first_name') is null, json_extract(raw, '$.last_name') is null,
      coalesce(json_extract(raw, '$.email'), '') = '', instr(coalesce(json_extract(raw, '$.email'), '@'), '@') = 0,
      json_array_length(json_extract(raw, '$.numbers')), coalesce(json_extract(raw, '$.note'), '') = ''
    limit 20`.execute(ledger.db);
  const { rows: shared } = await sql<{ id: number }>`
    select max(id) as id from source_record where resource = 'patients' and gone_at is null
      and coalesce(json_extract(raw, '$.email'), '') <> ''
    group by lower(trim(json_extract(raw, '$.email'))) having count(*) > 1 limit 10`.execute(ledger.db);
  const even = await spread(ledger, "patients", SIZE.patients);
  return [...new Set([...odd.map((r) => r.id), ...shared.map((r) => r.id), ...even])].slice(0, SIZE.patients)
    .sort((a, b) => a - b);
}

async function allIds(ledger: Ledger, resource: string): Promise<number[]> {
  const rows = await ledger.db.selectFrom("source_record").select("id").where("resource", "=", resource)
    .where("gone_at", "is", null).orderBy("id").limit(200).execute();
  return rows.map((r) => r.id);
}

/** Ids at even distances through a resource. */
async function spread(ledger: Ledger, resource: string, count: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from (
      select id, row_number() over (order by id) as n, count(*) over () as total
      from source_record where resource = ${resource} and gone_at is null
    ) where n % max(1, total / ${count}) = 0 limit ${count}`.execute(ledger.db);
  return rows.map((r) => r.id);
}

/** Packages name their patients in a list (contracts/practicehub 3.14). */
async function packagesOf(ledger: Ledger, patients: readonly number[]): Promise<number[]> {
  if (patients.length === 0) return [];
  const both = patients.flatMap((id) => [id, String(id)]);
  const { rows } = await sql<{ id: number }>`
    select distinct s.id from source_record s, json_each(json_extract(s.raw, '$.subscribed_patients')) as one
    where s.resource = 'patient_packages' and s.gone_at is null
      and json_extract(one.value, '$.patient_id') in (${sql.join(both)})
    order by s.id limit ${SIZE.patient_packages}`.execute(ledger.db);
  return rows.map((r) => r.id);
}

/** A family package links to its first patient, who has to be there. */
async function subscribersOf(ledger: Ledger, packages: readonly number[]): Promise<number[]> {
  if (packages.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    select distinct p.id from source_record s, json_each(json_extract(s.raw, '$.subscribed_patients')) as one
    join source_record p on p.resource = 'patients' and p.gone_at is null
      and p.id = cast(json_extract(one.value, '$.patient_id') as integer)
    where s.resource = 'patient_packages' and s.id in (${sql.join(packages)})`.execute(ledger.db);
  return rows.map((r) => r.id);
}

/** Rows of a resource whose key names one of these; keys come as numbers and as text (contracts/practicehub 3). */
async function idsOf(
  ledger: Ledger,
  resource: string,
  key: "patient_id" | "appointment_id",
  named: readonly number[],
  count: number,
): Promise<number[]> {
  if (named.length === 0) return [];
  const both = named.flatMap((id) => [id, String(id)]);
  const { rows } = await sql<{ id: number }>`
    select id from source_record where resource = ${resource} and gone_at is null
      and json_extract(raw, ${`$.${key}`}) in (${sql.join(both)})
    order by id limit ${count}`.execute(ledger.db);
  return rows.map((r) => r.id);
}
