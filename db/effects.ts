import { excluded, inPieces, nextId, numberOf } from "./rows.ts";
import { type Compilable, type Selectable, sql } from "kysely";
import { sha256 } from "./hash.ts";
import type { Commit, Ledger, NewTransition } from "./ledger.ts";
import type { EffectState, EffectTable } from "./tables.ts";

export type Effect = Selectable<EffectTable>;

/** Rows of one insert: twenty bound values each, 32,766 allowed. */
const ROWS_PER_INSERT = 500;

/** The newest effect on each of these target records, by target id. At most 1,000 ids. */
export async function latestEffects(
  ledger: Ledger,
  targetIds: readonly string[],
): Promise<Map<string, Effect>> {
  if (targetIds.length === 0) return new Map();
  const rows = await ledger.db.selectFrom("current_effect").selectAll().where("target_id", "in", targetIds)
    .execute();
  return new Map(rows.map((r) => [r.target_id, r]));
}

/**
 * The records of an object that come from these source rows and have not been taken back, by their newest effect, in the
 * order of their ids.
 *
 * @param sourceKeys `resource/id`
 */
export async function openRecordsOf(
  ledger: Ledger,
  object: string,
  sourceKeys: readonly string[],
): Promise<Pick<Effect, "source_key" | "target_id" | "written" | "remarks">[]> {
  if (sourceKeys.length === 0) return [];
  return await ledger.db.selectFrom("current_effect").select([
    "source_key",
    "target_id",
    "written",
    "remarks",
  ])
    .where("object", "=", object).where("source_key", "in", sourceKeys).where("state", "!=", "reverted")
    .orderBy("target_id").execute();
}

/** Every effect on these records that has not been taken back. At most 1,000 ids. */
export async function openEffects(ledger: Ledger, targetIds: readonly string[]): Promise<Effect[]> {
  if (targetIds.length === 0) return [];
  return await ledger.db.selectFrom("effect").selectAll().where("target_id", "in", targetIds)
    .where("state", "not in", ["reverted", "skipped"]).orderBy("id").execute();
}

/** Uploads of these files that have not been taken back. At most 1,000 keys. */
export async function openUploads(ledger: Ledger, sourceKeys: readonly string[]): Promise<Effect[]> {
  if (sourceKeys.length === 0) return [];
  return await ledger.db.selectFrom("effect").selectAll().where("source_key", "in", sourceKeys)
    .where("kind", "=", "upload").where("state", "!=", "reverted").orderBy("id").execute();
}

export const nextEffectId = (ledger: Ledger): Promise<number> => nextId(ledger, "effect");

/**
 * Writes effects; one that is in the ledger already is carried on by a new run, with what is still to be sent of it.
 */
export const insertEffects = (ledger: Ledger, effects: readonly Effect[]): Compilable[] =>
  inPieces(
    effects,
    ROWS_PER_INSERT,
    (some) =>
      ledger.db.insertInto("effect").values(some).onConflict((c) =>
        c.column("id").doUpdateSet((e) => ({
          ...excluded(
            "run_id",
            "state",
            "reason",
            "read_hash",
            "code",
            "over_edit",
            "worked_on",
            "fields",
            "at",
          ),
          payload: e.fn.coalesce("excluded.payload", "effect.payload"),
          prior: e.fn.coalesce("excluded.prior", "effect.prior"),
        }))
      ),
  );

/** What an effect becomes. What is not named stays, but for `code` and `fields`, which are about the state. */
export interface Move {
  id: number;
  state: EffectState;
  change?: Partial<Omit<Effect, "id" | "state" | "at">>;
  /** What the evidence says of it; `change.reason` unless given. */
  note?: string;
}

/**
 * Moves effects and leaves the evidence of it, which is made from what the ledger holds of them: what a caller has in
 * memory may be less.
 */
