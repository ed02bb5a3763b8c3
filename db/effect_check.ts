import { type Kysely, sql } from "kysely";
import { conflictHash } from "./conflicts.ts";
import { contentHash, type Effect } from "./effects.ts";
import type { ConflictTable, Tables } from "./tables.ts";

/** Rows of one statement: effects hold whole records. */
const AT_ONCE = 500;

/**
 * The first effect that is not what its newest transition says, in words, or undefined. Effects change and are no chain
 * themselves; every change of theirs leaves a transition, and those are chained.
 */
export async function brokenEffect(db: Kysely<Tables>): Promise<string | undefined> {
  return await brokenState(db) ?? await brokenContent(db);
}

interface Disagreement {
  id: number;
  /** As the effect has it; null where there is no such effect. */
  state: string | null;
  /** As its last transition has it; null where it has none. */
  logged: string | null;
}

/**
 * One statement, so that a console that writes meanwhile is not seen half-way; SQLite sorts on disk what does not fit
 * into its cache.
 */
async function brokenState(db: Kysely<Tables>): Promise<string | undefined> {
  const { rows: [found] } = await sql<Disagreement>`
    select id, state, logged from (
      select n.effect_id as id, e.state as state, n.state as logged
      from (
        select effect_id, state, payload_hash, target_id, max(seq) from effect_transition group by effect_id
      ) n left join effect e on e.id = n.effect_id
      where e.id is null or n.state <> e.state or n.payload_hash <> e.payload_hash or n.target_id <> e.target_id
      union all
      select id, state, null from effect where id not in (select effect_id from effect_transition)
    ) order by id limit 1`.execute(db);
  if (!found) return undefined;
  const { id, state, logged } = found;
  if (state === null) return `effect ${id} was removed`;
  if (logged === null) return `effect ${id} was added`;
  if (state !== logged) return `effect ${id} says ${state}, but its last transition says ${logged}`;
  return edited(id);
}

/** What an effect holds is compared with its newest transition in one statement too, some effects at a time. */
async function brokenContent(db: Kysely<Tables>): Promise<string | undefined> {
  for (let after = 0;;) {
    const { rows } = await sql<Effect & { logged: string }>`
      select e.*, t.content_hash as logged from effect e join effect_transition t
        on t.seq = (select max(seq) from effect_transition where effect_id = e.id)
      where e.id > ${after} and t.content_hash is not null order by e.id limit ${AT_ONCE}`.execute(db);
    const last = rows.at(-1);
    if (!last) return undefined;
    const wrong = rows.find(({ logged, ...effect }) => contentHash(effect) !== logged);
    if (wrong) return edited(wrong.id);
    after = last.id;
  }
}

const edited = (id: number): string => `effect ${id} was edited: it is not what its last transition is about`;

/**
 * The first conflict that is not what its newest change says, in words, or undefined. One without any change is from a
 * ledger that did not keep them, unless its effect is younger.
 */
export async function brokenConflict(db: Kysely<Tables>): Promise<string | undefined> {
  const { rows: [lost] } = await sql<{ target_id: string }>`
    select target_id from conflict_change where target_id not in (select target_id from conflict)
    union all
    select c.target_id from conflict c where c.target_id not in (select target_id from conflict_change)
      and exists (
        select 1 from current_effect e join effect_transition t
          on t.seq = (select max(seq) from effect_transition where effect_id = e.id)
        where e.target_id = c.target_id and e.state = 'conflict' and t.content_hash is not null
      )
    limit 1`.execute(db);
  if (lost) return `the conflict on ${lost.target_id} was added or removed`;
  for (let after = "";;) {
    const { rows } = await sql<ConflictTable & { logged: string }>`
      select c.*, n.content_hash as logged from conflict c join conflict_change n
        on n.seq = (select max(seq) from conflict_change where target_id = c.target_id)
      where c.target_id > ${after} order by c.target_id limit ${AT_ONCE}`.execute(db);
    const last = rows.at(-1);
    if (!last) return undefined;
    const wrong = rows.find(({ logged, ...conflict }) => conflictHash(conflict) !== logged);
    if (wrong) return `the conflict on ${wrong.target_id} was edited: it is not what was logged last`;
    after = last.target_id;
  }
}
