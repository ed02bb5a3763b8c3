import { assertEquals, assertStringIncludes } from "@std/assert";
import { readSchedule } from "../../../db/schedule.ts";
import { openPage } from "../support/open_page.ts";

/** Tomorrow at noon. */
const later = (): string => `${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T12:00`;

Deno.test("a delta by the clock is ordered on the page, shown to everyone, and stopped", async () => {
  await using page = await openPage();
  const order = { minutes: "30", until: later(), sweep: "true" };
  assertEquals((await page.post("/schedule", order)).status, 200);
  const schedule = await readSchedule(page.ledger);
  assertEquals([schedule?.every_ms, JSON.parse(schedule?.input ?? "{}")], [1_800_000, { sweep: true }]);
  const cookie = await page.enter("let-me-look");
  const seen = await (await page.get("/", { cookie })).text();
  assertStringIncludes(seen, "Every 30 minutes until");
  assertEquals((await page.post("/schedule/stop", {}, { cookie })).status, 403);
  assertEquals((await page.post("/schedule/stop")).status, 200);
  assertStringIncludes(await (await page.get("/")).text(), "The last schedule ended: stopped by operator");
});

Deno.test("an order that makes no sense gets its sentence", async () => {
  await using page = await openPage();
  const wrong: [Record<string, string>, string][] = [
    [{ minutes: "0", until: later() }, "once a minute at most"],
    [{ minutes: "x", until: later() }, "type a number of minutes"],
    [{ minutes: "30", until: "" }, "name a day and a time"],
    [{ minutes: "30", until: "2020-01-01T00:00" }, "over at the clinic"],
  ];
  for (const [form, sentence] of wrong) {
    const answer = await page.post("/schedule", form);
    assertEquals(answer.status, 422);
    assertStringIncludes(await answer.text(), sentence);
  }
  assertEquals(await readSchedule(page.ledger), undefined);
});
