import { inPieces } from "./rows.ts";
import type { Client, InValue } from "@libsql/client";
import { type Compilable, Kysely } from "kysely";
import pLimit from "p-limit";
import { type ChainHead, type ChainName, CHAINS, GENESIS, link } from "./evidence.ts";
import { LibsqlDialect, reconnect } from "./dialect.ts";
import { ledgerError } from "./errors.ts";
import type { ConflictChangeTable, EffectTransitionTable, EventTable, Tables } from "./tables.ts";

export type NewEvent = Omit<EventTable, "seq" | "prev_hash" | "hash">;
export type NewTransition = Omit<EffectTransitionTable, "seq" | "prev_hash" | "hash">;
export type NewConflictChange = Omit<ConflictChangeTable, "seq" | "prev_hash" | "hash">;

/** A statement that a commit writes; only `db/` makes them. */
export type Write = Compilable;

/** What goes to disk together: plain writes, then evidence. All of it or nothing. */
export interface Commit {
  writes?: readonly Write[];
  events?: readonly NewEvent[];
  transitions?: readonly NewTransition[];
  conflictChanges?: readonly NewConflictChange[];
  /** Written because time passed, not because the work went on. */
  upkeep?: boolean;
}

/** Wraps every commit; a test kills before or after it here, at those of the work: upkeep comes by the clock. */
export type CommitHook = (write: () => Promise<void>, upkeep: boolean) => Promise<void>;

/** Rows of one multi-row insert: libSQL allows 32,766 bound values a statement. */
const EVIDENCE_ROWS_PER_INSERT = 500;
/** How often another console may append evidence between our reading the head and our writing. */
const HEAD_RETRIES = 5;

/**
 * The open ledger: reads through `db`, writes through `commit`, one at a time.
 *
 * `commit` resolves when the batch is on disk (WAL, synchronous=FULL) and only then tells listeners of the new events.
 */
export class Ledger {
  readonly db: Kysely<Tables>;
  /** Part of every commit of the work: where it fails, nothing of the commit is written. */
  guard: Compilable | undefined;
  #heads = new Map<ChainName, ChainHead>();
  #queue = pLimit(1);
  #listeners = new Set<(events: EventTable[]) => void>();

  constructor(
    readonly client: Client,
    readonly path: string,
    readonly hook: CommitHook = (write) => write(),
  ) {
    this.db = new Kysely<Tables>({ dialect: new LibsqlDialect(client) });
  }

  /** @param commit what to write, or how it is made from what the ledger holds when its turn has come */
  commit(commit: Commit | (() => Promise<Commit>)): Promise<void> {
    return this.#queue(() => this.#commit(typeof commit === "function" ? commit : () => commit));
  }

  /** Calls `listener` with each batch of events after it is durable. Returns the way to stop. */
  onEvents(listener: (events: EventTable[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Where a chain of evidence ends by what is on disk. */
  async head(name: ChainName): Promise<ChainHead> {
    const row = await this.db.selectFrom("chain_head").select(["length", "hash"]).where("name", "=", name)
      .executeTakeFirst();
    return row ?? { length: 0, hash: GENESIS };
  }

  async close(): Promise<void> {
    await this.#queue(() => Promise.resolve());
    this.client.close();
  }

  async #commit(make: () => Commit | Promise<Commit>): Promise<void> {
    for (let attempt = 1;; attempt++) {
      if (this.#heads.size === 0) await this.#readHeads();
      const commit = await make();
      const events = link(this.#head("event"), commit.events ?? []);
      const transitions = link(this.#head("effect_transition"), commit.transitions ?? []);
      const changes = link(this.#head("conflict_change"), commit.conflictChanges ?? []);
      const work = [
        ...(commit.writes ?? []),
        ...this.#evidence("event", events),
        ...this.#evidence("effect_transition", transitions),
        ...this.#evidence("conflict_change", changes),
      ];
      const guard = this.guard && !commit.upkeep && work.length > 0 ? [this.guard] : [];
      const statements = [...guard, ...work].map((w) => w.compile()).map(({ sql, parameters }) => ({
        sql,
        args: parameters as InValue[],
      }));
      if (statements.length === 0) return;
      try {
        await this.hook(
          async () => void await this.client.batch(statements, "write"),
          commit.upkeep ?? false,
        );
      } catch (error) {
        this.#heads.clear();
        if (attempt < HEAD_RETRIES && isSeqTaken(error)) continue;
        if (this.client.protocol === "file" && isBusy(error)) await reconnect(this.client).catch(() => {});
        throw ledgerError(this.path, error);
      }
      this.#heads.set("event", events.head).set("effect_transition", transitions.head)
        .set("conflict_change", changes.head);
      if (events.rows.length > 0) { for (const tell of this.#listeners) tell(events.rows); }
      return;
    }
  }

  #evidence(name: ChainName, linked: { rows: Tables[ChainName][]; head: ChainHead }): Compilable[] {
    if (linked.rows.length === 0) return [];
    const { length, hash } = linked.head;
    return [
      ...inPieces(linked.rows, EVIDENCE_ROWS_PER_INSERT, (some) => this.db.insertInto(name).values(some)),
      this.db.insertInto("chain_head").values({ name, length, hash }).onConflict((c) =>
        c.column("name").doUpdateSet({ length, hash })
      ),
    ];
  }

  #head(name: ChainName): ChainHead {
    return this.#heads.get(name) ?? { length: 0, hash: GENESIS };
  }

  async #readHeads(): Promise<void> {
    for (const name of CHAINS) this.#heads.set(name, await this.head(name));
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && /SQLITE_BUSY|database is locked/.test(error.message);
}

/** Another console wrote the next row of a chain first: the batch left no trace, read the heads and link again. */
function isSeqTaken(error: unknown): boolean {
  return error instanceof Error &&
    /UNIQUE constraint failed: (event|effect_transition|conflict_change)\.seq/.test(error.message);
}