export async function moveEffects(
  ledger: Ledger,
  moves: readonly Move[],
  { run, at }: { run: number; at: string },
): Promise<Required<Pick<Commit, "writes" | "transitions">>> {
  const stored = await effectsById(ledger, moves.map((move) => move.id));
  const changes = moves.map(({ id, state, change }) => {
    return { id, change: { code: null, fields: null, ...change, state, at } };
  });
  const alike = Map.groupBy(changes, ({ change }) => JSON.stringify(change));
  return {
    writes: [...alike.values()].flatMap(([first, ...rest]) =>
      first
        ? [
          ledger.db.updateTable("effect").set(first.change)
            .where("id", "in", [first, ...rest].map(({ id }) => id)),
        ]
        : []
    ),
    transitions: moves.flatMap(({ id, change: { reason = null } = {}, note = reason }, i) => {
      const effect = stored.get(id);
      return effect ? [transition({ ...effect, ...changes[i]?.change }, run, at, note)] : [];
    }),
  };
}

async function effectsById(ledger: Ledger, ids: readonly number[]): Promise<Map<number, Effect>> {
  const rows = await Promise.all(
    inPieces(
      ids,
      ROWS_PER_INSERT,
      (some) => ledger.db.selectFrom("effect").selectAll().where("id", "in", some).execute(),
    ),
  );
  return new Map(rows.flat().map((row) => [row.id, row]));
}

/**
 * Notes on an upload that its bytes were compared; that is no state of it.
 *
 * @param read_hash SHA-256 of the bytes as they were read back, hex
 */
export const noteBytes = (ledger: Ledger, id: number, read_hash: string): Compilable =>
  ledger.db.updateTable("effect").set({ read_hash }).where("id", "=", id).where("kind", "=", "upload");

/**
 * The evidence row of an effect as it is now.
 *
 * @param at ISO 8601, UTC
 * @param reason in words, for people. Default: the effect's own
 */
export function transition(
  effect: Effect,
  run: number,
  at: string,
  reason: string | null = effect.reason,
): NewTransition {
  const { id, target_id, payload_hash, state } = effect;
  const content_hash = contentHash(effect);
  return { effect_id: id, run_id: run, target_id, state, payload_hash, reason, at, content_hash };
}

/** Hash of all of an effect that decides what becomes of its record, by which an edit of the file shows. */
export const contentHash = (e: Effect): string =>
  sha256(JSON.stringify([
    e.kind,
    e.object,
    e.source_key,
    e.payload,
    e.written,
    e.prior,
    e.kind === "upload" ? null : e.read_hash,
    e.reason,
    e.remarks,
    e.code,
    e.skip,
    e.over_edit,
    e.worked_on,
    e.fields,
  ]));

/** Records that people worked on by what the ledger knows: their newest effect says so, or is a conflict about it. */
export const countWorkedOn = (ledger: Ledger, objects: readonly string[]): Promise<number> =>
  numberOf(
    ledger,
    sql`
    select count(*) as n from current_effect
    where object in (${sql.join([...objects])}) and state in ('confirmed', 'conflict')
      and (worked_on = 1 or (state = 'conflict' and code in ('edited', 'source-gone-edited')))`,
  );

/** How often effects have moved: another number as soon as one did. */
export const countTransitions = async (ledger: Ledger): Promise<number> =>
  (await ledger.head("effect_transition")).length;

export interface EffectCount {
  object: string;
  kind: string;
  state: EffectState;
  n: number;
}

/** How many records stand in which state, by their newest effect. */
export async function countEffects(ledger: Ledger, objects?: readonly string[]): Promise<EffectCount[]> {
  const { rows } = await sql<EffectCount>`
    select object, kind, state, count(*) as n
    from current_effect group by 1, 2, 3 order by n desc`.execute(ledger.db);
  return objects ? rows.filter((r) => objects.includes(r.object)) : rows;
}

/**
 * Which of these source rows have a record of `object` in the target, as far as we know.
 *
 * @param keys `resource/id`
 */
