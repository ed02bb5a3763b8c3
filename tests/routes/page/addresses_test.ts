import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { putConflicts } from "../../../db/conflicts.ts";
import { insertEffects } from "../../../db/effects.ts";
import { Log } from "../../../steps/base/log.ts";
import { AT } from "../../db/temp_ledger.ts";
import { effectOn } from "../../steps/support/stage.ts";
import { lineNumbers } from "../support/messages.ts";
import { openPage, type PageUnderTest } from "../support/open_page.ts";

const idOf = (n: number): string => `${String(n).padStart(8, "0")}-0000-5000-8000-000000000000`;

/** A page with so many people in conflict; of the first, somebody has settled it since. */
async function withConflicts(n: number): Promise<PageUnderTest> {
  const page = await openPage();
  const numbers = Array.from({ length: n }, (_, i) => i + 1);
  const effects = numbers.map((i) => ({
    ...effectOn(
      idOf(i),
      {},
      i === 1 ? {} : { state: "conflict" as const, code: "edited" as const, reason: "edited in Twenty" },
    ),
    id: i,
  }));
  const rows = numbers.map((i) => ({
    target_id: idOf(i),
    object: "person",
    source_key: `patients/${1000 + i}`,
    code: "edited" as const,
    fields: "{}",
    wanted_hash: "w",
    found_hash: "h",
    take: null,
    who: null,
    met_at: AT,
    decided_at: null,
  }));
  await page.ledger.commit({ writes: insertEffects(page.ledger, effects) });
  await page.ledger.commit(putConflicts(page.ledger, rows));
  return page;
}

async function leads(page: PageUnderTest, path: string): Promise<string> {
  const answer = await page.get(path);
  assertEquals(answer.status, 303, path);
  return answer.headers.get("location") ?? "";
}

Deno.test("the address of a conflict leads to its page of the list, and of a settled one to its record", async () => {
  await using page = await withConflicts(45);
  for (const [n, offset] of [[2, 0], [21, 0], [22, 20], [42, 40]] as const) {
    const address = await leads(page, `/conflicts/${idOf(n)}`);
    assertEquals(address, `/conflicts?offset=${offset}#conflict-${idOf(n)}`);
    assertStringIncludes(await (await page.get(address)).text(), `id="conflict-${idOf(n)}"`);
  }
  assertEquals(await leads(page, `/conflicts/${idOf(1)}`), `/records/patients/1001#target-${idOf(1)}`);
  assertEquals((await page.get(`/conflicts/${idOf(99)}`)).status, 404);
});

Deno.test("a conflict decided on a page without a stream is drawn anew there, and not on the page of the cells", async () => {
  await using page = await withConflicts(3);
  const decide = async (at: string) => {
    const form = { id: idOf(2), take: "twenty" };
    const answer = await page.post("/conflicts/one", form, {
      "hx-current-url": `http://127.0.0.1:8000${at}`,
    });
    assertEquals(answer.status, 200);
    return answer.headers.get("hx-refresh");
  };
  assertEquals(await decide("/conflicts?offset=0"), "true");
  assertEquals(await decide("/"), null);
});

Deno.test("the address of a line leads to its run or to the journal, to a page that has the line", async () => {
  await using page = await openPage({
    acts: {
      audit: async (kit) => {
        for (let i = 0; i < 700; i++) await kit.log.write({ kind: "page", message: `line ${i}` });
        return { state: "green", verdict: "done" };
      },
    },
  });
  await page.post("/cells/audit/run");
  await page.console.runner.active?.done;
  await new Log(page.ledger, page.console.world, null).write({ kind: "settings", message: "decided" });
  const events = await page.ledger.db.selectFrom("event").selectAll().orderBy("seq").execute();
  const journal = events.find((e) => e.run_id === null);
  assert(journal, "the journal has a line");
  for (
    const { seq, run_id } of [events[0], events[10], events[650], events[701], journal].filter((e) => !!e)
  ) {
    const address = await leads(page, `/events/${seq}`);
    assert(address.startsWith(run_id === null ? "/journal?" : "/cells/audit/runs/1?"), address);
    assert(address.endsWith(`#e${seq}`), address);
    assertStringIncludes(await (await page.get(address)).text(), `id="e${seq}"`);
  }
  assertEquals((await page.get("/events/999999")).status, 404);
});

/** Numbers of the lines from the page at `address` on, following the links of this name. */
async function linesFrom(page: PageUnderTest, address: string, link: "older" | "newer"): Promise<number[][]> {
  const pages: number[][] = [];
  for (let at: string | undefined = address; at !== undefined;) {
    const html: string = await (await page.get(at)).text();
    pages.push(lineNumbers(html));
    at = new RegExp(`class="${link}" href="([^"]+)"`).exec(html)?.[1];
  }
  return pages;
}

Deno.test("from a line that was opened one comes to newer lines up to the newest, and to older ones, without a gap", async () => {
  await using page = await openPage({
    acts: {
      audit: async (kit) => {
        const lines = Array.from({ length: 1_700 }, (_, i) => ({ kind: "page", message: `line ${i}` }));
        await kit.log.write(...lines);
        return { state: "green", verdict: "done" };
      },
    },
  });
  await page.post("/cells/audit/run");
  await page.console.runner.active?.done;
  const journal = new Log(page.ledger, page.console.world, null);
  await journal.write(...Array.from({ length: 700 }, (_, i) => ({ kind: "page", message: `told ${i}` })));
  const last = 1_702;
  const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

  const newer = await linesFrom(page, await leads(page, "/events/600"), "newer");
  assertEquals(newer.map((lines) => lines.length), [500, 500, 500, 500]);
  assertEquals(newer.slice(0, 3).flat(), range(150, 1_649));
  assertEquals(
    newer[3],
    range(last - 499, last),
    "the newest page, though it begins with lines that were seen",
  );

  const older = await linesFrom(page, await leads(page, `/events/${last}`), "older");
  assertEquals(older.toReversed().flat(), range(1, last));

  const told = await linesFrom(page, await leads(page, `/events/${last + 1}`), "newer");
  assertEquals([...new Set(told.flat())], range(last + 1, last + 700), "also in the journal");
});
