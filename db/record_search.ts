import { pages } from "./rows.ts";
import { sql } from "kysely";
import type { Ledger } from "./ledger.ts";

/** A source row that a search may show: where it stands, and what people call it. */
export interface NamedRecord {
  resource: string;
  id: number;
  name: string;
  email: string;
  gone: boolean;
}

/** Rows of one statement: short enough that the page stays alive while all are walked. */
const PAGE_ROWS = 1_000;

const NAME = sql<string>`trim(coalesce(json_extract(raw, '$.first_name'), '') || ' ' ||
  coalesce(json_extract(raw, '$.last_name'), '') || ' ' || coalesce(json_extract(raw, '$.name'), ''))`;
const EMAIL = sql<string>`coalesce(json_extract(raw, '$.email'), '')`;

const named = (ledger: Ledger) =>
  ledger.db.selectFrom("source_record").select([
    "resource",
    "id",
    "gone_at",
    NAME.as("name"),
    EMAIL.as("email"),
  ]);

type Row = { resource: string; id: number; gone_at: string | null; name: string; email: string };

const plain = ({ gone_at, name, email, ...row }: Row): NamedRecord => ({
  ...row,
  name: String(name),
  email: String(email),
  gone: gone_at !== null,
});

/** Rows of any of these resources with this id. */
export async function recordsById(
  ledger: Ledger,
  resources: readonly string[],
  id: number,
): Promise<NamedRecord[]> {
  const rows = await named(ledger).where("resource", "in", resources).where("id", "=", id).orderBy("resource")
    .execute();
  return rows.map(plain);
}

/**
 * Patients with exactly this address, whatever its case.
 * The index is of patients only, which the query itself has to say; `+id` keeps SQLite from walking all of them by id.
 *
 * @param limit at most so many
 */
export async function patientsByEmail(ledger: Ledger, email: string, limit: number): Promise<NamedRecord[]> {
  const rows = await named(ledger).where(sql<boolean>`resource = 'patients'`)
    .where(sql<boolean>`lower(trim(json_extract(raw, '$.email'))) = ${email.toLowerCase()}`)
    .orderBy(sql`+id`).limit(limit).execute();
  return rows.map(plain);
}

/** The source row that a record in the target was made from. */
export async function keyOfTarget(ledger: Ledger, targetId: string): Promise<string | undefined> {
  const row = await ledger.db.selectFrom("effect").select("source_key").where("target_id", "=", targetId)
    .limit(1).executeTakeFirst();
  return row?.source_key;
}

/** Every row of a resource with its name, a page at a time. */
export async function* namedRecords(ledger: Ledger, resource: string): AsyncGenerator<NamedRecord[]> {
  const read = (after: number) =>
    named(ledger).where("resource", "=", resource).where("id", ">", after).orderBy("id").limit(PAGE_ROWS)
      .execute();
  for await (const rows of pages(-1, read, ({ id }) => id)) yield rows.map(plain);
}
