import type { Console } from "../../steps/console/console.ts";
import { Control } from "../../steps/base/control.ts";
import type { Desk } from "../../steps/runbook/kit.ts";
import type { Forecast, Scope } from "../../steps/runbook/step.ts";

/** Counts; the steps' own is `forecast`. */
export type Count = (desk: Desk, scope: Scope) => Promise<Forecast | undefined>;

/**
 * Counts in the background what runs would write: once for each version of what that depends on, one count at a time,
 * and none while a cell runs, which would only count what is no longer so. A page is told when there is a number.
 */
export class Forecasts {
  /** Undefined: it cannot be told. */
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

  /** What is known by now; where it is nothing, and nothing runs, it begins to be counted. */
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
