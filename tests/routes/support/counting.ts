import type { Count } from "../../../routes/cell/predictions.ts";
import type { Desk } from "../../../steps/runbook/kit.ts";
import type { Forecast, Scope } from "../../../steps/runbook/step.ts";

/** So many note links to be created, and two to be skipped. */
export function foretold(created: number): Forecast {
  const none = { updated: 0, unchanged: 0, failed: 0, conflict: 0 };
  return {
    objects: [{ object: "noteTarget", source: created + 2, created, skipped: 2, ...none }],
    gone: [],
    reasons: [{
      object: "noteTarget",
      verdict: "skipped",
      reason: "its patient is not in Twenty",
      count: 2,
      examples: ["clinical_notes/7", "clinical_notes/9"],
    }],
    refused: 0,
    unanswered: 0,
  };
}

/** Counts that end when the test says so, in the order in which they began. */
export class Counting {
  readonly begun: { desk: Desk; scope: Scope; end: PromiseWithResolvers<Forecast | undefined> }[] = [];
  #more = Promise.withResolvers<void>();

  count: Count = (desk, scope) => {
    const end = Promise.withResolvers<Forecast | undefined>();
    this.begun.push({ desk, scope, end });
    this.#more.resolve();
    return end.promise;
  };

  /** The n-th count, from 1, once it has begun. */
  async nth(n: number): Promise<Counting["begun"][number]> {
    for (let one = this.begun[n - 1];; one = this.begun[n - 1]) {
      if (one) return one;
      this.#more = Promise.withResolvers();
      await this.#more.promise;
    }
  }

  [Symbol.dispose](): void {
    for (const { end } of this.begun) end.resolve(undefined);
  }
}
