import { pages } from "./rows.ts";
import { type Kysely, sql } from "kysely";
import { conflictHash } from "./conflicts.ts";
import { contentHash, type Effect } from "./effects.ts";
import { hashOf } from "./hash.ts";
import type { ConflictTable, Tables } from "./tables.ts";

/**
 * Evidence that cannot be edited quietly. Every row of a chained table holds the hash of itself and of the row
 * before; `chain_head` holds the length and the last hash, so that a cut tail shows too.
 */
export type ChainName = "event" | "effect_transition" | "conflict_change";

export const CHAINS: readonly ChainName[] = ["event", "effect_transition", "conflict_change"];

/** The hash of the row before the first. */
export const GENESIS = "0".repeat(64);

export interface ChainHead {
  length: number;
  hash: string;
}

type Content = Record<string, string | number | null>;
export type Chained<T> = T & { seq: number; prev_hash: string; hash: string };

/** Numbers and hashes `rows` so that they follow `head`; gives them and the new head. */
export function link<T extends object>(
  head: ChainHead,
  rows: readonly T[],
): { rows: Chained<T>[]; head: ChainHead } {
  let { length, hash } = head;
  const linked = rows.map((row) => {
    const seq = ++length;
    const prev_hash = hash;
    hash = rowHash(prev_hash, { ...row, seq });
    return { ...row, seq, prev_hash, hash };
  });
  return { rows: linked, head: { length, hash } };
}

/**
 * The first thing wrong with a chain, in words, or undefined. Reads 5,000 rows at a time, and the head after the rows:
 * both are written together, so a console that writes meanwhile can only make the head longer, and then it is read on.
 */
export async function brokenLink(db: Kysely<Tables>, name: ChainName): Promise<string | undefined> {
  let at: ChainHead = { length: 0, hash: GENESIS };
  while (true) {
    const rows = await db.selectFrom(name).selectAll().where("seq", ">", at.length).orderBy("seq").limit(5000)
      .execute();
    for (const row of rows) {
      const { prev_hash, hash, ...content } = row;
      if (row.seq !== at.length + 1) return `${name} ${at.length + 1} was removed`;
      if (prev_hash !== at.hash) return `${name} ${row.seq} does not follow ${name} ${at.length}`;
      if (rowHash(prev_hash, content) !== hash) return `${name} ${row.seq} was edited`;
      at = { length: row.seq, hash };
    }
    if (rows.length === 5000) continue;
    const head = await db.selectFrom("chain_head").selectAll().where("name", "=", name).executeTakeFirst();
    const length = head?.length ?? 0;
    if (length > at.length && await hasRow(db, name, at.length + 1)) continue;
    if (length !== at.length) return `${name} should end at ${length} but ends at ${at.length}`;
    if ((head?.hash ?? GENESIS) !== at.hash) {
      return `${name} ${at.length} is not the row that was last written`;
    }
    return undefined;
  }
}

async function hasRow(db: Kysely<Tables>, name: ChainName, seq: number): Promise<boolean> {
  return (await db.selectFrom(name).select("seq").where("seq", "=", seq).executeTakeFirst()) !== undefined;
}

/** Rows from before there was a content hash have none in their own hash either. */
function rowHash(prev: string, content: Content): string {
  const { content_hash, ...rest } = content;
  return hashOf([prev, content_hash === null ? rest : content]);
}

/** Rows of one statement: effects hold whole records. */
const EFFECTS_AT_ONCE = 500;

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
  return wasEdited(id);
}

/** What an effect holds is compared with its newest transition in one statement too, some effects at a time. */
async function brokenContent(db: Kysely<Tables>): Promise<string | undefined> {
  const read = async (after: number) =>
    (await sql<Effect & { logged: string }>`
      select e.*, t.content_hash as logged from effect e join effect_transition t
        on t.seq = (select max(seq) from effect_transition where effect_id = e.id)
      where e.id > ${after} and t.content_hash is not null order by e.id limit ${EFFECTS_AT_ONCE}`
      .execute(db)).rows;
  for await (const rows of pages(0, read, ({ id }) => id)) {
    const wrong = rows.find(({ logged, ...effect }) => contentHash(effect) !== logged);
    if (wrong) return wasEdited(wrong.id);
  }
}

const wasEdited = (id: number): string =>
  `effect ${id} was edited: it is not what its last transition is about`;

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
  const read = async (after: string) =>
    (await sql<ConflictTable & { logged: string }>`
      select c.*, n.content_hash as logged from conflict c join conflict_change n
        on n.seq = (select max(seq) from conflict_change where target_id = c.target_id)
      where c.target_id > ${after} order by c.target_id limit ${EFFECTS_AT_ONCE}`.execute(db)).rows;
  for await (const rows of pages("", read, ({ target_id }) => target_id)) {
    const wrong = rows.find(({ logged, ...conflict }) => conflictHash(conflict) !== logged);
    if (wrong) return `the conflict on ${wrong.target_id} was edited: it is not what was logged last`;
  }
}
