import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { lastSeq } from "../../../db/events.ts";
import { upsertRecords } from "../../../db/source_records.ts";
import { fieldId } from "../../../routes/maps/rows.ts";
import { Log } from "../../../steps/base/log.ts";
import { madeUpActs } from "../../browser/made_up.ts";
import { FIELDS } from "../../browser/made_up_maps.ts";
import { AT } from "../../db/temp_ledger.ts";
import { conflictId, keepConflicts } from "../support/made_up_conflicts.ts";
import { Messages } from "../support/messages.ts";
import { openPage, type PageUnderTest } from "../support/open_page.ts";

/** Far from the zone of any machine that runs this, and half an hour off. */
const ZONE = "Asia/Kolkata";
const INSTANT = "2026-07-01T22:30:05.123Z";

/** A migration on which something is dated in every place that has dates. */
async function datedPage(): Promise<PageUnderTest> {
  const page = await openPage({
    acts: {
      ...madeUpActs(),
      delta: async (kit) => {
        await kit.log.write({ kind: "test", message: `read from ${INSTANT} on` });
        const finding = {
          id: "f",
          severity: "info" as const,
          title: "Walked",
          detail: `From ${INSTANT} on.`,
        };
        return { state: "green", verdict: `Since ${INSTANT} nothing.`, findings: [finding] };
      },
    },
  });
  await page.console.configure({ timeZone: ZONE });
  for (const step of ["audit", "schema", "members", "extract", "sample", "full-run", "full-run", "delta"]) {
    await page.post(`/cells/${step}/run`);
    await page.console.runner.active?.done;
  }
  await keepConflicts(page.ledger, 2);
  await page.post("/conflicts/one", { id: conflictId(1), take: "twenty" });
  for (const field of FIELDS.slice(0, 1)) {
    await page.post(`/maps/fields/${fieldId(field)}/ignore`, { reason: "" });
  }
  await page.post("/schedule", { minutes: "30", until: tomorrow(), sweep: "true" });
  await page.ledger.commit({ writes: upsertRecords(page.ledger, "patients", [{ id: 1 }], 1, AT) });
  return page;
}

const tomorrow = (): string => `${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T23:00`;

/** What the clocks of the zone show, reckoned without Intl. */
function shown(instant: string, form: string | undefined): string {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO(ZONE);
  const two = (n: number) => String(n).padStart(2, "0");
  const clock = [at.hour, at.minute, at.second].map(two).join(":");
  const month = "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec".split(" ")[at.month - 1];
  if (form === "clock") return clock;
  return `${at.day} ${month}, ${form === "day" ? clock.slice(0, 5) : clock}`;
}

/** Each time in a text of the page: its instant, its form, what is shown. */
const timesIn = (html: string): [instant: string, form: string | undefined, text: string][] =>
  [...html.matchAll(/<time[^>]* datetime="([^"]*)"(?: data-as="(\w+)")?[^>]*>([^<]*)<\/time>/g)]
    .map(([, at = "", form, text = ""]) => [at, form, text]);

const visible = (html: string): string => html.replaceAll(/<(?:[^>"]|"[^"]*")*>/g, "\n");

function assertInZone(html: string, what: string): void {
  for (const [at, form, text] of timesIn(html)) assertEquals(text, shown(at, form), `${what}: ${form} ${at}`);
  const bare = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*Z/.exec(visible(html));
  assertEquals(bare, null, `${what} shows an instant as programs write it`);
}

Deno.test("every instant on every page is shown by the practice's clocks, also those in sentences", async () => {
  await using page = await datedPage();
  const least: [path: string, times: number][] = [
    ["/", 60],
    ["/journal", 4],
    ["/cells/full-run/runs/2", 20],
    ["/cells/delta/runs/1", 5],
    ["/records/patients/1", 2],
    ["/conflicts", 1],
    ["/maps", 1],
  ];
  for (const [path, times] of least) {
    const html = await (await page.get(path)).text();
    const there = timesIn(html).length;
    assert(there >= times, `${path} has ${there} times`);
    assertInZone(html, path);
    assertStringIncludes(html, `data-zone="${ZONE}"`);
    assertStringIncludes(html, `Times in ${ZONE}`);
  }
});

Deno.test("the schedule is shown by the practice's clocks, as it was ordered", async () => {
  await using page = await datedPage();
  const html = await (await page.get("/")).text();
  const until = /minutes until\s*(<time.*?<\/time>)/s.exec(html)?.[1] ?? "";
  assertEquals(timesIn(until).map(([, , text]) => text.slice(-5)), ["23:00"]);
});

Deno.test("what comes by the stream is shown as what was there before it", async () => {
  await using page = await datedPage();
  const seq = await lastSeq(page.ledger);
  await new Log(page.ledger, page.console.world, null).write({ kind: "test", message: `since ${INSTANT}` });
  const messages = new Messages(await page.get("/stream?after=0"));
  let all = "";
  await messages.until(({ id, data }) => ((all += data), Number(id) > seq));
  await messages.close();
  assert(timesIn(all).length > 20);
  assertInZone(all, "the stream");
});

Deno.test("before the practice's zone is known times are in UTC, and that is said", async () => {
  await using page = await openPage({ bare: true });
  await new Log(page.ledger, page.console.world, null).write({ kind: "test", message: "one" });
  const html = await (await page.get("/")).text();
  assertStringIncludes(html, "Times in UTC, until the practice&#39;s zone is known");
  const [[at = "", , text] = []] = timesIn(html);
  assertEquals(text, at.slice(11, 19));
});

Deno.test("the report of the audit says by whose clocks its date is", async () => {
  await using page = await datedPage();
  const html = await (await page.get("/cells/audit/report.html")).text();
  assert(/<time datetime="[^"]*">\d+ \w+ \d{4}, \d\d:\d\d (GMT\+5:30|IST)<\/time>/.test(html));
});
