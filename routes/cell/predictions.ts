import { latestAcknowledgement } from "../../db/approvals.ts";
import { hashOf } from "../../db/hash.ts";
import type { Run } from "../../db/runs.ts";
import type { Console } from "../../steps/console/console.ts";
import { explain } from "../../steps/base/explain.ts";
import type { Versions } from "../../steps/runbook/versions.ts";
import type { Forecast, Prediction, Scope, Step, StepId } from "../../steps/runbook/step.ts";
import { forecastVersion } from "../../steps/load/forecast/forecast.ts";
import { Control } from "../../steps/base/control.ts";
import type { Desk } from "../../steps/runbook/kit.ts";

/** `counting`: the number of records it would write is being counted. */
export type Predicted = Prediction & { counting?: boolean };

/**
 * What each cell would do now. A prediction reads much of the ledger, so it is asked for again only when something it
 * can depend on has changed, and not while a run is writing.
 */
export class Predictions {
  #known = new Map<StepId, { key: string; prediction: Predicted }>();

  constructor(readonly console: Console, readonly forecasts: Forecasts) {}

  async all(versions: Versions, latest: ReadonlyMap<string, Run>): Promise<Map<StepId, Predicted>> {
    const { console } = this;
    const runs = [...latest.values()].map(({ id, state }) => [id, state]);
    const acknowledged = await latestAcknowledgement(console.ledger, "automations");
    const version = await forecastVersion(console.ledger, versions, latest);
    const key = hashOf([
      versions,
      runs,
      acknowledged?.id ?? 0,
      version,
      Boolean(console.keys.source),
      Boolean(console.keys.target),
    ]);
    const found = new Map<StepId, Predicted>();
    for (const step of console.steps) found.set(step.id, await this.#one(step, key, version));
    return found;
  }

  async #one(step: Step, key: string, version: string): Promise<Predicted> {
    const known = this.#known.get(step.id);
    if (this.console.runner.active) return duringRun(step, known?.prediction);
    const { forecast, counting = false } = step.forecasts ? this.forecasts.of(step.forecasts, version) : {};
    const full = hashOf([key, counting, forecast !== undefined]);
    if (known?.key === full) return known.prediction;
    const prediction = { ...await this.#ask(step.id, forecast), ...(counting ? { counting } : {}) };
    this.#known.set(step.id, { key: full, prediction });
    return prediction;
  }

  async #ask(id: StepId, forecast: Forecast | undefined): Promise<Prediction> {
    try {
      return await this.console.predict(id, forecast);
    } catch (error) {
      const { foreseen, sentence } = explain(error);
      const blocked = foreseen ? sentence : "What this would do cannot be told: a fault in Handover.";
      return { sentence: "", blocked };
    }
  }
}

/** A number of records is not shown while it changes. */
function duringRun({ forecasts }: Step, known: Predicted | undefined): Predicted {
  if (!known || forecasts) return { sentence: "", ...(known?.blocked ? { blocked: known.blocked } : {}) };
  return known;
}

/** Counts what a run would write; the steps' own is `forecast`. */
export type Count = (desk: Desk, scope: Scope) => Promise<Forecast | undefined>;

/**
 * Counts in the background what runs would write: once for each version of what that depends on, one count at a time,
 * and none while a cell runs, whose result would be out of date. Pages are woken when there is a number.
 */
export class Forecasts {
  /** Undefined: it cannot be counted. */
  #known = new Map<Scope, { version: string; forecast: Forecast | undefined }>();
  #wanted = new Map<Scope, string>();
  #counting: { scope: Scope; version: string; control: Control } | undefined;
  /** Resolves when nothing is left to count; never rejects. */
  idle: Promise<void> = Promise.resolve();

  /** @param onCounted called when there is something new to show */
  constructor(readonly console: Console, readonly count: Count, readonly onCounted: () => void) {
    console.runner.onChange(() => {
      if (console.runner.active) this.#abandon();
    });
  }

  /** What is known by now. Where that is nothing, and nothing runs, counting begins. */
  of(scope: Scope, version: string): { forecast?: Forecast; counting: boolean } {
    const known = this.#known.get(scope);
    if (known?.version === version) return { ...known, counting: false };
    if (this.console.runner.active) return { counting: false };
    this.#wanted.set(scope, version);
    const now = this.#counting;
    if (!now) this.idle = this.#goOn();
    else if (now.scope === scope && now.version !== version) now.control.cancel();
    return { counting: true };
  }

  #abandon(): void {
    this.#wanted.clear();
    this.#counting?.control.cancel();
  }

  async #goOn(): Promise<void> {
    for (let [next] = this.#wanted; next; [next] = this.#wanted) {
      const [scope, version] = next;
      const control = new Control();
      this.#counting = { scope, version, control };
      const forecast = await this.#try(scope, control);
      this.#counting = undefined;
      if (control.signal.aborted) continue;
      this.#wanted.delete(scope);
      this.#known.set(scope, { version, forecast });
      this.onCounted();
    }
  }

  /** What fails here fails in the run too, which says it better. */
  async #try(scope: Scope, control: Control): Promise<Forecast | undefined> {
    const desk = this.console.desk(control);
    return desk && await this.count(desk, scope).catch(() => undefined);
  }
}