export async function landedKeys(
  ledger: Ledger,
  object: string,
  keys: readonly string[],
): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const rows = await ledger.db.selectFrom("effect").select(["source_key", "state", "kind", "code"])
    .where("object", "=", object).where("source_key", "in", keys).orderBy("id").execute();
  const newest = new Map(rows.map((r) => [r.source_key, isThere(r)]));
  return new Set([...newest].filter(([, there]) => there).map(([key]) => key));
}

/**
 * Whether a record can be linked to, by its newest effect. One that people edited or put in the trash is there; one
 * that was refused, destroyed, removed by us or taken back is not.
 */
function isThere({ state, kind, code }: Pick<Effect, "state" | "kind" | "code">): boolean {
  if (state === "confirmed") return kind !== "remove";
  if (state === "conflict") return code !== "destroyed";
  if (state === "skipped" || state === "reverted") return false;
  return kind !== "create" || code === "mismatch";
}

/** The confirmed effects on each of these records, the oldest first. At most 1,000 ids. */
export async function confirmedEffects(
  ledger: Ledger,
  ids: readonly string[],
): Promise<Map<string, Effect[]>> {
  if (ids.length === 0) return new Map();
  const rows = await ledger.db.selectFrom("effect").selectAll().where("target_id", "in", ids)
    .where("state", "=", "confirmed").orderBy("id").execute();
  return Map.groupBy(rows, (row) => row.target_id);
}

/** Records of an object that a cut-off rollback was removing. */
export async function beingReverted(ledger: Ledger, object: string): Promise<string[]> {
  const rows = await ledger.db.selectFrom("effect").select("target_id").where("object", "=", object)
    .where("state", "=", "sent").where("code", "=", "reverting").execute();
  return rows.map((row) => row.target_id);
}

/** Uploads that no attachment ever had, because a run was cut off between the two. */
export async function strayUploads(ledger: Ledger, limit: number): Promise<string[]> {
  const { rows } = await sql<{ target_id: string }>`
    select distinct u.target_id from effect u
    where u.kind = 'upload' and u.state in ('sent', 'confirmed', 'failed')
      and not exists (select 1 from effect a where a.object = 'attachment' and a.source_key = u.source_key
        and a.state not in ('reverted', 'skipped', 'failed'))
    limit ${limit}`.execute(ledger.db);
  return rows.map((row) => row.target_id);
}

/** Of these ids in Twenty, those of records that this migration has written or meant to write. */
export async function knownTargets(ledger: Ledger, ids: readonly string[]): Promise<Set<string>> {
  const rows = await Promise.all(
    inPieces(
      ids,
      ROWS_PER_INSERT,
      (some) =>
        ledger.db.selectFrom("effect").select("target_id").distinct().where("target_id", "in", some)
          .execute(),
    ),
  );
  return new Set(rows.flat().map(({ target_id }) => target_id));
}

/** What is known of the records that were made of these source rows, by their newest effects. At most 1,000 keys. */
export async function recordsMadeOf(
  ledger: Ledger,
  sourceKeys: readonly string[],
): Promise<
  Pick<Effect, "object" | "source_key" | "target_id" | "state" | "code" | "skip" | "written" | "remarks">[]
> {
  if (sourceKeys.length === 0) return [];
  return await ledger.db.selectFrom("current_effect")
    .select(["object", "source_key", "target_id", "state", "code", "skip", "written", "remarks"])
    .where("source_key", "in", sourceKeys).where("kind", "!=", "upload").where("state", "!=", "reverted")
    .orderBy("id").execute();
}

/** The source row of each of these records of ours, by target id. At most 1,000 ids. */
export async function sourcesOf(ledger: Ledger, targetIds: readonly string[]): Promise<Map<string, string>> {
  if (targetIds.length === 0) return new Map();
  const rows = await ledger.db.selectFrom("effect").select(["target_id", "source_key"]).distinct()
    .where("target_id", "in", targetIds).execute();
  return new Map(rows.map((row) => [row.target_id, row.source_key]));
}
