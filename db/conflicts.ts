import { type Compilable, type Selectable, sql } from "kysely";
import type { Ledger } from "./ledger.ts";
import type { ConflictTable, Take } from "./tables.ts";

export type Conflict = Selectable<ConflictTable>;

/** Rows of one insert: eleven bound values each, 32,766 allowed. */
const ROWS_PER_INSERT = 500;

/** Conflicts of these records, settled ones too, by target id. At most 1,000 ids. */
export async function conflictsOn(ledger: Ledger, ids: readonly string[]): Promise<Map<string, Conflict>> {
  if (ids.length === 0) return new Map();
  const rows = await ledger.db.selectFrom("conflict").selectAll().where("target_id", "in", ids).execute();
  return new Map(rows.map((row) => [row.target_id, row]));
}

export function putConflicts(ledger: Ledger, rows: readonly Conflict[]): Compilable[] {
  const inserts: Compilable[] = [];
  for (let i = 0; i < rows.length; i += ROWS_PER_INSERT) {
    inserts.push(
      ledger.db.insertInto("conflict").values(rows.slice(i, i + ROWS_PER_INSERT)).onConflict((c) =>
        c.column("target_id").doUpdateSet((e) => ({
          reason: e.ref("excluded.reason"),
          fields: e.ref("excluded.fields"),
          wanted_hash: e.ref("excluded.wanted_hash"),
          held_hash: e.ref("excluded.held_hash"),
          take: e.ref("excluded.take"),
          who: e.ref("excluded.who"),
          met_at: e.ref("excluded.met_at"),
          decided_at: e.ref("excluded.decided_at"),
        }))
      ),
    );
  }
  return inserts;
}

/** Open: the newest effect of the record is a conflict. */
const OPEN = sql<boolean>`(select e.state from effect e where e.target_id = conflict.target_id
  order by e.id desc limit 1) = 'conflict'`;

/** Open conflicts, undecided ones first, in the order of their source rows. */
export function openConflicts(ledger: Ledger, page: { offset: number; limit: number }): Promise<Conflict[]> {
  return ledger.db.selectFrom("conflict").selectAll().where(OPEN).orderBy(sql`take is not null`)
    .orderBy("object").orderBy("source_key").orderBy("target_id").offset(page.offset).limit(page.limit)
    .execute();
}

/** How many open conflicts stand before this one in that order; undefined where it is not open. */
export async function conflictPosition(ledger: Ledger, id: string): Promise<number | undefined> {
  const { rows } = await sql<{ position: number }>`
    select position from (
      select target_id, row_number() over (order by take is not null, object, source_key, target_id) - 1 as position
      from conflict where ${OPEN}
    ) where target_id = ${id}`.execute(ledger.db);
  return rows[0]?.position;
}

export interface ConflictCount {
  open: number;
  undecided: number;
  /** Undecided ones in which a person may take PracticeHub's values. */
  takeable: number;
  twenty: number;
  practicehub: number;
}

/** @param takeable reasons of conflicts in which PracticeHub's values can be taken */
export async function countConflicts(ledger: Ledger, takeable: readonly string[]): Promise<ConflictCount> {
  return countIn(await conflictGroups(ledger).execute(), takeable);
}

export interface ConflictGroup {
  take: Take | null;
  reason: string;
  n: number;
}

/** Open conflicts by what was decided about them and by their reason. */
export const conflictGroups = (ledger: Ledger) =>
  ledger.db.selectFrom("conflict").where(OPEN).groupBy(["take", "reason"])
    .select((q) => ["take", "reason", q.fn.countAll<number>().as("n")]);

export function countIn(groups: readonly ConflictGroup[], takeable: readonly string[]): ConflictCount {
  const sum = (of: (group: ConflictGroup) => boolean): number =>
    groups.filter(of).reduce((n, group) => n + Number(group.n), 0);
  return {
    open: sum(() => true),
    undecided: sum(isUndecided),
    takeable: sum((group) => isUndecided(group) && takeable.includes(group.reason)),
    twenty: sum((group) => group.take === "twenty"),
    practicehub: sum((group) => group.take === "practicehub"),
  };
}

export const isUndecided = ({ take }: ConflictGroup): boolean => take === null;

/** Another one as soon as anybody decided anything, or took it back. */
export async function decisionsVersion(ledger: Ledger): Promise<string> {
  const { decided, at } = await ledger.db.selectFrom("conflict")
    .select((q) => [q.fn.count<number>("take").as("decided"), q.fn.max("decided_at").as("at")])
    .executeTakeFirstOrThrow();
  return `${decided} ${at ?? ""}`;
}

/** Which open conflicts a decision is about: one record, or all that nobody has decided. */
export type Which = { id: string } | "undecided";

/** @param reasons only conflicts of these kinds */
export function setTake(
  ledger: Ledger,
  which: Which,
  decision: { take: Take | null; who: string; at: string },
  reasons?: readonly string[],
): Compilable {
  const { take, who, at } = decision;
  let update = ledger.db.updateTable("conflict").set({ take, who, decided_at: at }).where(OPEN);
  update = which === "undecided"
    ? update.where("take", "is", null)
    : update.where("target_id", "=", which.id);
  return reasons ? update.where("reason", "in", reasons) : update;
}

/** Forgets what was decided about these records, whether in conflict now or not. */
export const clearTakes = (ledger: Ledger, ids: readonly string[]): Compilable =>
  ledger.db.updateTable("conflict").set({ take: null, who: null, decided_at: null })
    .where("target_id", "in", ids);
