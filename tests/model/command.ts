import type fc from "../support/fast_check.ts";
import type { Ground } from "./ground.ts";
import { alwaysTrue } from "./invariants/always.ts";
import type { Model } from "./model.ts";

/** Between two things that people do; longer than a delta looks back. */
const PAUSE_MS = 20 * 60_000;

/** How many commands were carried out, for the report. */
export const counted = { commands: 0 };

/** One thing that happens, and after it everything that always has to be true. */
export class Command implements fc.AsyncCommand<Model, Ground> {
  /**
   * @param text the expression that makes it: what a counterexample is written down as
   * @param possible whether it makes sense now
   */
  constructor(
    readonly text: string,
    readonly act: (model: Model, ground: Ground) => Promise<void>,
    readonly possible: (model: Readonly<Model>) => boolean = () => true,
  ) {}

  check(model: Readonly<Model>): boolean {
    return this.possible(model);
  }

  async run(model: Model, ground: Ground): Promise<void> {
    counted.commands++;
    ground.world.pass(PAUSE_MS);
    await this.act(model, ground);
    await alwaysTrue(model, ground);
  }

  toString(): string {
    return this.text;
  }
}
