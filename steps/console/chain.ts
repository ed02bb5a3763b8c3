import type { Console } from "./console.ts";
import { BusyError, UsageError } from "../base/errors.ts";
import { explain } from "../base/explain.ts";
import { Log } from "../base/log.ts";
import { chainTo } from "../runbook/runbook.ts";
import type { Active } from "../runbook/runner.ts";
import type { StepId } from "../runbook/step.ts";
import { listed } from "../base/words.ts";

/** What a chain needs of the console. */
export type ChainPlace = Pick<Console, "ledger" | "world" | "runner" | "steps" | "step" | "statuses">;

export interface ChainOrder {
  who: string;
  /** The cells that the person was shown, the wanted one last. */
  cells: readonly StepId[];
  /** Of the last cell; the others take their defaults. */
  input?: unknown;
}

/** A chain that is under way. */
export interface RunningChain extends ChainOrder {
  /** Which of the cells runs, or is about to. */
  at: number;
}

/**
 * Runs a cell after those that it builds on, one by one, and only those that a person was shown. It ends at the first
 * that is not green. It is kept in memory: when the program ends, so does the chain, and nothing goes on by itself.
 */
export class Chain {
  current: RunningChain | undefined;
  /** Resolves when the newest chain is over; never rejects. */
  done: Promise<void> = Promise.resolve();

  constructor(readonly place: ChainPlace) {}

  /** What would run before the cell, and the cell. */
  async cellsTo(id: StepId): Promise<StepId[]> {
    return chainTo(this.place.steps, await this.place.statuses(), id).map(({ step }) => step);
  }

  /** @throws {BusyError} somebody else's chain is between two cells, where no run is under way */
  mustBeFree(): void {
    if (!this.current) return;
    throw new BusyError(`A chain of ${this.current.who} is under way; wait for it or cancel it.`);
  }

  /**
   * Starts the first cell and returns.
   *
   * @throws {UsageError} by now other cells would run than those shown. @throws {BusyError} something runs already.
   */
  async start(order: ChainOrder): Promise<RunningChain> {
    this.mustBeFree();
    const last = order.cells.at(-1);
    if (!last) throw new UsageError("No cell was named.");
    // Taken before anything is awaited: two who press at once start one chain.
    const chain: RunningChain = { ...order, at: 0 };
    this.current = chain;
    try {
      const now = await this.cellsTo(last);
      if (now.join() !== order.cells.join()) {
        throw new UsageError(
          `By now ${this.#titles(now)} would run; look at the cell again, then press. Nothing was run.`,
        );
      }
      const active = await this.#run(chain);
      await this.#log(`${this.#titles(now)}, one after the other, were ordered by ${order.who}`);
      this.done = this.#goOn(chain, active);
      return chain;
    } catch (error) {
      this.current = undefined;
      throw error;
    }
  }

  /** Nothing more is started; the cell that runs goes on. */
  async cancel(who: string): Promise<void> {
    if (!this.current) throw new UsageError("No chain is under way, so nothing was changed.");
    const left = this.current.cells.slice(this.current.at + 1);
    if (left.length === 0) throw new UsageError("The chain's last cell runs already; cancel that cell.");
    await this.#end(`cancelled by ${who}; ${this.#titles(left)} will not run`);
  }

  async #goOn(chain: RunningChain, first: Active): Promise<void> {
    try {
      const stopped = await this.#rest(chain, first);
      if (this.current === chain) await this.#end(stopped);
    } catch (error) {
      const { foreseen, sentence } = explain(error);
      const why = foreseen ? sentence : "a fault in Handover";
      if (this.current === chain) await this.#end(`stopped before ${this.#titles([at(chain)])}: ${why}`);
    }
  }

  /** How it ended. */
  async #rest(chain: RunningChain, first: Active): Promise<string> {
    let active: Active | undefined = first;
    while (true) {
      const { state } = await active?.done ?? { state: "green" };
      const left = chain.cells.slice(chain.at + 1);
      if (left.length === 0) return "done";
      if (state !== "green") {
        return `stopped: ${this.#titles([at(chain)])} is not green; ${this.#titles(left)} did not run`;
      }
      if (this.current !== chain) return "cancelled";
      chain.at++;
      active = await this.#mayStay(chain) ? undefined : await this.#run(chain);
    }
  }

  /** A cell that was only run if it became stale. */
  async #mayStay(chain: RunningChain): Promise<boolean> {
    if (chain.at === chain.cells.length - 1) return false;
    return (await this.place.statuses()).find((s) => s.step === at(chain))?.state === "green";
  }

  #run(chain: RunningChain): Promise<Active> {
    const isLast = chain.at === chain.cells.length - 1;
    return this.place.runner.start(this.place.step(at(chain)), {
      who: chain.who,
      ...(isLast && chain.input !== undefined ? { input: chain.input } : {}),
    });
  }

  async #end(how: string): Promise<void> {
    const who = this.current?.who;
    this.current = undefined;
    await this.#log(`the chain of ${who} is over: ${how}`).catch(() => {});
  }

  #log(message: string): Promise<void> {
    return new Log(this.place.ledger, this.place.world, null).write({ kind: "chain", message });
  }

  #titles(ids: readonly StepId[]): string {
    return listed(ids.map((id) => this.place.step(id).title.toLowerCase()));
  }
}

function at({ cells, at }: RunningChain): StepId {
  const id = cells[at];
  if (!id) throw new UsageError("The chain has come to its end.");
  return id;
}
