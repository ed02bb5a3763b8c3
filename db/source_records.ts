import { excluded, inPieces, numberOf } from "./rows.ts";
import { hasNote } from "./raw_values.ts";
import { type RawRow, rowIn, valueIn } from "./stored.ts";
import { type Compilable, sql } from "kysely";
import { canonical, sha256 } from "./hash.ts";
import type { Ledger } from "./ledger.ts";

export type { RawRow };

export interface SourceRecord {
  resource: string;
  id: number;
  row: RawRow;
  gone: boolean;
}

/** Bound values of one insert: seven a row, 32,766 allowed. */
const ROWS_PER_INSERT = 500;

/**
 * Keeps rows; one that is the same as before only counts as read. A row that came back is no longer gone.
 *
 * @param run that read them
 * @param at ISO 8601, UTC
 */
export function upsertRecords(
  ledger: Ledger,
  resource: string,
  rows: readonly RawRow[],
  run: number,
  at: string,
): Compilable[] {
  const values = rows.map((row) => {
    const raw = canonical(row);
    const hash = contentHash(resource, row, raw);
    const times = { first_seen_at: at, changed_at: at, gone_at: null };
    return { resource, id: row.id, raw, hash, read_run: run, ...times };
  });
  const changed_at = sql<
    string
  >`case when source_record.hash = excluded.hash and source_record.gone_at is null
    then source_record.changed_at else excluded.changed_at end`;
  return inPieces(
    values,
    ROWS_PER_INSERT,
    (some) =>
      ledger.db.insertInto("source_record").values(some).onConflict((c) =>
        c.columns(["resource", "id"])
          .doUpdateSet({ ...excluded("raw", "hash"), read_run: run, gone_at: null, changed_at })
      ),
  );
}

/** A file's link is signed anew at each listing; only whether there is one is content. */
function contentHash(resource: string, row: RawRow, raw: string): string {
  return sha256(resource === "files" ? canonical({ ...row, url: Boolean(row["url"]) }) : raw);
}

export interface RecordQuery {
  resource: string;
  /** Ids greater than this. */
  after: number;
  limit: number;
  /** Only these ids. */
  ids?: readonly number[];
  /** Default false. */
  gone?: boolean;
}

/** The next rows of a resource by id. */
export async function findRecords(ledger: Ledger, query: RecordQuery): Promise<SourceRecord[]> {
  let q = ledger.db.selectFrom("source_record").selectAll().where("resource", "=", query.resource)
    .where("id", ">", query.after).where("gone_at", query.gone ? "is not" : "is", null);
  if (query.ids) q = q.where("id", "in", query.ids);
  const rows = await q.orderBy("id").limit(query.limit).execute();
  return rows.map((r) => ({ resource: r.resource, id: r.id, row: rowIn(r), gone: r.gone_at !== null }));
}

/** The rows of a resource that are not gone, by id, at most `limit` at a time. @param ids only these */
export async function* recordPages(
  ledger: Ledger,
  resource: string,
  limit: number,
  ids?: readonly number[],
): AsyncGenerator<SourceRecord[]> {
  if (ids?.length === 0) return;
  for (let after = -1;;) {
    const records = await findRecords(ledger, { resource, after, limit, ...(ids ? { ids } : {}) });
    const last = records.at(-1);
    if (!last) return;
    yield records;
    after = last.id;
  }
}

/** Which of these rows, by `resource/id`, are there and not gone. */
export async function presentKeys(ledger: Ledger, keys: readonly string[]): Promise<Set<string>> {
  const present = new Set<string>();
  for (const [resource = "", named] of Map.groupBy(keys, (key) => key.split("/")[0])) {
    const rows = await ledger.db.selectFrom("source_record").select("id").where("resource", "=", resource)
      .where("id", "in", named.map((key) => Number(key.split("/")[1]))).where("gone_at", "is", null)
      .execute();
    for (const { id } of rows) present.add(`${resource}/${id}`);
  }
  return present;
}

export interface ResourceCount {
  resource: string;
  present: number;
  gone: number;
}

export async function countRecords(ledger: Ledger): Promise<Map<string, ResourceCount>> {
  const { rows } = await sql<ResourceCount>`
    select resource, sum(gone_at is null) as present, sum(gone_at is not null) as gone
    from source_record group by resource`.execute(ledger.db);
  return new Map(rows.map((r) => [r.resource, r]));
}

/**
 * How many rows of these resources are there.
 *
 * @param forms of the form responses only those to forms of these names
 * @param stickyOnly of the patients only those with a sticky note
 */
export async function countSourceRows(
  ledger: Ledger,
  resources: readonly string[],
  { forms, stickyOnly }: { forms: readonly string[]; stickyOnly: boolean },
): Promise<number> {
  return await numberOf(
    ledger,
    sql`
    select count(*) as n from source_record
    where gone_at is null and resource in (${sql.join([...resources])})
      and not (${Number(stickyOnly)} and resource = 'patients' and not ${hasNote()})
      and not (resource = 'custom_form_responses' and ${FORM_NAME} not in (${
      sql.join(["\u0000", ...forms])
    }))`,
  );
}

