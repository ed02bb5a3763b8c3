import { type Client, createClient, type InStatement } from "@libsql/client";
import type { Compilable } from "kysely";
import { type Effect, insertEffects } from "../../db/effects.ts";
import type { Ledger, NewEvent, NewTransition } from "../../db/ledger.ts";
import { openLedger, type OpenOptions } from "../../db/open.ts";

export const AT = "2026-03-02T09:00:00.000Z";

/** A directory of its own, gone when the test is. */
export class TempDir implements AsyncDisposable {
  private constructor(readonly path: string) {}

  static async make(): Promise<TempDir> {
    return new TempDir(await Deno.makeTempDir({ prefix: "handover-" }));
  }

  file(name: string): string {
    return `${this.path}/${name}`;
  }

  async names(): Promise<string[]> {
    const names: string[] = [];
    for await (const entry of Deno.readDir(this.path)) names.push(entry.name);
    return names.sort();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.path, { recursive: true });
  }
}

/** A ledger in a directory of its own. */
export class TempLedger implements AsyncDisposable {
  private constructor(readonly dir: TempDir, readonly path: string, readonly ledger: Ledger) {}

  static async open(options: Partial<OpenOptions> = {}): Promise<TempLedger> {
    const dir = await TempDir.make();
    const path = dir.file("handover.db");
    return new TempLedger(dir, path, await openLedger({ url: path, ...options }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.ledger.close();
    await this.dir[Symbol.asyncDispose]();
  }
}

export function event(message: string, run: number | null = 1): NewEvent {
  return { run_id: run, at: AT, level: "info", kind: "test", object: null, message, fields: "{}" };
}

export function moved(effect: number, state: NewTransition["state"] = "sent"): NewTransition {
  return {
    effect_id: effect,
    run_id: 1,
    target_id: `target-${effect}`,
    state,
    payload_hash: "hash",
    reason: null,
    at: AT,
    content_hash: null,
  };
}

/** Of an effect about which there is nothing to be said. */
export const PLAIN: Pick<
  Effect,
  "read_hash" | "code" | "skip" | "over_edit" | "worked_on" | "fields"
> = { read_hash: null, code: null, skip: null, over_edit: 0, worked_on: 0, fields: null };

/** A record of a patient that was made. */
export const effect = (id: number, change: Partial<Effect> = {}): Effect => ({
  id,
  run_id: 1,
  kind: "create",
  object: "person",
  target_id: `t${id}`,
  source_key: `patients/${id}`,
  payload: null,
  payload_hash: "h",
  written: "{}",
  prior: null,
  ...PLAIN,
  state: "confirmed",
  reason: null,
  remarks: "[]",
  at: AT,
  ...change,
});

/** Transitions with the effects that they are about: one has always come with the other. */
export function changing(
  ledger: Ledger,
  ...transitions: NewTransition[]
): { transitions: NewTransition[]; writes: Compilable[] } {
  const effects = transitions.map((t): Effect => ({
    id: t.effect_id,
    run_id: t.run_id,
    kind: "create",
    object: "person",
    target_id: t.target_id,
    source_key: `patients/${t.effect_id}`,
    payload: null,
    payload_hash: t.payload_hash,
    written: "{}",
    prior: null,
    ...PLAIN,
    state: t.state,
    reason: t.reason,
    remarks: "[]",
    at: t.at,
  }));
  return { transitions, writes: insertEffects(ledger, effects) };
}

/** Runs statements on the file as any SQLite program could, past the ledger's own code. */
export async function tamper(path: string, ...statements: InStatement[]): Promise<void> {
  const client = rawClient(path);
  try {
    for (const statement of statements) await client.execute(statement);
    await client.execute("pragma wal_checkpoint(truncate)");
  } finally {
    client.close();
  }
}

export const rawClient = (path: string): Client => createClient({ url: `file:${path}` });

/** Column `column` of every row, read past the ledger's own code. */
export async function column(path: string, sql: string): Promise<unknown[]> {
  const client = rawClient(path);
  try {
    return (await client.execute(sql)).rows.map((row) => row[0]);
  } finally {
    client.close();
  }
}
