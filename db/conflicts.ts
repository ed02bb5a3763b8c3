import { excluded, inPieces } from "./rows.ts";
import { type Selectable, sql } from "kysely";
import { hashOf, sha256 } from "./hash.ts";
import type { Commit, Ledger, NewConflictChange } from "./ledger.ts";
import type { ConflictCode, ConflictTable, Take } from "./tables.ts";

export type Conflict = Selectable<ConflictTable>;

/** Rows of one insert: eleven bound values each, 32,766 allowed. */
const ROWS_PER_INSERT = 500;

/** Conflicts of these records, settled ones too, by target id. At most 1,000 ids. */
export async function conflictsOn(ledger: Ledger, ids: readonly string[]): Promise<Map<string, Conflict>> {
  if (ids.length === 0) return new Map();
  const rows = await ledger.db.selectFrom("conflict").selectAll().where("target_id", "in", ids).execute();
  return new Map(rows.map((row) => [row.target_id, row]));
}

/** Hash of a whole conflict and of what was decided about it, by which an edit of the file shows. */
export const conflictHash = (c: Conflict): string =>
  sha256(JSON.stringify([
    c.target_id,
    c.object,
    c.source_key,
    c.code,
    c.fields,
    c.wanted_hash,
    c.found_hash,
    c.take,
    c.who,
    c.met_at,
    c.decided_at,
  ]));

const changeOf = (conflict: Conflict, at: string): NewConflictChange => {
  const { target_id, take, who } = conflict;
  return { target_id, take, who, content_hash: conflictHash(conflict), at };
};

type ConflictCommit = Required<Pick<Commit, "writes" | "conflictChanges">>;

/** Writes conflicts as they were met, with the evidence of it. */
export function putConflicts(ledger: Ledger, rows: readonly Conflict[]): ConflictCommit {
  const writes = inPieces(
    rows,
    ROWS_PER_INSERT,
    (some) =>
      ledger.db.insertInto("conflict").values(some).onConflict((c) =>
        c.column("target_id").doUpdateSet(
          excluded("code", "fields", "wanted_hash", "found_hash", "take", "who", "met_at", "decided_at"),
        )
      ),
  );
  return { writes, conflictChanges: rows.map((row) => changeOf(row, row.met_at)) };
}

/** Open: the newest effect of the record is a conflict. */
const OPEN = sql<boolean>`exists (select 1 from current_effect e where e.target_id = conflict.target_id
  and e.state = 'conflict')`;

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

/** @param takeable codes of conflicts in which PracticeHub's values can be taken */
export async function countConflicts(
  ledger: Ledger,
  takeable: readonly ConflictCode[],
): Promise<ConflictCount> {
  return countIn(await conflictGroups(ledger).execute(), takeable);
}

export interface ConflictGroup {
  take: Take | null;
  code: ConflictCode;
  n: number;
}

/** Open conflicts by what was decided about them and by their code. */
export const conflictGroups = (ledger: Ledger) =>
  ledger.db.selectFrom("conflict").where(OPEN).groupBy(["take", "code"])
    .select((q) => ["take", "code", q.fn.countAll<number>().as("n")]);

export function countIn(groups: readonly ConflictGroup[], takeable: readonly ConflictCode[]): ConflictCount {
  const sum = (of: (group: ConflictGroup) => boolean): number =>
    groups.filter(of).reduce((n, group) => n + Number(group.n), 0);
  return {
    open: sum(() => true),
    undecided: sum(isUndecided),
    takeable: sum((group) => isUndecided(group) && takeable.includes(group.code)),
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

/**
 * A person's decision about open conflicts, with the evidence of it.
 *
 * @param codes only conflicts of these kinds
 */
export async function setTake(
  ledger: Ledger,
  which: Which,
  decision: { take: Take | null; who: string; at: string },
  codes?: readonly ConflictCode[],
): Promise<ConflictCommit> {
  let query = ledger.db.selectFrom("conflict").selectAll().where(OPEN);
  query = which === "undecided" ? query.where("take", "is", null) : query.where("target_id", "=", which.id);
  const { take, who, at } = decision;
  const rows = await (codes ? query.where("code", "in", codes) : query).execute();
  return decided(ledger, rows, { take, who, decided_at: at }, at);
}

/**
 * Forgets what was decided about a record, whether it is in conflict now or not.
 *
 * @param id of the record in Twenty
 * @param at ISO 8601, UTC
 */
export async function clearTake(ledger: Ledger, id: string, at: string): Promise<ConflictCommit> {
  const rows = [...(await conflictsOn(ledger, [id])).values()];
  return decided(ledger, rows, { take: null, who: null, decided_at: null }, at);
}

/** Ids of one statement. */
const IDS_AT_ONCE = 1_000;

function decided(
  ledger: Ledger,
  rows: readonly Conflict[],
  change: Pick<Conflict, "take" | "who" | "decided_at">,
  at: string,
): ConflictCommit {
  const writes = inPieces(
    rows,
    IDS_AT_ONCE,
    (some) =>
      ledger.db.updateTable("conflict").set(change).where(
        "target_id",
        "in",
        some.map((row) => row.target_id),
      ),
  );
  return { writes, conflictChanges: rows.map((row) => changeOf({ ...row, ...change }, at)) };
}

/** What the open conflicts are, each part by a hash that is another one as soon as it is no longer what was shown. */
export interface ConflictsShown {
  count: ConflictCount;
  /** Of all that is open, and of what was decided about it. */
  all: string;
  /** Of both sides of those that nobody has decided. */
  undecided: string;
  /** Of both sides of those of them in which PracticeHub's values may be taken. */
  takeable: string;
}

/** @param takeable codes of conflicts in which PracticeHub's values can be taken */
export async function conflictsShown(
  ledger: Ledger,
  takeable: readonly ConflictCode[],
): Promise<ConflictsShown> {
  // Put together by SQLite: to fetch 10,000 of them row by row takes more than twice as long.
  const rows = await conflictGroups(ledger).select(
    sql<string>`group_concat(
      target_id || ' ' || wanted_hash || ' ' || found_hash
        || case when take is null then '' else ' ' || quote(who) || ' ' || decided_at end,
      ',' order by target_id)`.as("text"),
  ).orderBy("take").orderBy("code").execute();
  const hashed = (of: (group: ConflictGroup) => boolean): string =>
    hashOf(rows.filter(of).map(({ take, code, text }) => [take, code, sha256(text)]));
  return {
    count: countIn(rows, takeable),
    all: hashed(() => true),
    undecided: hashed(isUndecided),
    takeable: hashed((group) => isUndecided(group) && takeable.includes(group.code)),
  };
}
