import { sql } from "kysely";
import type { Ledger } from "./ledger.ts";
import { names } from "./raw_values.ts";

/** Patients of whom each lacks or has something else, and some that share an address. */
export async function oddPatients(ledger: Ledger): Promise<number[]> {
  const { rows: odd } = await sql<{ id: number }>`
    select min(id) as id from source_record
    where resource = 'patients' and gone_at is null
    group by json_extract(raw, '$.first_name') is null, json_extract(raw, '$.last_name') is null,
      coalesce(json_extract(raw, '$.email'), '') = '', instr(coalesce(json_extract(raw, '$.email'), '@'), '@') = 0,
      json_array_length(raw, '$.numbers'), coalesce(json_extract(raw, '$.note'), '') = ''
    limit 20`.execute(ledger.db);
  const { rows: shared } = await sql<{ id: number }>`
    select max(id) as id from source_record where resource = 'patients' and gone_at is null
      and coalesce(json_extract(raw, '$.email'), '') <> ''
    group by lower(trim(json_extract(raw, '$.email'))) having count(*) > 1 limit 10`.execute(ledger.db);
  return [...odd, ...shared].map((row) => row.id);
}

/** The first `count` ids of a resource. */
export async function firstIds(ledger: Ledger, resource: string, count: number): Promise<number[]> {
  const rows = await ledger.db.selectFrom("source_record").select("id").where("resource", "=", resource)
    .where("gone_at", "is", null).orderBy("id").limit(count).execute();
  return rows.map((row) => row.id);
}

/** Ids at even distances through a resource. */
export async function spreadIds(ledger: Ledger, resource: string, count: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from (
      select id, row_number() over (order by id) as n, count(*) over () as total
      from source_record where resource = ${resource} and gone_at is null
    ) where n % max(1, total / ${count}) = 0 limit ${count}`.execute(ledger.db);
  return rows.map((row) => row.id);
}

/** A patient of a package: an object that has the id, or the id itself. */
const SUBSCRIBER =
  sql`case when one.type = 'object' then json_extract(one.value, '$.patient_id') else one.atom end`;

/** Packages name their patients in a list (contracts/practicehub 3.14). */
export async function packagesOf(
  ledger: Ledger,
  patients: readonly number[],
  count: number,
): Promise<number[]> {
  if (patients.length === 0) return [];
  const both = patients.flatMap((id) => [id, String(id)]);
  const { rows } = await sql<{ id: number }>`
    select distinct s.id from source_record s, json_each(s.raw, '$.subscribed_patients') as one
    where s.resource = 'patient_packages' and s.gone_at is null
      and ${SUBSCRIBER} in (${sql.join(both)})
    order by s.id limit ${count}`.execute(ledger.db);
  return rows.map((row) => row.id);
}

/** The patients whom these packages name: a family package links to its first patient, who has to be there. */
export async function subscribersOf(ledger: Ledger, packages: readonly number[]): Promise<number[]> {
  if (packages.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    select distinct p.id from source_record s, json_each(s.raw, '$.subscribed_patients') as one
    join source_record p on p.resource = 'patients' and p.gone_at is null
      and p.id = cast(${SUBSCRIBER} as integer)
    where s.resource = 'patient_packages' and s.id in (${sql.join(packages)})`.execute(ledger.db);
  return rows.map((row) => row.id);
}

/** Rows of a resource whose key names one of these; keys come as numbers and as text (contracts/practicehub 3). */
export async function idsNaming(
  ledger: Ledger,
  resource: string,
  key: "patient_id" | "appointment_id",
  named: readonly number[],
  count: number,
): Promise<number[]> {
  if (named.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    select id from source_record where resource = ${resource} and gone_at is null and ${names(key, named)}
    order by id limit ${count}`.execute(ledger.db);
  return rows.map((row) => row.id);
}
