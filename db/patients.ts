import { sql } from "kysely";
import type { Ledger } from "./ledger.ts";
import { keyIn, names, timeIn } from "./raw_values.ts";
import { idsIn, rowIn } from "./stored.ts";

/** The smallest id of the patients with each of these addresses, which are in lower case. */
export async function oldestByEmail(ledger: Ledger, emails: readonly string[]): Promise<Map<string, number>> {
  if (emails.length === 0) return new Map();
  const { rows } = await sql<{ email: string; id: number }>`
    select lower(trim(json_extract(raw, '$.email'))) as email, min(id) as id from source_record
    where resource = 'patients' and gone_at is null
      and lower(trim(json_extract(raw, '$.email'))) in (${sql.join(emails)})
    group by 1`.execute(ledger.db);
  return new Map(rows.map((row) => [row.email, row.id]));
}

/** Patients with one of these addresses in their row of the export, each with the address that the API has of them. */
export async function exportedByEmail(
  ledger: Ledger,
  emails: readonly string[],
  column: string,
): Promise<{ email: string; id: number; own: unknown }[]> {
  if (emails.length === 0) return [];
  const path = `$."${column}"`;
  const { rows } = await sql<{ email: string; id: number; own: unknown }>`
    select lower(trim(json_extract(c.raw, ${path}))) as email, s.id, json_extract(s.raw, '$.email') as own
    from csv_row c join source_record s on s.resource = 'patients' and s.id = c.record_id and s.gone_at is null
    where c.kind = 'patients' and lower(trim(json_extract(c.raw, ${path}))) in (${sql.join(emails)})`
    .execute(ledger.db);
  return rows;
}

/** The forms that these patients filled in, the oldest first. */
export async function formResponsesOf(
  ledger: Ledger,
  patients: readonly number[],
): Promise<Map<number, Record<string, unknown>[]>> {
  if (patients.length === 0) return new Map();
  const { rows } = await sql<{ patient: string; raw: string }>`
    select ${keyIn("patient_id")} as patient, raw from source_record
    where resource = 'custom_form_responses' and gone_at is null and ${names("patient_id", patients)}
    order by ${timeIn("created")}, id`.execute(ledger.db);
  const responses = new Map<number, Record<string, unknown>[]>();
  for (const { patient, raw } of rows) {
    const id = Number(patient);
    responses.set(id, [...responses.get(id) ?? [], rowIn({ raw })]);
  }
  return responses;
}

/** Appointments that PracticeHub still gives. Its keys come as numbers and as text (contracts/practicehub 3). */
const PRESENT = sql`resource = 'appointments' and gone_at is null`;

/** Zeros and false stand for no date (contracts/practicehub 3). */
const NO_CANCEL_DATE = sql`(trim(lower(coalesce(${
  timeIn("cancelDate")
}, '')), '0-:t. z') in ('', 'false', 'null', '1-11-3')
  or json_type(raw, '$.cancelDate') in ('true', 'array')
  or json_type(raw, '$.cancelDate') = 'object' and json_extract(raw, '$.cancelDate.date') is null)`;

const STATUS = sql`lower(trim(coalesce(json_extract(raw, '$.status'), '')))`;

const NOT_CANCELLED = sql`${NO_CANCEL_DATE} and ${STATUS} <> 'cancelled'`;

const ofPatients = (patients: readonly number[]) => names("patient_id", patients);

/** Visits of these patients that stand at one time, but for those that were cancelled: one list of ids a time. */
export async function visitsAtOneTime(ledger: Ledger, patients: readonly number[]): Promise<number[][]> {
  if (patients.length === 0) return [];
  const { rows } = await sql<{ ids: string }>`
    select json_group_array(id) as ids from source_record
    where ${PRESENT} and ${ofPatients(patients)} and ${NOT_CANCELLED}
      and coalesce(${timeIn("start")}, '') <> ''
    group by cast(${keyIn("patient_id")} as integer), ${timeIn("start")} having count(*) > 1`
    .execute(ledger.db);
  return rows.map(({ ids }) => idsIn(ids));
}

/** The first two visits of a patient on a day that were neither cancelled nor missed. @param day `2024-03-01` */
export async function visitsOn(ledger: Ledger, patient: number, day: string): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from source_record
    where ${PRESENT} and ${ofPatients([patient])}
      and substr(${timeIn("start")}, 1, 10) = ${day}
      and ${NO_CANCEL_DATE} and ${STATUS} not in ('cancelled', 'missed')
    limit 2`.execute(ledger.db);
  return rows.map((row) => row.id);
}

/** Where each patient's visits were that were not cancelled: the id of the one location, or that there are several. */
export async function homesOf(
  ledger: Ledger,
  patients: readonly number[],
): Promise<Map<number, number | "several">> {
  const { rows } = await sql<{ patient: string; least: unknown; most: unknown }>`
    select ${keyIn("patient_id")} as patient, min(cast(${keyIn("location_id")} as integer)) as least,
      max(cast(${keyIn("location_id")} as integer)) as most
    from source_record
    where ${PRESENT} and cast(${keyIn("location_id")} as integer) > 0 and ${
    ofPatients(patients)
  } and ${NOT_CANCELLED}
    group by 1`.execute(ledger.db);
  const homes = new Map<number, number | "several">();
  for (const { patient, least, most } of rows) {
    const id = Number(patient);
    const here = least === most ? Number(least) : "several";
    homes.set(id, homes.has(id) && homes.get(id) !== here ? "several" : here);
  }
  return homes;
}

/** Location ids on visits, as they are written, with how many each has. */
export async function visitLocations(ledger: Ledger): Promise<[id: unknown, visits: number][]> {
  const { rows } = await sql<{ id: unknown; n: number }>`
    select ${keyIn("location_id")} as id, count(*) as n from source_record
    where ${PRESENT} and ${keyIn("location_id")} is not null
    group by 1`.execute(ledger.db);
  return rows.map(({ id, n }) => [id, n]);
}

/** What became of visits: cancelled by the status, or by the date alone (contracts/practicehub 3.2). */
export async function visitStatuses(
  ledger: Ledger,
  limit: number,
): Promise<[status: string, visits: number][]> {
  const { rows } = await sql<{ value: string; n: number }>`
    select case when ${NO_CANCEL_DATE}
      then trim(coalesce(json_extract(raw, '$.status'), '')) else 'cancelled' end as value, count(*) as n
    from source_record where ${PRESENT}
    group by 1 order by n desc, value limit ${limit}`.execute(ledger.db);
  return rows.filter((row) => row.value !== "").map((row) => [row.value, row.n]);
}
