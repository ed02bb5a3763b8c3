import { sql } from "kysely";
import type { Ledger } from "../../db/ledger.ts";

/** What the ledger knows of one record that this migration made. */
export interface Ours {
  targetId: string;
  sourceKey: string;
  /** Hash of the whole record when it was last read back after a write of ours. */
  seen: string | null;
  /** What we last wrote. */
  written: string;
}

/**
 * Records of an object that may be in the target because of us, by target id: made once and not reverted since.
 *
 * @param ids only these
 */
export async function oursOf(
  ledger: Ledger,
  object: string,
  ids?: readonly string[],
): Promise<Map<string, Ours>> {
  const among = ids ? sql`and e.target_id in (${sql.join(ids)})` : sql``;
  const { rows } = await sql<Ours>`
    select e.target_id as "targetId", e.source_key as "sourceKey", e.seen, case when e.seen is null then e.written else '{}' end as written
    from effect e
    where e.object = ${object} and e.state not in ('skipped', 'reverted')
      and not (e.state = 'failed' and e.kind = 'create' and e.seen is null and e.reason like 'settled:%')
      and not exists (select 1 from effect later where later.target_id = e.target_id and later.id > e.id)
      ${among}
    order by e.id`.execute(ledger.db);
  return new Map(
    rows.map(({ targetId, sourceKey, seen, written }) => [targetId, { targetId, sourceKey, seen, written }]),
  );
}
