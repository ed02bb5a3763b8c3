import { assertEquals, assertRejects } from "@std/assert";
import { countRecords, findRecords } from "../../../db/source_records.ts";
import { Control } from "../../../steps/base/control.ts";
import { CancelledError, SourceError } from "../../../steps/base/errors.ts";
import type { Kit } from "../../../steps/runbook/kit.ts";
import { sweep, type Swept } from "../../../steps/staging/sweep.ts";
import { RESOURCES } from "../../../steps/practicehub/resources.ts";
import { TempLedger } from "../../db/temp_ledger.ts";
import { FakeWorld, json } from "../support/fake_world.ts";
import { makeKit } from "../support/make_kit.ts";
import { FakePages, type SourceRow } from "./fake_pages.ts";

const ids = (...list: number[]): SourceRow[] => list.map((id) => ({ id, name: `row ${id}` }));

class SweepStage implements AsyncDisposable {
  private constructor(readonly temp: TempLedger, readonly pages: FakePages, readonly world: FakeWorld) {}

  static async make(...rows: SourceRow[]): Promise<SweepStage> {
    const pages = new FakePages(rows);
    return new SweepStage(await TempLedger.open(), pages, new FakeWorld(pages.answer));
  }

  /** `rows of said` after each page. */
  readonly told: string[] = [];

  async sweep(scan: number, resource = "patients", change: Partial<Kit> = {}): Promise<Swept> {
    const kit = await makeKit(this.temp.ledger, this.world, { run: scan, ...change });
    const known = RESOURCES.find((r) => r.name === resource);
    if (!known) throw new Error(`no resource ${resource}`);
    return await sweep(kit, known, scan, (rows, of) => void this.told.push(`${rows} of ${of}`));
  }

