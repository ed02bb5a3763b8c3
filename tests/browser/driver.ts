/// <reference lib="dom" />
import type { Page } from "playwright-core";
import type { StepId } from "../../steps/runbook/step.ts";

/** More than there are between any two places of the runbook that follow each other. */
const MOST_TABS = 150;

/** The page as a person drives it: mostly by keys. */
export class Driver {
  /** What the browser complained of: a refused script, a broken style, an error in ours. */
  readonly complaints: string[] = [];

  constructor(readonly page: Page) {
    page.on("pageerror", (error) => this.complaints.push(error.message));
    page.on("console", (message) => {
      // A refused press is an answer with a status of 4xx, which the browser reports as a failed resource.
      const expected = message.text().includes("status of 4");
      if (message.type() === "error" && !expected) this.complaints.push(message.text());
    });
  }

  /** Goes to the cell by its number key and runs it; resolves with the state it ends in. */
  async run(id: StepId, number: number): Promise<string> {
    const before = await this.runNumber(id);
    await this.page.keyboard.press(String(number));
    await this.page.keyboard.press("r");
    return await this.ended(id, before);
  }

  /** Presses Tab until the focus is on `selector`, as somebody without a mouse would. */
  async tabTo(selector: string): Promise<void> {
    for (let presses = 0; presses < MOST_TABS; presses++) {
      if (await this.page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`${MOST_TABS} presses of Tab do not lead to ${selector}`);
  }

  async focusOn(selector: string): Promise<void> {
    await this.page.locator(selector).focus();
  }

  /** What a browser does to a page when another tab is looked at, or this one again. */
  async hide(hidden: boolean): Promise<void> {
    await this.page.evaluate((value) => {
      Object.defineProperty(document, "hidden", { value, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, hidden);
  }

  /** Waits until a run later than number `after` has ended. */
  async ended(id: StepId, after: number): Promise<string> {
    const waiting = this.page.waitForFunction(
      ([id, after]) => {
        const live = document.querySelector<HTMLElement>(`#live-${id}`);
        const run = Number(live?.querySelector(".foot a .num")?.textContent ?? 0);
        return run > Number(after) && !["running", "paused"].includes(live?.dataset.state ?? "");
      },
      [id, after] as const,
      { timeout: 60_000 },
    );
    await waiting.catch(async (cause) => {
      const said = await this.page.locator("#status, #connection, .notice").allTextContents();
      throw new Error(`${id} does not end; the page says: ${said.join(" | ")}`, { cause });
    });
    return await this.state(id);
  }

  /** Waits until the cell is in `state`. */
  async becomes(id: StepId, state: string): Promise<void> {
    await this.page.waitForSelector(`#live-${id}[data-state="${state}"]`, { state: "attached" });
  }

  async state(id: StepId): Promise<string> {
    return await this.page.getAttribute(`#live-${id}`, "data-state") ?? "";
  }

  /** Number of the run that the cell's foot names; 0 before the first. */
  async runNumber(id: StepId): Promise<number> {
    const shown = this.page.locator(`#live-${id} .foot a .num`).first();
    return await shown.count() === 0 ? 0 : Number(await shown.textContent());
  }

  /** Ids of the lines in a log, in their order. */
  async lines(name: string): Promise<string[]> {
    return await this.page.locator(`#log-lines-${name} > li`).evaluateAll((lines) => lines.map((l) => l.id));
  }
}
