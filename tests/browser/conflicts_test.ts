import { assertEquals, assertStringIncludes } from "@std/assert";
import { createApp } from "../../routes/app.ts";
import type { Console } from "../../steps/console/console.ts";
import { readWorkspace } from "../e2e/reader/workspace.ts";
import { openStage, runOn, type Stage, TO_FULL_RUN, told } from "../support/stage.ts";
import { Driver } from "./driver.ts";
import { picture } from "./picture.ts";
import { browserTest } from "./with_browser.ts";

const EDITED = "Edited-In-Twenty";
const CHANGED = "Changed-In-PracticeHub";
const COUNT = "[data-action=take-all] [name=count]";

/** A moved practice of which three patients were edited on both sides, and its page. */
async function edited(): Promise<{ stage: Stage; console: Console; keys: string[] }> {
  const stage = await openStage({ patients: 8 });
  const console = await stage.console();
  const moved = await runOn(console, TO_FULL_RUN);
  assertEquals(moved.code, 0, told(moved));
  const { patients = [] } = await stage.simulators.practice();
  const rows = patients.filter((row) => row.first_name && row.last_name).slice(0, 3);
  const { people } = await readWorkspace(stage.simulators.target);
  for (const row of rows) {
    const person = people.find((p) => p.practiceHubId === `patients/${row.id}`);
    await stage.simulators.person("PATCH", `people/${person?.id}`, { name: { lastName: EDITED } });
    await stage.simulators.putRow("patients", { ...row, last_name: CHANGED });
  }
  return { stage, console, keys: rows.map((row) => `patients/${row.id}`) };
}

async function lastNames({ simulators }: Stage, keys: readonly string[]): Promise<(string | undefined)[]> {
  const { people } = await readWorkspace(simulators.target);
  return keys.map((key) => {
    const name = people.find((p) => p.practiceHubId === key)?.["name"] as { lastName: string } | undefined;
    return name?.lastName;
  });
}

browserTest(
  "conflicts are decided side by side, one by one and the rest at once, and the next delta does so",
  async (page) => {
    const { stage, console, keys } = await edited();
    await using _ = stage;
    const stop = new AbortController();
    const app = createApp(console, { token: "demo" });
    const server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, signal: stop.signal, onListen: () => {} },
      app.fetch,
    );
    const driver = new Driver(page);
    await page.goto(`http://127.0.0.1:${server.addr.port}/?token=demo`);
    assertEquals(await driver.run("delta", 7), "waiting");

    const conflicts = page.locator("#cell-delta #conflicts");
    assertStringIncludes(await conflicts.textContent() ?? "", "3 to decide");
    assertStringIncludes(await conflicts.textContent() ?? "", EDITED);
    await picture(page, "conflicts", "#cell-delta");

    const first = page.locator(".conflict", { hasText: keys[0] });
    await first.locator("[data-action=choose-twenty] button").click();
    await page.waitForSelector(".conflict.decided");
    await page.fill(COUNT, "3");
    await page.click("[data-action=take-all] button");
    await page.waitForSelector("#notice-conflicts .notice");
    await page.fill(COUNT, "2");
    await page.click("[data-action=take-all] button");
    await page.waitForSelector("#conflicts-title:has-text('all decided')");

    assertEquals(await driver.run("delta", 7), "green");
    assertEquals(await lastNames(stage, keys), [EDITED, CHANGED, CHANGED]);
    assertEquals(await driver.run("delta", 7), "green");
    await page.waitForSelector("text=Finished: nothing is left");
    assertEquals(driver.complaints, []);
    await page.goto("about:blank");
    stop.abort();
    await server.finished;
  },
);
