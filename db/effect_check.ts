import { type Kysely, sql } from "kysely";
import type { Tables } from "./tables.ts";

interface Disagreement {
  id: number;
  /** As the effect has it; null where there is no such effect. */
  state: string | null;
  /** As its last transition has it; null where it has none. */
  told: string | null;
}

/**
 * The first effect that is not what its newest transition says, in words, or undefined. Effects change and are no chain
 * themselves; every change of theirs leaves a transition, and those are chained. One statement, so that a console that
 * writes meanwhile is not seen half-way; SQLite sorts on disk what does not fit into its cache.
 */
export async function brokenEffect(db: Kysely<Tables>): Promise<string | undefined> {
  const { rows: [found] } = await sql<Disagreement>`
    select id, state, told from (
      select n.effect_id as id, e.state as state, n.state as told
      from (
        select effect_id, state, payload_hash, target_id, max(seq) from effect_transition group by effect_id
      ) n left join effect e on e.id = n.effect_id
      where e.id is null or n.state <> e.state or n.payload_hash <> e.payload_hash or n.target_id <> e.target_id
      union all
      select id, state, null from effect where id not in (select effect_id from effect_transition)
    ) order by id limit 1`.execute(db);
  if (!found) return undefined;
  const { id, state, told } = found;
  if (state === null) return `effect ${id} was removed`;
  if (told === null) return `effect ${id} was added`;
  if (state !== told) return `effect ${id} says ${state}, but its last transition says ${told}`;
  return `effect ${id} was edited: it is not what its last transition is about`;
}
