import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { findEvents } from "../../../db/events.ts";
import { Log } from "../../../steps/base/log.ts";
import { FakeWorld } from "../../steps/support/fake_world.ts";
import { Gate } from "../../browser/gate.ts";
import { Messages } from "../support/messages.ts";
import { openPage, type PageUnderTest } from "../support/open_page.ts";

/** An extract that has 9,000 of 10,000 rows before it, at 100 a second, and goes on as the test says. */
async function extracting() {
  const world = new FakeWorld(() => Response.json({ data: [], links: { next: null }, total_entries: 0 }));
  const [begun, changed, slower, ended] = [new Gate(), new Gate(), new Gate(), new Gate()];
  const page = await openPage({
    world,
    acts: {
      extract: async (kit) => {
        for (let done = 0; done <= 1_000; done += 100) {
          kit.progress([{ object: "patients", done, total: 10_000 }]);
          if (done < 1_000) world.time += 1_000;
        }
        for (const n of [1, 2]) await kit.source.page("patients", n);
        begun.open();
        await changed.opened;
        for (const n of [3, 4]) await kit.source.page("patients", n);
        kit.progress([{ object: "patients", done: 1_000, total: 10_000 }]);
        world.time += 10_000;
        kit.progress([{ object: "patients", done: 1_100, total: 10_000 }]);
        slower.open();
        await ended.opened;
        return { state: "green", verdict: "done" };
      },
    },
  });
  await page.post("/name", { name: "Ana" });
  await page.post("/cells/extract/run");
  await begun.opened;
  return {
    page,
    world,
    changed,
    slower,
    async [Symbol.asyncDispose]() {
      changed.open();
      ended.open();
      page.console.runner.active?.control.resume();
      await page[Symbol.asyncDispose]();
    },
  };
}

const PROGRESS = 'hx-target="#progress-extract"';

/** All that comes up to the line of this text. */
async function readTo(messages: Messages, line: string): Promise<string> {
  for (let all = "";;) {
    all += (await messages.next()).data;
    if (all.includes(`>${line}<`)) return all;
  }
}

const left = async (page: PageUnderTest): Promise<string | undefined> =>
  /<b class="num">([\d:]+)<\/b> left/.exec(await (await page.get("/")).text())?.[1];

Deno.test("a change of pace reaches the run that goes on, and what is left is told by the pace from then on", async () => {
  await using extract = await extracting();
  const { page, world, changed, slower } = extract;
  assertEquals(await left(page), "1:30", "9,000 rows at 100 a second");
  assertEquals((await page.post("/pace", { ms: "4000", cell: "extract" })).status, 200);
  assertEquals(await left(page), undefined, "nobody knows yet");
  changed.open();
  await slower.opened;
  const [third = 0, fourth = 0] = world.requests.slice(2).map(({ at }) => at);
  assertEquals(fourth - third, 4_000);
  assertEquals(await left(page), "14:50", "8,900 rows at 10 a second");
});

Deno.test("what is left is not told by the time that the run stood still", async () => {
  await using extract = await extracting();
  const { page, world, changed, slower } = extract;
  await page.post("/cells/extract/pause");
  world.time += 10_000;
  await page.post("/cells/extract/resume");
  changed.open();
  await slower.opened;
  assertEquals(await left(page), "14:50", "8,900 rows at 10 a second");
});

Deno.test("a change of pace stands in the run's log with who made it, and on everybody's page, also while it is paused", async () => {
  await using extract = await extracting();
  const { page } = extract;
  await page.post("/cells/extract/pause");
  const other = new Messages(await page.get("/stream?after=0", { cookie: await page.enter("let-me-in") }));
  const viewer = new Messages(await page.get("/stream?after=0", { cookie: await page.enter("let-me-look") }));
  // Both have all there was to tell: nothing but the change of pace can move them on.
  for (const messages of [other, viewer]) await messages.until(({ data }) => data.includes(PROGRESS));
  await page.post("/pace", { ms: "4000", cell: "extract" });
  const { active } = page.console.runner;
  // Until it is told of this line, a page has been told of what was before it.
  await new Log(page.ledger, page.console.world, active?.run.id ?? 0).write({ kind: "page", message: "on" });
  assertMatch(await readTo(other, "on"), /id="pace-extract"[^>]* value="4000"/);
  assertStringIncludes(await readTo(viewer, "on"), '<span class="num">4,000</span> ms between two requests');
  await other.close();
  await viewer.close();
  const log = await findEvents(page.ledger, { run: active?.run.id ?? 0, limit: 100 });
  const lines = log.filter(({ kind }) => kind === "pace").map(({ message, fields }) => [message, fields]);
  assertEquals(lines, [[
    "at least 4,000 ms between two requests to PracticeHub from now on, by Ana",
    '{"ms":4000}',
  ]]);
});

Deno.test("a pace that is none is refused, and nothing is changed or told", async () => {
  await using page = await openPage();
  for (const ms of ["fast", "-1", "60001", "1.5"]) {
    const answer = await page.post("/pace", { ms, cell: "extract" });
    assertEquals(answer.status, 422, ms);
    assertStringIncludes(await answer.text(), `hx-target="#notice-`);
  }
  assertEquals((await findEvents(page.ledger, { limit: 100 })).filter(({ kind }) => kind === "pace"), []);
});
