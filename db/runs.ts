import { type Compilable, type Selectable, sql } from "kysely";
import type { Ledger } from "./ledger.ts";
import { inputIn } from "./stored.ts";
import type { RunState, RunTable } from "./tables.ts";

export type Run = Selectable<RunTable>;

/** Whether a run was of single rows, not of everything. */
export const isPart = (run: Pick<Run, "input">): boolean => "only" in inputIn(run);

const WHOLE = sql<boolean>`json_extract(run.input, '$.only') is null`;

/** The next free run id and the step's next number. */
export async function nextRun(ledger: Ledger, step: string): Promise<{ id: number; number: number }> {
  const { id } = await ledger.db.selectFrom("run").select((q) => q.fn.max("id").as("id"))
    .executeTakeFirstOrThrow();
  const { number } = await ledger.db.selectFrom("run").select((q) => q.fn.max("number").as("number"))
    .where("step", "=", step).executeTakeFirstOrThrow();
  return { id: Number(id ?? 0) + 1, number: Number(number ?? 0) + 1 };
}

export const insertRun = (ledger: Ledger, run: Run): Compilable => ledger.db.insertInto("run").values(run);

/** Changes columns of a run. */
export const updateRun = (ledger: Ledger, id: number, change: Partial<Omit<Run, "id">>): Compilable =>
  ledger.db.updateTable("run").set(change).where("id", "=", id);

/** All runs of a step, newest first. */
export function runsOf(ledger: Ledger, step: string, limit = 50): Promise<Run[]> {
  return ledger.db.selectFrom("run").selectAll().where("step", "=", step).orderBy("id", "desc").limit(limit)
    .execute();
}

export function findRun(ledger: Ledger, id: number): Promise<Run | undefined> {
  return ledger.db.selectFrom("run").selectAll().where("id", "=", id).executeTakeFirst();
}

/**
 * A run by the number that people know it by.
 *
 * @param number counts the runs of its step, from 1
 */
export function findRunByNumber(ledger: Ledger, step: string, number: number): Promise<Run | undefined> {
  return ledger.db.selectFrom("run").selectAll().where("step", "=", step).where("number", "=", number)
    .executeTakeFirst();
}

/** The newest run of each step, without its outcome. */
export async function latestRuns(ledger: Ledger): Promise<Map<string, Run>> {
  const rows = await ledger.db.selectFrom("run").selectAll()
    .where("id", "in", (q) => q.selectFrom("run").select((r) => r.fn.max("id").as("id")).groupBy("step"))
    .execute();
  return new Map(rows.map((r) => [r.step, r]));
}

/** Of each step the newest run of everything and the runs of single rows since, in their order. */
export function runsSinceWhole(ledger: Ledger): Promise<Run[]> {
  return ledger.db.selectFrom("run").selectAll()
    .where(sql<boolean>`run.id >= coalesce((select max(w.id) from run w
      where w.step = run.step and json_extract(w.input, '$.only') is null), 0)`)
    .orderBy("id").execute();
}

/** The newest run of a step that was of everything. */
export function newestWholeRun(ledger: Ledger, step: string): Promise<Run | undefined> {
  return ledger.db.selectFrom("run").selectAll().where("step", "=", step).where(WHOLE)
    .orderBy("id", "desc").limit(1).executeTakeFirst();
}

/** The newest run of a step in one of these states, of those that were of everything. */
export function lastRunIn(
  ledger: Ledger,
  step: string,
  states: readonly RunState[],
): Promise<Run | undefined> {
  return ledger.db.selectFrom("run").selectAll().where("step", "=", step).where("state", "in", states)
    .where(WHOLE)
    .orderBy("id", "desc").limit(1).executeTakeFirst();
}

/**
 * What the newest run of a step in one of these states says later steps depend on; its outcome stays unread.
 *
 * @returns undefined where there is no such run
 */
export async function newestFingerprint(
  ledger: Ledger,
  step: string,
  states: readonly RunState[],
): Promise<string | undefined> {
  const row = await ledger.db.selectFrom("run").select(fingerprint.as("fingerprint")).where("step", "=", step)
    .where("state", "in", states).where(fingerprint, "is not", null).orderBy("id", "desc").limit(1)
    .executeTakeFirst();
  return row?.fingerprint ?? undefined;
}

/** The first run of a step, this one left out, after the newest that came to an end of its own. */
export async function firstUnended(ledger: Ledger, step: string, but: number): Promise<number | undefined> {
  const ended = ledger.db.selectFrom("run").select((q) => q.fn.coalesce(q.fn.max("id"), q.lit(0)).as("id"))
    .where("step", "=", step).where("id", "!=", but).where(fingerprint, "is not", null);
  const row = await ledger.db.selectFrom("run").select((q) => q.fn.min("id").as("id")).where(
    "step",
    "=",
    step,
  )
    .where("id", "!=", but).where("id", ">", ended).executeTakeFirst();
  return row?.id ?? undefined;
}

const fingerprint = sql<string | null>`json_extract(outcome, '$.fingerprint')`;

/** Runs that say they go on; after a crash nobody does them. */
export function unfinishedRuns(ledger: Ledger): Promise<Run[]> {
  return ledger.db.selectFrom("run").selectAll().where("state", "in", ["running", "paused"]).execute();
}

/** @param points JSON, in the place of what was kept of the run before */
export const keepThroughput = (ledger: Ledger, run: number, points: string): Compilable =>
  ledger.db.insertInto("throughput").values({ run_id: run, points }).onConflict((c) =>
    c.column("run_id").doUpdateSet({ points })
  );

/** JSON by run; runs of which nothing is kept are left out. */
export async function throughputOf(ledger: Ledger, runs: readonly number[]): Promise<Map<number, string>> {
  if (runs.length === 0) return new Map();
  const rows = await ledger.db.selectFrom("throughput").selectAll().where("run_id", "in", runs).execute();
  return new Map(rows.map(({ run_id, points }) => [run_id, points]));
}
