import { sql } from "kysely";
import type { Ledger } from "./ledger.ts";
import type { EventTable, Level } from "./tables.ts";

export interface EventQuery {
  /** null: what happened outside any run. */
  run?: number | null;
  /** Only events after this sequence number. */
  after?: number;
  /** Only events before it: for reading back in pages. */
  before?: number;
  levels?: readonly Level[];
  object?: string;
  /** Stands in the message, in capitals or not. */
  text?: string;
  limit: number;
}

/** The newest `limit` events that match, oldest first. */
export async function findEvents(ledger: Ledger, query: EventQuery): Promise<EventTable[]> {
  let q = ledger.db.selectFrom("event").selectAll();
  if (query.run === null) q = q.where("run_id", "is", null);
  else if (query.run !== undefined) q = q.where("run_id", "=", query.run);
  if (query.after !== undefined) q = q.where("seq", ">", query.after);
  if (query.before !== undefined) q = q.where("seq", "<", query.before);
  if (query.levels) q = q.where("level", "in", query.levels);
  if (query.object) q = q.where("object", "=", query.object);
  // No sign stands for others: field names have `_` in them, and the page compares what the stream brings letter by letter.
  if (query.text) q = q.where(sql<boolean>`instr(lower(message), lower(${query.text})) > 0`);
  return (await q.orderBy("seq", "desc").limit(query.limit).execute()).reverse();
}

export function findEvent(ledger: Ledger, seq: number): Promise<EventTable | undefined> {
  return ledger.db.selectFrom("event").selectAll().where("seq", "=", seq).executeTakeFirst();
}

/**
 * The next `limit` events after `seq`, oldest first: what a reconnecting page missed.
 *
 * @param seq of an event, itself left out
 */
export function eventsAfter(ledger: Ledger, seq: number, limit: number): Promise<EventTable[]> {
  return ledger.db.selectFrom("event").selectAll().where("seq", ">", seq).orderBy("seq").limit(limit)
    .execute();
}

/**
 * The next `limit` events of one run (null: outside any run) after `after`, oldest first: for a whole log as a file.
 *
 * @param after sequence number of an event, itself left out
 */
export function runEvents(
  ledger: Ledger,
  run: number | null,
  after: number,
  limit: number,
): Promise<EventTable[]> {
  const q = ledger.db.selectFrom("event").selectAll().where("seq", ">", after);
  const own = run === null ? q.where("run_id", "is", null) : q.where("run_id", "=", run);
  return own.orderBy("seq").limit(limit).execute();
}

/** What a run's events speak of, in their order of the alphabet. 26 ms for 200,000 events. */
export async function loggedObjects(ledger: Ledger, run: number | null): Promise<string[]> {
  const q = ledger.db.selectFrom("event").select("object").distinct().where("object", "is not", null);
  const own = run === null ? q.where("run_id", "is", null) : q.where("run_id", "=", run);
  return (await own.orderBy("object").execute()).flatMap(({ object }) => object ?? []);
}

export const lastSeq = async (ledger: Ledger): Promise<number> => (await ledger.head("event")).length;

/** Where in the order of all events a run began. */
export async function startOf(ledger: Ledger, run: number): Promise<number> {
  const row = await ledger.db.selectFrom("event").select("seq").where("run_id", "=", run)
    .orderBy("seq").limit(1).executeTakeFirst();
  return row?.seq ?? 0;
}

/**
 * What people decided outside any run after event `seq`, of these kinds, newest first.
 *
 * @param seq of an event, itself left out
 * @param limit at most so many
 */
export function decisionsSince(
  ledger: Ledger,
  seq: number,
  kinds: readonly string[],
  limit: number,
): Promise<EventTable[]> {
  return ledger.db.selectFrom("event").selectAll().where("seq", ">", seq).where("run_id", "is", null)
    .where("kind", "in", kinds).orderBy("seq", "desc").limit(limit).execute();
}

/** Which of the maps each of these decisions is about. */
export async function mapsTouched(
  ledger: Ledger,
  changes: readonly number[],
): Promise<Map<number, { fields: boolean; values: boolean }>> {
  if (changes.length === 0) return new Map();
  const rows = await ledger.db.selectFrom("map_change")
    .select([
      "id",
      sql<number>`field_before != '[]' or field_after != '[]'`.as("fields"),
      sql<number>`value_before != '[]' or value_after != '[]'`.as("values"),
    ])
    .where("id", "in", changes).execute();
  return new Map(
    rows.map(({ id, fields, values }) => [id, { fields: Boolean(fields), values: Boolean(values) }]),
  );
}
