import { statement } from "./rows.ts";
import { type Compilable, type Selectable, sql } from "kysely";
import type { Ledger } from "./ledger.ts";
import type { Bucket, Flag, RollbackPointerTable, RollbackRowTable } from "./tables.ts";

/** What the ledger knows of one record that this migration made. */
export interface Ours {
  targetId: string;
  sourceKey: string;
  read_hash: string | null;
  worked_on: Flag;
  /** What we last wrote; `{}` where the two say more. */
  written: string;
}

/**
 * The newest effect on a record may have it in the target because of us: it was made once, and not reverted since. A
 * create that was settled as never having arrived left nothing.
 */
const MAY_BE_THERE = sql`e.state not in ('skipped', 'reverted')
  and not (e.state = 'failed' and e.kind = 'create' and e.read_hash is null and e.worked_on = 0
    and e.code = 'absent')`;

/** Those of these records that are ours, by target id. At most 1,000 ids. */
export async function oursOf(
  ledger: Ledger,
  object: string,
  ids: readonly string[],
): Promise<Map<string, Ours>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Ours>`
    select e.target_id as "targetId", e.source_key as "sourceKey", e.read_hash, e.worked_on,
      case when e.read_hash is null and e.worked_on = 0 then e.written else '{}' end as written
    from current_effect e where e.object = ${object} and e.target_id in (${
    sql.join(ids)
  }) and ${MAY_BE_THERE}`
    .execute(ledger.db);
  return new Map(rows.map((row) => [row.targetId, row]));
}

/**
 * Adds to a rollback's rows those of ours that were not met in the target.
 *
 * @param reason why, in words
 */
export const insertAbsent = (
  ledger: Ledger,
  run: number,
  objects: readonly string[],
  reason: string,
): Compilable =>
  statement(
    ledger,
    sql`
    insert into rollback_row (run_id, object, target_id, source_key, bucket, reason, code)
    select ${run}, e.object, e.target_id, e.source_key, 'absent', ${reason}, 'gone-already'
    from current_effect e where e.object in (${sql.join(objects)}) and ${MAY_BE_THERE}
      and not exists (select 1 from rollback_row r where r.run_id = ${run} and r.target_id = e.target_id)`,
  );

export type RollbackRow = Selectable<RollbackRowTable>;

export const insertRows = (ledger: Ledger, rows: readonly RollbackRow[]): Compilable =>
  ledger.db.insertInto("rollback_row").values([...rows]);

/** Plans that nobody carried out say nothing: only the newest counts. */
export function dropPlans(ledger: Ledger): Compilable[] {
  const unused = sql<number>`(select run_id from rollback_row group by run_id
    having sum(bucket in ('reversed', 'kept', 'errored')) = 0)`;
  return [
    ledger.db.deleteFrom("rollback_row").where("run_id", "in", unused),
    ledger.db.deleteFrom("rollback_pointer"),
  ];
}

/** Moves rows to a bucket; what is not named stays as it is. At most 1,000 ids. */
export function moveRows(
  ledger: Ledger,
  run: number,
  ids: readonly string[],
  change: Partial<Pick<RollbackRow, "reason" | "code" | "restored">> & { bucket: Bucket },
): Compilable {
  return ledger.db.updateTable("rollback_row").set(change).where("run_id", "=", run)
    .where("target_id", "in", ids);
}

export interface RowQuery {
  object?: string;
  buckets: readonly Bucket[];
  /** The last id of the page before. */
  after?: string;
  limit: number;
}

/** Rows of a run in the order of their ids. */
export function findRows(ledger: Ledger, run: number, query: RowQuery): Promise<RollbackRow[]> {
  let q = ledger.db.selectFrom("rollback_row").selectAll().where("run_id", "=", run)
    .where("bucket", "in", query.buckets);
  if (query.object !== undefined) q = q.where("object", "=", query.object);
  if (query.after !== undefined) q = q.where("target_id", ">", query.after);
  return q.orderBy("target_id").limit(query.limit).execute();
}

/** How many rows of each object lie in each bucket: `object bucket` → count. */
export async function countRows(ledger: Ledger, run: number): Promise<Map<string, number>> {
  const rows = await ledger.db.selectFrom("rollback_row").where("run_id", "=", run)
    .groupBy(["object", "bucket"]).select((q) => ["object", "bucket", q.fn.countAll<number>().as("n")])
    .execute();
  return new Map(rows.map(({ object, bucket, n }) => [`${object} ${bucket}`, Number(n)]));
}

/** The newest run that has rows, and whether it was carried out. */
export async function newestRows(ledger: Ledger): Promise<number | undefined> {
  const row = await ledger.db.selectFrom("rollback_row").select((q) => q.fn.max("run_id").as("run"))
    .executeTakeFirst();
  return row?.run === null || row?.run === undefined ? undefined : Number(row.run);
}

export const insertPointers = (ledger: Ledger, pointers: readonly RollbackPointerTable[]): Compilable =>
  ledger.db.insertInto("rollback_pointer").values([...pointers]).onConflict((c) => c.doNothing());

/**
 * Rows that would go although a row that stays points at them, and whether somebody else's does.
 *
 * @param limit at most so many
 */
export async function pointedAt(
  ledger: Ledger,
  run: number,
  limit: number,
): Promise<{ target_id: string; object: string; byOthers: number }[]> {
  const { rows } = await sql<{ target_id: string; object: string; byOthers: number }>`
    select r.target_id, r.object, min(p.from_id) = '' as "byOthers"
    from rollback_pointer p join rollback_row r on r.run_id = p.run_id and r.target_id = p.to_id
    where p.run_id = ${run} and r.bucket = 'reverse'
    group by r.target_id order by r.target_id limit ${limit}`.execute(ledger.db);
  return rows;
}
