import { hasNote } from "./raw_values.ts";
import { numberOf } from "./rows.ts";
import { sql } from "kysely";
import type { Ledger } from "./ledger.ts";
import type { EffectState } from "./tables.ts";

/** A source row of which a record was refused, and what was said. */
export interface FailedRow {
  source_key: string;
  object: string;
  reason: string | null;
}

/**
 * Rows that PracticeHub still gives and whose newest effect on some record failed, one line a row, by key.
 *
 * @param objects the objects that records are written to; the index goes by them
 */
export async function failedRows(
  ledger: Ledger,
  objects: readonly string[],
  limit: number,
): Promise<FailedRow[]> {
  const { rows } = await sql<FailedRow>`${failed(objects)} order by e.source_key limit ${limit}`
    .execute(ledger.db);
  return rows;
}

export const countFailedRows = (ledger: Ledger, objects: readonly string[]): Promise<number> =>
  numberOf(ledger, sql`select count(*) as n from (${failed(objects)})`);

const failed = (objects: readonly string[]) =>
  sql`
    select e.source_key, min(e.object) as object, min(e.reason) as reason from current_effect e
    where e.object in (${sql.join([...objects])}) and e.state = 'failed' and e.kind in ('create', 'update')
      and exists (
        select 1 from source_record s where s.gone_at is null
          and s.resource = substr(e.source_key, 1, instr(e.source_key, '/') - 1)
          and s.id = cast(substr(e.source_key, instr(e.source_key, '/') + 1) as integer)
      )
    group by e.source_key`;

/** A record that is not, or not only, what its source row holds: what is said of it. */
export interface RemarkedEffect {
  id: number;
  object: string;
  source_key: string;
  state: EffectState;
  reason: string | null;
  /** JSON list of `{field, remark}`. */
  remarks: string;
}

/** The next records with something to be said of them, by their newest effect; `after` is the id of the last. */
export async function remarkedEffects(
  ledger: Ledger,
  query: { after: number; limit: number },
): Promise<RemarkedEffect[]> {
  const { rows } = await sql<RemarkedEffect>`
    select id, object, source_key, state, reason, remarks from current_effect e
    where id > ${query.after} and kind in ('create', 'update', 'remove') and state <> 'reverted'
      and (remarks <> '[]' or state in ('skipped', 'failed', 'conflict'))
    order by id limit ${query.limit}`.execute(ledger.db);
  return rows;
}

export interface GoneEffect {
  id: number;
  target_id: string;
  source_key: string;
  gone_at: string;
}

/**
 * The newest effects after `after`, up to `until`, of records that are in the target although their source row is gone,
 * and with it what they were made of: a patient's note that was emptied counts as gone.
 *
 * @param after id of an effect, itself left out
 * @param until id of an effect, itself with them
 */
export async function goneEffects(
  ledger: Ledger,
  object: string,
  after: number,
  until: number,
  limit: number,
): Promise<GoneEffect[]> {
  const { rows } = await sql<GoneEffect>`
    select e.id, e.target_id, e.source_key, coalesce(s.gone_at, s.changed_at) as gone_at from current_effect e
    join source_record s on e.source_key = s.resource || '/' || s.id
    where e.object = ${object} and e.id > ${after} and e.id <= ${until} and e.state not in ('skipped', 'reverted')
      and not (e.kind = 'remove' and e.state = 'confirmed') and not (e.kind = 'create' and e.state <> 'confirmed')
      and (s.gone_at is not null
        or (e.object = 'note' and s.resource = 'patients' and not ${hasNote(sql.ref("s.raw"))}))
    order by e.id limit ${limit}`.execute(ledger.db);
  return rows;
}
