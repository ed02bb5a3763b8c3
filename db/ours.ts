import { type Compilable, type RawBuilder, sql } from "kysely";
import type { Ledger } from "./ledger.ts";

/** What the ledger knows of one record that this migration made. */
export interface Ours {
  targetId: string;
  sourceKey: string;
  /** Hash of the whole record when it was last read back after a write of ours. */
  seen: string | null;
  /** What we last wrote; `{}` where `seen` says more. */
  written: string;
}

/**
 * The newest effect on a record may have it in the target because of us: it was made once, and not reverted since. A
 * create that was settled as never having arrived left nothing.
 */
const MAY_BE_THERE = sql`e.state not in ('skipped', 'reverted')
  and not (e.state = 'failed' and e.kind = 'create' and e.seen is null and e.reason like 'settled:%')
  and not exists (select 1 from effect later where later.target_id = e.target_id and later.id > e.id)`;

/** Those of these records that are ours, by target id. At most 1,000 ids. */
export async function oursOf(
  ledger: Ledger,
  object: string,
  ids: readonly string[],
): Promise<Map<string, Ours>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Ours>`
    select e.target_id as "targetId", e.source_key as "sourceKey", e.seen,
      case when e.seen is null then e.written else '{}' end as written
    from effect e where e.object = ${object} and e.target_id in (${sql.join(ids)}) and ${MAY_BE_THERE}`
    .execute(ledger.db);
  return new Map(rows.map((row) => [row.targetId, row]));
}

/** Which of these ids any effect names. At most 1,000 ids. */
export async function known(ledger: Ledger, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await ledger.db.selectFrom("effect").select("target_id").distinct()
    .where("target_id", "in", ids).execute();
  return new Set(rows.map((row) => row.target_id));
}

/** Adds to a rollback's rows those of ours that were not met in the target. */
export const insertAbsent = (ledger: Ledger, run: number, objects: readonly string[]): Compilable => {
  const query: RawBuilder<unknown> = sql`
    insert into rollback_row (run_id, object, target_id, source_key, bucket, reason)
    select ${run}, e.object, e.target_id, e.source_key, 'absent', 'not there any more'
    from effect e where e.object in (${sql.join(objects)}) and ${MAY_BE_THERE}
      and not exists (select 1 from rollback_row r where r.run_id = ${run} and r.target_id = e.target_id)`;
  return { compile: () => query.compile(ledger.db) };
};
