import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { keepThroughput } from "../../../db/runs.ts";
import { paceModel, throughputModel } from "../../../routes/cell/throughput.ts";
import type { Throughput } from "../../../steps/runbook/throughput.ts";
import { FakeWorld } from "../../steps/support/fake_world.ts";
import { Gate } from "../../browser/gate.ts";
import { openPage } from "../support/open_page.ts";

const QUIET = { sent: 0, requests: [0, 0, 0, 0], held: [0, 0, 0, 0], limits: [0, 0, 0, 0] };

/** Four bins of a second; 60 requests a minute are allowed. */
function kept(change: Partial<Throughput> = {}): Throughput {
  return {
    binMs: 1_000,
    spanMs: 4_000,
    rows: [100, 50, 0, 100],
    paused: [0, 0, 1_000, 0],
    source: { ...QUIET, sent: 3, requests: [1, 0.5, 0, 1], limits: [60, 60, 60, 60] },
    target: QUIET,
    ...change,
  };
}

/** `d` of the path of this kind in the picture of this title. */
function path(html: string, title: string, kind: string): string {
  const picture = new RegExp(`aria-label="${title}.*?</svg>`, "s").exec(html)?.[0] ?? "";
  return new RegExp(`class="lane-${kind}" d="([^"]*)"`).exec(picture)?.[1] ?? "none";
}

Deno.test("each cell shows requests to the system whose limit it runs into, the delta to both, and rows", () => {
  const both = kept({ target: { ...QUIET, sent: 8, requests: [2, 2, 2, 2] } });
  const titles = (step: Parameters<typeof throughputModel>[0]) =>
    throughputModel(step, both)?.lanes.map((lane) => lane.title);
  const [source, target, rows] = [
    "Requests a minute to PracticeHub",
    "Requests a minute to Twenty",
    "Rows a second",
  ];
  assertEquals(titles("extract"), [source, rows]);
  assertEquals(titles("full-run"), [target, rows]);
  assertEquals(titles("delta"), [source, target, rows]);
  assertEquals(titles("schema"), [rows]);
});

Deno.test("averages are of the time in which the run was not paused", () => {
  const [requests, rows] = throughputModel("extract", kept())?.lanes ?? [];
  assertEquals([requests?.average, requests?.limit, requests?.most], [60, 60, 60]);
  assertEquals([rows?.average, rows?.limit, rows?.most], [250 / 3, undefined, 100]);
});

Deno.test("a burst far above the limit is cut, so that the limit stays to be seen, and that is said", async () => {
  const burst = kept({
    target: { ...QUIET, sent: 90, requests: [80, 5, 5, 0], limits: [100, 100, 100, 100] },
  });
  const [lane] = throughputModel("full-run", burst)?.lanes ?? [];
  assertEquals([lane?.most, lane?.top], [4_800, 200]);
  await using page = await openPage();
  await page.post("/cells/full-run/run");
  await page.console.runner.active?.done;
  await page.ledger.commit({ writes: [keepThroughput(page.ledger, 1, JSON.stringify(burst))] });
  const html = await (await page.get("/cells/full-run/runs/1")).text();
  assertStringIncludes(html, "cut in the picture");
  assertEquals(path(html, "Requests a minute to Twenty", "limit"), "M0 50H1000");
});

Deno.test("a last bin that has hardly begun makes no peak", () => {
  const begun = kept({ spanMs: 3_010, rows: [10, 10, 10, 10], paused: [0, 0, 0, 0] });
  assertEquals(paceModel(begun)?.values.map(Math.round), [10, 10, 20, 20]);
});

Deno.test("a run that was over at once, or did nothing that counts, has no picture", () => {
  assertEquals(throughputModel("extract", kept({ rows: [1, 2] })), undefined);
  const idle = kept({ rows: [0, 0, 0, 0], source: QUIET });
  assertEquals([throughputModel("extract", idle), paceModel(idle)], [undefined, undefined]);
});

Deno.test("a finished run keeps its picture: at its address, in its cell and in the history, with the figures in words", async () => {
  await using page = await openPage();
  for (const _ of [1, 2]) {
    await page.post("/cells/extract/run");
    await page.console.runner.active?.done;
  }
  for (const run of [1, 2]) {
    await page.ledger.commit({ writes: [keepThroughput(page.ledger, run, JSON.stringify(kept()))] });
  }
  const said = "Requests a minute to PracticeHub over 4 s: 60.0 on average, 60.0 at most, 60.0 allowed; " +
    "paused for 1 s";
  const run = await (await page.get("/cells/extract/runs/1")).text();
  assertStringIncludes(run, `role="img" aria-label="${said}"`);
  const whole = await (await page.get("/")).text();
  assertEquals(whole.split(said).length - 1, 1, "of the newest run alone");
  assertMatch(
    whole,
    /<details class="fold" id="throughput-extract">.*?3 requests to PracticeHub, 60.0 a minute/s,
  );
  assertEquals(whole.match(/class="sparkline".*?<\/svg> 83\.3 rows\/s/gs)?.length, 2);
});

Deno.test("a pause is a stretch without a line, and a wait is marked where it was", async () => {
  await using page = await openPage();
  await page.post("/cells/extract/run");
  await page.console.runner.active?.done;
  const source = { ...kept().source, held: [0, 400, 0, 0] };
  await page.ledger.commit({ writes: [keepThroughput(page.ledger, 1, JSON.stringify(kept({ source })))] });
  const html = await (await page.get("/cells/extract/runs/1")).text();
  const title = "Requests a minute to PracticeHub";
  assertEquals(path(html, title, "line"), "M0 0H250V50H500M750 0H1000");
  assertEquals(path(html, title, "limit"), "M0 0H1000");
  assertStringIncludes(html, '<rect class="lane-paused" x="500" width="250" y="0" height="100">');
  assertStringIncludes(html, '<rect class="lane-waiting" x="250" width="100" y="91" height="9">');
});

Deno.test("while a cell runs its picture is drawn from what it has done so far", async () => {
  const world = new FakeWorld(() => Response.json({ data: [], links: { next: null }, total_entries: 0 }));
  const begun = Promise.withResolvers<void>();
  await using page = await openPage({
    world,
    acts: {
      extract: async (kit) => {
        kit.progress([{ object: "patients", done: 0, total: 9 }]);
        for (let n = 1; n <= 4; n++) {
          await kit.source.page("patients", n);
          world.time += 1_000;
          kit.progress([{ object: "patients", done: n, total: 9 }]);
        }
        begun.resolve();
        await gate.opened;
        return { state: "green", verdict: "done" };
      },
    },
  });
  using gate = new Gate();
  await page.post("/cells/extract/run");
  await begun.promise;
  const live = (await (await page.get("/")).text()).split('id="progress-extract"')[1] ?? "";
  assert(live.indexOf("lane-picture") < live.indexOf('id="log-fold-extract"'));
  assertMatch(
    live,
    /aria-label="Requests a minute to PracticeHub over 4 s: [\d.]+ on average.*57\.1 allowed/,
  );
  assertMatch(live, /aria-label="Rows a second over 4 s: 0\.9\d on average/);
});
