/// <reference lib="dom" />
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { countConflicts } from "../../db/conflicts.ts";
import { TAKEABLE } from "../../steps/engine/conflicts.ts";
import { Log } from "../../steps/engine/log.ts";
import { keepConflicts, meetConflicts, settleConflict } from "../routes/made_up_conflicts.ts";
import { Driver } from "./driver.ts";
import { type FakePage, startFakePage } from "./fake_page.ts";
import { browserTest } from "./with_browser.ts";

const COUNT = "[data-action=take-all] [name=count]";

/** A page after a full run that met so many conflicts. */
async function withConflicts(n: number): Promise<FakePage> {
  const fake = await startFakePage();
  await fake.page.post("/cells/full-run/run");
  await fake.page.console.runner.active?.done;
  await keepConflicts(fake.page.ledger, n);
  return fake;
}

/** Something happened outside a run: every page looks at the ledger again. */
const happened = ({ page: { ledger, console } }: FakePage): Promise<void> =>
  new Log(ledger, console.world, null).write({ kind: "test", message: "something" });

browserTest(
  "what was typed for some conflicts is not typed for others, though they are as many",
  async (page) => {
    await using fake = await withConflicts(3);
    const { ledger } = fake.page;
    const driver = new Driver(page);
    await page.goto(fake.link);
    const typedFor = await page.getAttribute(COUNT, "id");
    await page.locator(COUNT).pressSequentially("3");
    await happened(fake);
    await page.waitForSelector("#log-lines-journal >> text=something", { state: "attached" });
    assertEquals(await page.inputValue(COUNT), "3", "nothing changed, so it stays");

    await settleConflict(ledger, 3);
    await meetConflicts(ledger, [9]);
    await happened(fake);
    await page.waitForSelector(`#${typedFor}`, { state: "detached" });
    assertEquals(await page.inputValue(COUNT), "");
    assert(await page.evaluate(() => document.activeElement?.closest("[data-action=take-all]")));
    await page.fill(COUNT, "3");
    await page.click("[data-action=take-all] button");
    await page.waitForSelector("#conflicts-title:has-text('all decided')");
    assertEquals((await countConflicts(ledger, TAKEABLE)).practicehub, 3);
    assertEquals(driver.complaints, []);
  },
);

browserTest(
  "conflicts that are others than the page shows are not decided, and it says what to do",
  async (page) => {
    await using fake = await withConflicts(3);
    const driver = new Driver(page);
    await page.goto(fake.link);
    await page.fill(COUNT, "3");
    // Nobody has told the page yet.
    await settleConflict(fake.page.ledger, 3);
    await meetConflicts(fake.page.ledger, [9]);
    await page.click("[data-action=take-all] button");
    const said = await page.waitForSelector("#notice-conflicts .notice");
    assertStringIncludes(await said.textContent() ?? "", "look at them again, then decide");
    assertEquals((await countConflicts(fake.page.ledger, TAKEABLE)).undecided, 3);
    assertEquals(driver.complaints, []);
  },
);
