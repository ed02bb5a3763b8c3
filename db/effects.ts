import { type Compilable, type Selectable, sql } from "kysely";
import type { Ledger, NewTransition } from "./ledger.ts";
import type { EffectState, EffectTable } from "./tables.ts";

export type Effect = Selectable<EffectTable>;

/** Rows of one insert: sixteen bound values each, 32,766 allowed. */
const ROWS_PER_INSERT = 500;

/** The newest effect on each of these target records, by target id. At most 1,000 ids. */
export async function latestEffects(
  ledger: Ledger,
  targetIds: readonly string[],
): Promise<Map<string, Effect>> {
  if (targetIds.length === 0) return new Map();
  const rows = await ledger.db.selectFrom("effect").selectAll().where("target_id", "in", targetIds).orderBy(
    "id",
  ).execute();
  return new Map(rows.map((r) => [r.target_id, r]));
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

export async function nextEffectId(ledger: Ledger): Promise<number> {
  const row = await ledger.db.selectFrom("effect").select((q) => q.fn.max("id").as("id")).executeTakeFirst();
  return Number(row?.id ?? 0) + 1;
}

/**
 * Writes effects; one that is in the ledger already is carried on by a new run, with what is still to be sent of it.
 */
export function insertEffects(ledger: Ledger, effects: readonly Effect[]): Compilable[] {
  const inserts: Compilable[] = [];
  for (let i = 0; i < effects.length; i += ROWS_PER_INSERT) {
    inserts.push(
      ledger.db.insertInto("effect").values(effects.slice(i, i + ROWS_PER_INSERT)).onConflict((c) =>
        c.column("id").doUpdateSet((e) => ({
          run_id: e.ref("excluded.run_id"),
          payload: e.fn.coalesce("excluded.payload", "effect.payload"),
          prior: e.fn.coalesce("excluded.prior", "effect.prior"),
          state: e.ref("excluded.state"),
          reason: e.ref("excluded.reason"),
          seen: e.ref("excluded.seen"),
          at: e.ref("excluded.at"),
        }))
      ),
    );
  }
  return inserts;
}

/** Moves effects to a state; `reason` and `seen` stay as they are where not given. */
export function moveEffects(
  ledger: Ledger,
  ids: readonly number[],
  state: EffectState,
  change: { reason?: string; at: string },
): Compilable {
  return ledger.db.updateTable("effect").set({ state, ...change }).where("id", "in", ids);
}

export const setSeen = (ledger: Ledger, id: number, seen: string): Compilable =>
  ledger.db.updateTable("effect").set({ seen }).where("id", "=", id);

/** The evidence row that goes with an effect's new state. */
export function transition(
  effect: Pick<Effect, "id" | "target_id" | "payload_hash">,
  state: EffectState,
  run: number,
  at: string,
  reason: string | null = null,
): NewTransition {
  const { id, target_id, payload_hash } = effect;
  return { effect_id: id, run_id: run, target_id, state, payload_hash, reason, at };
}

/** Records that people worked on by what the ledger knows: their newest effect says so, or is a conflict about it. */
export async function countWorkedOn(
  ledger: Ledger,
  objects: readonly string[],
  workedOn: string,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from effect e
    where e.object in (${sql.join([...objects])}) and e.state in ('confirmed', 'conflict')
      and (e.seen = ${workedOn} or (e.state = 'conflict' and e.reason like '%edited in Twenty'))
      and not exists (select 1 from effect later where later.target_id = e.target_id and later.id > e.id)`
    .execute(ledger.db);
  return rows[0]?.n ?? 0;
}

/** How often effects have moved: another number as soon as one did. */
export async function countTransitions(ledger: Ledger): Promise<number> {
  const head = await ledger.db.selectFrom("chain_head").select("length").where(
    "name",
    "=",
    "effect_transition",
  )
    .executeTakeFirst();
  return head?.length ?? 0;
}

export interface EffectCount {
  object: string;
  kind: string;
  state: EffectState;
  reason: string | null;
  n: number;
}

/** How many records stand in which state, by their newest effect. */
export async function countEffects(ledger: Ledger, objects?: readonly string[]): Promise<EffectCount[]> {
  const { rows } = await sql<EffectCount>`
    select object, kind, state, case when state in ('confirmed') then null else reason end as reason, count(*) as n
    from effect e
    where not exists (select 1 from effect later where later.target_id = e.target_id and later.id > e.id)
    group by 1, 2, 3, 4 order by n desc`.execute(ledger.db);
  return objects ? rows.filter((r) => objects.includes(r.object)) : rows;
}

/** Which of these source rows have a record of `object` in the target, as far as we know. */
export async function landedKeys(
  ledger: Ledger,
  object: string,
  keys: readonly string[],
): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const rows = await ledger.db.selectFrom("effect").select(["source_key", "state", "kind", "reason"])
    .where("object", "=", object).where("source_key", "in", keys).orderBy("id").execute();
  const newest = new Map(rows.map((r) => [r.source_key, isThere(r)]));
  return new Set([...newest].filter(([, there]) => there).map(([key]) => key));
}

/**
 * Whether a record can be linked to, by its newest effect. One that people edited or put in the trash is there; one
 * that was refused, destroyed, removed by us or taken back is not.
 */
function isThere({ state, kind, reason }: Pick<Effect, "state" | "kind" | "reason">): boolean {
  if (state === "confirmed") return kind !== "remove";
  if (state === "conflict") return reason !== "destroyed in Twenty";
  if (state === "skipped" || state === "reverted") return false;
  return kind !== "create" || (reason ?? "").startsWith("read back differently");
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
