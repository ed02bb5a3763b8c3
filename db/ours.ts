import { type Compilable, type RawBuilder, sql } from "kysely";
import type { Ledger } from "./ledger.ts";
import type { Flag } from "./tables.ts";

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

/** Which of these ids any effect names. At most 1,000 ids. */
export async function known(ledger: Ledger, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await ledger.db.selectFrom("effect").select("target_id").distinct()
    .where("target_id", "in", ids).execute();
  return new Set(rows.map((row) => row.target_id));
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
): Compilable => {
  const query: RawBuilder<unknown> = sql`
    insert into rollback_row (run_id, object, target_id, source_key, bucket, reason, code)
    select ${run}, e.object, e.target_id, e.source_key, 'absent', ${reason}, 'gone-already'
    from current_effect e where e.object in (${sql.join(objects)}) and ${MAY_BE_THERE}
      and not exists (select 1 from rollback_row r where r.run_id = ${run} and r.target_id = e.target_id)`;
  return { compile: () => query.compile(ledger.db) };
};
