import { rowIn } from "./stored.ts";
import { sql } from "kysely";
import type { Ledger } from "./ledger.ts";

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
    select json_extract(raw, '$.patient_id') as patient, raw from source_record
    where resource = 'custom_form_responses' and gone_at is null
      and json_extract(raw, '$.patient_id') in (${sql.join(patients.flatMap((id) => [id, String(id)]))})
    order by json_extract(raw, '$.created'), id`.execute(ledger.db);
  const responses = new Map<number, Record<string, unknown>[]>();
  for (const { patient, raw } of rows) {
    const id = Number(patient);
    responses.set(id, [...responses.get(id) ?? [], rowIn({ raw })]);
  }
  return responses;
}
