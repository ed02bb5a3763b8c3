import { sql } from "kysely";
import type { Ledger } from "./ledger.ts";

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

export async function countFailedRows(ledger: Ledger, objects: readonly string[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from (${failed(objects)})`.execute(
    ledger.db,
  );
  return rows[0]?.n ?? 0;
}

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