/** As `formName` of the mapping says it. */
const FORM_NAME =
  sql`coalesce(nullif(trim(json_extract(raw, '$.form_name.name')), ''), nullif(trim(json_extract(raw, '$.form_name')), ''),
  'Form ' || coalesce(nullif(trim(json_extract(raw, '$.form_id')), ''), '?'))`;

/** What an attribute of a resource's rows holds, with how many rows hold it; the commonest first. */
export async function attributeValues(
  ledger: Ledger,
  resource: string,
  attribute: string,
): Promise<[value: unknown, rows: number][]> {
  // As JSON: a text would be read up to its first NUL.
  const { rows } = await sql<{ value: string | null; n: number }>`
    select raw -> ${`$."${attribute.replaceAll('"', "")}"`} as value, count(*) as n from source_record
    where resource = ${resource} and gone_at is null
    group by 1 order by n desc, value`.execute(ledger.db);
  return rows.map(({ value, n }) => [valueIn(value ?? "null"), n]);
}

/** Another one as soon as a row is added, changed or gone. */
export async function recordsVersion(ledger: Ledger): Promise<unknown> {
  const { rows } = await sql`
    select count(*) as n, max(changed_at) as at from source_record where gone_at is null`.execute(ledger.db);
  return rows;
}

/**
 * The next `limit` ids of a resource from `from` on, gone or not.
 *
 * @param from the least id, itself with them
 */
export async function idsFrom(
  ledger: Ledger,
  resource: string,
  from: number,
  limit: number,
): Promise<number[]> {
  const rows = await ledger.db.selectFrom("source_record").select("id").where("resource", "=", resource)
    .where("id", ">=", from).orderBy("id").limit(limit).execute();
  return rows.map((row) => row.id);
}

/** Which of these ids a walk has met. At most 1,000 ids. */
export async function idsMet(
  ledger: Ledger,
  resource: string,
  run: number,
  ids: readonly number[],
): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const rows = await ledger.db.selectFrom("source_record").select("id").where("resource", "=", resource)
    .where("id", "in", ids).where("read_run", "=", run).execute();
  return new Set(rows.map((row) => row.id));
}

/**
 * The next `limit` ids after `after` that a run which read everything did not see.
 *
 * @param after an id, itself left out
 */
export async function unseenIds(
  ledger: Ledger,
  resource: string,
  run: number,
  after: number,
  limit: number,
): Promise<number[]> {
  const rows = await ledger.db.selectFrom("source_record").select("id").where("resource", "=", resource)
    .where("read_run", "<", run).where("gone_at", "is", null).where("id", ">", after)
    .orderBy("id").limit(limit).execute();
  return rows.map((r) => r.id);
}

/** How many of them there are from `after` on. */
export async function countUnseen(
  ledger: Ledger,
  resource: string,
  run: number,
  after: number,
): Promise<number> {
  const row = await ledger.db.selectFrom("source_record").where("resource", "=", resource)
    .where("read_run", "<", run).where("gone_at", "is", null).where("id", ">", after)
    .select((q) => q.fn.countAll<number>().as("n")).executeTakeFirstOrThrow();
  return Number(row.n);
}

/**
 * At most 500 ids.
 *
 * @param at ISO 8601, UTC
 */
export const markGone = (ledger: Ledger, resource: string, ids: readonly number[], at: string): Compilable =>
  ledger.db.updateTable("source_record").set({ gone_at: at, changed_at: at })
    .where("resource", "=", resource).where("id", "in", ids);

/** A hash of what is there, for staleness: the same rows give the same hash. Reads 5,000 rows at a time. */
export async function recordsFingerprint(ledger: Ledger): Promise<string> {
  let fingerprint = "";
  for (const resource of [...(await countRecords(ledger)).keys()].sort()) {
    const read = (after: number) =>
      ledger.db.selectFrom("source_record").select(["id", "hash"]).where("resource", "=", resource)
        .where("id", ">", after).where("gone_at", "is", null).orderBy("id").limit(5_000).execute();
    // A last page without rows is part of the hash, as it always was.
    for (let after = -1, more = true; more;) {
      const rows = await read(after);
      fingerprint = sha256(`${fingerprint} ${resource} ${rows.map((r) => `${r.id} ${r.hash}`).join("\n")}`);
      after = rows.at(-1)?.id ?? after;
      more = rows.length === 5_000;
    }
  }
  return fingerprint;
}

/** A run that has walked everything can walk it again: what it met counts as met by an earlier one. */
export const forgetWalk = (ledger: Ledger, run: number): Compilable[] => [
  ledger.db.deleteFrom("page_checkpoint").where("scan", "=", String(run)),
  ledger.db.updateTable("source_record").set({ read_run: run - 1 }).where("read_run", "=", run),
];
