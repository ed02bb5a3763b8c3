import { latestAcknowledgement } from "../../db/acknowledgements.ts";
import { hashOf } from "../../db/hash.ts";
import type { Run } from "../../db/runs.ts";
import type { Console } from "../../steps/console.ts";
import { HandoverError } from "../../steps/engine/errors.ts";
import type { Versions } from "../../steps/engine/inputs.ts";
import type { Prediction, StepId } from "../../steps/engine/step.ts";

/**
 * What each cell would do now. A prediction reads much of the ledger, so it is asked for again only when something it
 * can depend on has changed, and not while a run is writing.
 */
export class Predictions {
  #known = new Map<StepId, { key: string; prediction: Prediction }>();

  constructor(readonly console: Console) {}

  async all(versions: Versions, latest: ReadonlyMap<string, Run>): Promise<Map<StepId, Prediction>> {
    const { console } = this;
    const runs = [...latest.values()].map(({ id, state }) => [id, state]);
    const acknowledged = await latestAcknowledgement(console.ledger, "automations");
    const key = hashOf([
      versions,
      runs,
      acknowledged?.id ?? 0,
      Boolean(console.keys.source),
      Boolean(console.keys.target),
    ]);
    const found = new Map<StepId, Prediction>();
    for (const { id } of console.steps) found.set(id, await this.#one(id, key));
    return found;
  }

  async #one(id: StepId, key: string): Promise<Prediction> {
    const known = this.#known.get(id);
    if (known && (known.key === key || this.console.runner.active)) return known.prediction;
    if (this.console.runner.active) return { sentence: "" };
    const prediction = await this.#ask(id);
    this.#known.set(id, { key, prediction });
    return prediction;
  }

  async #ask(id: StepId): Promise<Prediction> {
    try {
      return await this.console.predict(id);
    } catch (error) {
      if (error instanceof HandoverError) return { sentence: "", blocked: error.message };
      return { sentence: "", blocked: "What this would do cannot be told: a fault in Handover." };
    }
  }
}
