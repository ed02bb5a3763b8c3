import { sql } from "kysely";
import type { Ledger } from "../../../db/ledger.ts";
import { type SampleBy, SAMPLES } from "../../mapping/objects.ts";

/**
 * Source rows for the sample: patients spread evenly over the years, the odd ones first (shared addresses, no name,
 * several numbers), with appointments, notes, files and packages of theirs; every practitioner and location. The same
 * rows give the same sample, and the full run meets them again.
 */
export async function selectSample(ledger: Ledger): Promise<Map<string, number[]>> {
  const of = (by: SampleBy) => SAMPLES.filter((sample) => sample.by === by);
  const chosen = new Map<string, number[]>();
  for (const { resource, most } of of("all")) chosen.set(resource, await allIds(ledger, resource, most));
  for (const { resource: patients, most } of of("spread")) {
    const spread = await patientIds(ledger, most);
    for (const { resource, most } of of("subscribed_patients")) {
      const packages = await packagesOf(ledger, spread, most);
      chosen.set(resource, packages);
      const all = [...spread, ...await subscribersOf(ledger, packages)];
      chosen.set(patients, [...new Set(all)].sort((a, b) => a - b));
    }
    for (const { resource, most } of of("patient_id")) {
      chosen.set(resource, await idsOf(ledger, resource, "patient_id", spread, most));
    }
  }
  const visits = chosen.get("appointments") ?? [];
  for (const { resource, most } of of("appointment_id")) {
    chosen.set(resource, await idsOf(ledger, resource, "appointment_id", visits, most));
  }
  return chosen;
}

async function patientIds(ledger: Ledger, most: number): Promise<number[]> {
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
  const even = await spread(ledger, "patients", most);
  return [...new Set([...odd.map((r) => r.id), ...shared.map((r) => r.id), ...even])].slice(0, most)
    .sort((a, b) => a - b);
}

async function allIds(ledger: Ledger, resource: string, most: number): Promise<number[]> {
  const rows = await ledger.db.selectFrom("source_record").select("id").where("resource", "=", resource)
    .where("gone_at", "is", null).orderBy("id").limit(most).execute();
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
async function packagesOf(ledger: Ledger, patients: readonly number[], most: number): Promise<number[]> {
  if (patients.length === 0) return [];
  const both = patients.flatMap((id) => [id, String(id)]);
  const { rows } = await sql<{ id: number }>`
    select distinct s.id from source_record s, json_each(json_extract(s.raw, '$.subscribed_patients')) as one
    where s.resource = 'patient_packages' and s.gone_at is null
      and json_extract(one.value, '$.patient_id') in (${sql.join(both)})
    order by s.id limit ${most}`.execute(ledger.db);
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