  async present(resource = "patients"): Promise<number[]> {
    return (await findRecords(this.temp.ledger, { resource, after: -1, limit: 1_000 })).map((r) => r.id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.temp[Symbol.asyncDispose]();
  }
}

Deno.test("a walk asks for each page once, until there is no next one", async () => {
  await using s = await SweepStage.make(...ids(5, 4, 3, 2, 1));
  const swept = await s.sweep(1);
  assertEquals(s.pages.asked, ["page 1", "page 2", "page 3"]);
  assertEquals([swept.distinct, swept.rows, swept.claimed, swept.gone, swept.rescued], [5, 5, 5, 0, 0]);
  assertEquals(await s.present(), [1, 2, 3, 4, 5]);
});

Deno.test("a walk tells how many rows it has met, also after one that is not full", async () => {
  await using s = await SweepStage.make(...ids(5, 4, 3, 2, 1));
  await s.sweep(1);
  assertEquals(s.told, ["2 of 5", "4 of 5", "5 of 5"]);
});

Deno.test("a walk does not stop because it has as many rows as there are said to be", async () => {
  await using s = await SweepStage.make(...ids(3, 3, 2, 2, 1));
  s.pages.claim = 3;
  assertEquals((await s.sweep(1)).distinct, 3);
  assertEquals(await s.present(), [1, 2, 3]);
});

Deno.test("a walk that was cut off goes on at the next page, also after a restart", async () => {
  await using s = await SweepStage.make(...ids(6, 5, 4, 3, 2, 1));
  s.world.answer = (request) => {
    if (request.url.includes("page=3")) throw new CancelledError();
    return s.pages.answer(request);
  };
  const control = new Control();
  s.pages.after = (asked) => asked === "page 2" && control.cancel();
  await assertRejects(() => s.sweep(1, "patients", { control }), CancelledError);
  assertEquals(await s.present(), [3, 4, 5, 6]);
  s.world.answer = s.pages.answer;
  s.pages.asked.length = 0;
  const swept = await s.sweep(1);
  assertEquals(s.pages.asked, ["page 3"]);
  assertEquals(s.told, ["2 of 6", "4 of 6", "6 of 6"], "what an earlier run met counts");
  assertEquals([swept.distinct, swept.rows, swept.gone], [6, 6, 0]);
});

Deno.test("a page and its checkpoint go to disk together: killed in between, the page is read again", async () => {
  let commits = 0;
  await using temp = await TempLedger.open({
    hook: (write) => (++commits === 2 ? Promise.reject(new Error("killed")) : write()),
  });
  const pages = new FakePages(ids(4, 3, 2, 1));
  const kit = await makeKit(temp.ledger, new FakeWorld(pages.answer));
  const patients = RESOURCES.find((r) => r.name === "patients");
  if (!patients) throw new Error("no patients");
  await assertRejects(() => sweep(kit, patients, 1, () => {}));
  assertEquals((await countRecords(temp.ledger)).get("patients")?.present, 2);
  await sweep(kit, patients, 1, () => {});
  assertEquals(pages.asked, ["page 1", "page 2", "page 2"]);
  assertEquals((await countRecords(temp.ledger)).get("patients")?.present, 4);
});

Deno.test("another scan begins at page one", async () => {
  await using s = await SweepStage.make(...ids(2, 1));
  await s.sweep(1);
  await s.sweep(2);
  assertEquals(s.pages.asked, ["page 1", "page 1"]);
});

Deno.test("rows that slipped past while pages were read are found by windows of ids", async () => {
  await using s = await SweepStage.make(...ids(6, 5, 4, 3, 2, 1));
  // Row 6 is deleted after page 1: row 4 slips onto that page and is never met.
  s.pages.after = (asked) => {
    if (asked === "page 1") s.pages.rows = s.pages.rows.filter((r) => r.id !== 6);
  };
  const swept = await s.sweep(1);
  assertEquals((await s.present()).includes(4), true);
  assertEquals([swept.rescued, s.pages.asked.some((a) => a.startsWith("between:"))], [1, true]);
});

Deno.test("windows of ids are not trusted where the filter is ignored", async () => {
  await using s = await SweepStage.make(...ids(4, 3, 2, 1));
  s.pages.claim = 9;
  s.pages.filters = false;
  const swept = await s.sweep(1);
  assertEquals([swept.distinct, swept.claimed, swept.rescued], [4, 9, 0]);
});

Deno.test("a row that is no longer listed is asked for by id, and gone only when that finds nothing", async () => {
  await using s = await SweepStage.make(...ids(4, 3, 2, 1));
  await s.sweep(1);
  s.pages.rows = ids(4, 2, 1);
  s.pages.asked.length = 0;
  const swept = await s.sweep(2);
  assertEquals(s.pages.asked, ["page 1", "page 2", "in:3 page 1"]);
  assertEquals([swept.gone, await s.present()], [1, [1, 2, 4]]);
});

Deno.test("a row that the walk missed but that is there by id is not gone", async () => {
  await using s = await SweepStage.make(...ids(6, 5, 4, 3, 2, 1));
  await s.sweep(1);
  s.pages.after = (asked) => {
    if (asked === "page 1") s.pages.rows = s.pages.rows.filter((r) => r.id !== 6);
  };
  const swept = await s.sweep(2);
  assertEquals([swept.gone, swept.rescued, await s.present()], [0, 1, [1, 2, 3, 4, 5, 6]]);
});

Deno.test("rows that were missed are asked for by id on all pages that it takes", async () => {
  await using s = await SweepStage.make(...ids(6, 5, 4, 3, 2, 1));
  await s.sweep(1);
  const whole = s.pages.rows;
  s.pages.rows = ids(6);
  s.pages.after = () => s.pages.rows = whole;
  const swept = await s.sweep(2);
  assertEquals([swept.gone, swept.rescued, await s.present()], [0, 5, [1, 2, 3, 4, 5, 6]]);
});

Deno.test("where the filter by id is ignored, a row that was missed is not called gone", async () => {
  await using s = await SweepStage.make(...ids(6, 5, 4, 3, 2, 1));
  await s.sweep(1);
  s.pages.filters = false;
  // Row 2 is on a page that the walk missed this time, and not on the first page that the ignored filter lists.
  let walking = true;
  s.world.answer = (request) => {
    const url = new URL(request.url);
    if (url.searchParams.has("id")) walking = false;
    const whole = s.pages.rows;
    if (walking) s.pages.rows = whole.filter((r) => r.id !== 2);
    const response = s.pages.answer(request);
    s.pages.rows = whole;
    return response;
  };
  const swept = await s.sweep(2);
  assertEquals([swept.gone, await s.present()], [0, [1, 2, 3, 4, 5, 6]]);
});

Deno.test("where the filter by id is ignored, nothing is called gone, not even what no page lists", async () => {
  await using s = await SweepStage.make(...ids(3, 2, 1));
  await s.sweep(1);
  s.pages.filters = false;
  s.pages.rows = ids(3, 1);
  const swept = await s.sweep(2);
  assertEquals([swept.gone, await s.present()], [0, [1, 2, 3]]);
});

Deno.test("where the question by id finds no resource, a row that was missed is not called gone", async () => {
  await using s = await SweepStage.make(...ids(2, 1));
  await s.sweep(1);
  s.pages.rows = ids(2);
  s.world.answer = (request) => request.url.includes("id=in") ? json({}, 404) : s.pages.answer(request);
  const swept = await s.sweep(2);
  assertEquals([swept.gone, await s.present()], [0, [1, 2]]);
});

Deno.test("of an appointment listed twice the one that is not cancelled is kept, on one page or on two", async () => {
  const cancelled = { id: 2, status: "cancelled" };
  const kept = { id: 2, status: "processed" };
  for (
    const rows of [[cancelled, kept], [kept, cancelled], [cancelled, { id: 1 }, kept], [
      kept,
      { id: 1 },
      cancelled,
    ]]
  ) {
    await using s = await SweepStage.make(...rows);
    await s.sweep(1, "appointments");
    const [row] = await findRecords(s.temp.ledger, { resource: "appointments", after: 1, limit: 1 });
    assertEquals(row?.row["status"], "processed");
  }
});

Deno.test("an appointment that was cancelled since the last walk is cancelled", async () => {
  await using s = await SweepStage.make({ id: 2, status: "pending" });
  await s.sweep(1, "appointments");
  s.pages.rows = [{ id: 2, status: "cancelled" }];
  await s.sweep(2, "appointments");
  const [row] = await findRecords(s.temp.ledger, { resource: "appointments", after: 1, limit: 1 });
  assertEquals(row?.row["status"], "cancelled");
});

Deno.test("a resource that never was there is said to be absent", async () => {
  await using s = await SweepStage.make();
  s.world.answer = () => json({}, 404);
  assertEquals((await s.sweep(1)).reachable, false);
});

Deno.test("a resource that was there and answers 404 is a failure, and nothing of it is called gone", async () => {
  await using s = await SweepStage.make(...ids(2, 1));
  await s.sweep(1);
  s.world.answer = () => json({}, 404);
  await assertRejects(() => s.sweep(2), SourceError, "answered 404 for page 1");
  assertEquals(await s.present(), [1, 2]);
});

Deno.test("rows without an id are counted", async () => {
  await using s = await SweepStage.make(...ids(2, 1));
  s.world.answer = () => json({ data: [{ id: 1 }, { name: "no id" }] });
  assertEquals((await s.sweep(1)).withoutId, 1);
});
