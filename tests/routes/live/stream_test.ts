import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { delay } from "@std/async/delay";
import { LedgerError } from "../../../db/errors.ts";
import { findEvents, lastSeq } from "../../../db/events.ts";
import { Log } from "../../../steps/base/log.ts";
import { lineNumbers, Messages } from "../support/messages.ts";
import { openPage, type PageUnderTest } from "../support/open_page.ts";

async function writeLines(page: PageUnderTest, count: number): Promise<void> {
  const log = new Log(page.ledger, page.console.world, null);
  for (let i = 0; i < count; i++) await log.write({ kind: "test", message: `line ${i}` });
}

/** Reads until the message with event `seq`; gives all line numbers seen and the last id. */
async function readTo(messages: Messages, seq: number): Promise<{ lines: number[]; id: string }> {
  const lines: number[] = [];
  for (;;) {
    const { id, data } = await messages.next();
    lines.push(...lineNumbers(data));
    if (id !== undefined && Number(id) >= seq) return { lines, id };
  }
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

Deno.test("a page that comes back gets exactly what it missed, once and in order", async () => {
  await using page = await openPage();
  await writeLines(page, 3);
  const first = new Messages(await page.get("/stream?after=0"));
  const before = await readTo(first, 3);
  await first.close();

  await writeLines(page, 450);
  const second = new Messages(await page.get("/stream?after=0", { "last-event-id": before.id }));
  const missed = await readTo(second, 453);
  await writeLines(page, 2);
  const live = await readTo(second, 455);
  await second.close();

  assertEquals([...before.lines, ...missed.lines, ...live.lines], range(1, 455));
});

Deno.test("lines written while a page reads on are neither lost nor doubled", async () => {
  await using page = await openPage();
  const messages = new Messages(await page.get("/stream?after=0"));
  const [, { lines }] = await Promise.all([writeLines(page, 300), readTo(messages, 300)]);
  await messages.close();
  assertEquals(lines, range(1, 300));
});

Deno.test("lines that follow each other closely share messages: a fast run leaves a browser time", async () => {
  await using page = await openPage();
  const messages = new Messages(await page.get("/stream?after=0"));
  const countMessages = async () => {
    let count = 0;
    for (let seen = 0; seen < 100; count++) seen = Number((await messages.next()).id ?? seen);
    return count;
  };
  const writeSlowly = async () => {
    // The stream has its turn after each.
    for (let i = 0; i < 100; i++) await writeLines(page, 1).then(() => delay(0));
  };
  const [count] = await Promise.all([countMessages(), writeSlowly()]);
  await messages.close();
  assert(count <= 50, `${count} messages for 100 lines`);
});

Deno.test("the page and its stream meet without a gap: what is not on the one comes by the other", async () => {
  await using page = await openPage();
  await writeLines(page, 5);
  const html = await (await page.get("/")).text();
  await writeLines(page, 5);
  const address = /hx-sse:connect="([^"]+)"/.exec(html)?.[1] ?? "";
  const messages = new Messages(await page.get(address));
  const { lines } = await readTo(messages, 10);
  await messages.close();
  assertEquals([...lineNumbers(html), ...lines], range(1, 10));
});

Deno.test("what is written while the page is read for is not on it, and comes by its stream, once", async () => {
  await using page = await openPage();
  await writeLines(page, 5);
  const audit = page.console.step("audit");
  const { predict } = audit;
  audit.predict = async (...asked) => {
    audit.predict = predict;
    await writeLines(page, 3);
    return await predict(...asked);
  };
  const html = await (await page.get("/")).text();
  assertEquals(lineNumbers(html), range(1, 5));
  const messages = new Messages(await page.get(/hx-sse:connect="([^"]+)"/.exec(html)?.[1] ?? ""));
  const { lines } = await readTo(messages, 8);
  await messages.close();
  assertEquals(lines, range(6, 8));
});

Deno.test("of what is read anew a page is sent what has changed, and no more", async () => {
  await using page = await openPage();
  const messages = new Messages(await page.get("/stream?after=0"));
  const targets = (data: string) => [...data.matchAll(/hx-target="#([^"]+)"/g)].map(([, id]) => id);
  const first = await messages.until(({ data }) => data.includes('hx-target="#live-rollback"'));
  assert(targets(first.data).includes("live-audit"));
  await writeLines(page, 1);
  const line = await messages.until(({ data }) => data.includes("line 0"));
  assertEquals(targets(line.data), ["log-lines-journal"]);
  await page.post("/name", { name: "Ana" });
  const cookie = await page.enter("let-me-look");
  const two = new Messages(await page.get("/stream?after=0", { cookie }));
  const here = await messages.until(({ data }) => data.includes("2 people here"));
  await two.close();
  await messages.close();
  assertEquals(targets(here.data), ["here"]);
});

Deno.test("progress comes at most four times a second, however often it is reported", async () => {
  await using page = await openPage({
    acts: {
      extract: async (kit) => {
        for (let done = 1; done <= 200; done++) {
          kit.progress([{ object: "patients", done, total: 200 }]);
          // The stream has its turn after each.
          await delay(1);
        }
        return { state: "green", verdict: "done" };
      },
    },
  });
  const messages = new Messages(await page.get("/stream?after=0"));
  const begun = performance.now();
  await page.post("/cells/extract/run");
  let count = 0;
  await messages.until(({ data }) => {
    if (data.includes('hx-target="#progress-extract"')) count++;
    return data.includes("1 of 8");
  });
  const allowed = 1 + Math.ceil((performance.now() - begun) / 250);
  await messages.close();
  assert(count <= allowed, `${count} messages where ${allowed} were allowed`);
});

Deno.test("a run is told from its start to its end, each in its cell", async () => {
  await using page = await openPage({
    acts: {
      audit: async (kit) => {
        await kit.log.write({ kind: "page", object: "patients", message: "12 pages" });
        return { state: "green", verdict: "Everything can move." };
      },
    },
  });
  const messages = new Messages(await page.get("/stream?after=0"));
  await page.post("/cells/audit/run");
  await page.console.runner.active?.done;
  let seen = "";
  for (; !/data-state="green".*Everything can move/s.test(seen);) seen += (await messages.next()).data;
  await messages.close();
  assertStringIncludes(seen, `hx-target="#log-lines-audit"`);
  assertStringIncludes(seen, "12 pages");
  assertStringIncludes(seen, "1 of 8 green".split(" of ")[0] ?? "");
  assertStringIncludes(seen, "<title>");
  assertEquals(lineNumbers(seen), range(1, await lastSeq(page.ledger)));
});

Deno.test("progress comes without an id, so that it is never replayed", async () => {
  const gate = Promise.withResolvers<void>();
  await using page = await openPage({
    acts: {
      extract: async (kit) => {
        kit.progress([{ object: "patients", done: 40, total: 100 }]);
        await gate.promise;
        return { state: "green", verdict: "done" };
      },
    },
  });
  const messages = new Messages(await page.get("/stream?after=0"));
  await page.post("/cells/extract/run");
  const message = await messages.until(({ data }) => data.includes("40 %"));
  gate.resolve();
  await messages.close();
  assertEquals(message.id, undefined);
  assertStringIncludes(message.data, "40 % extract");
});

Deno.test("a page that is too far behind gets each log's newest lines instead of every line", async () => {
  await using page = await openPage();
  const log = new Log(page.ledger, page.console.world, null);
  const entries = Array.from({ length: 5_100 }, (_, i) => log.entry({ kind: "test", message: `line ${i}` }));
  await page.ledger.commit({ events: entries });
  const messages = new Messages(await page.get("/stream?after=0"));
  const { id, data } = await messages.next();
  await messages.close();
  assertEquals(id, "5100");
  assertEquals(lineNumbers(data), range(4_901, 5_100));
});

Deno.test("a page that reads more slowly than lines are written does not fall behind without end", async () => {
  await using page = await openPage();
  const messages = new Messages(await page.get("/stream?after=0"));
  await writeLines(page, 1);
  await readTo(messages, 1);
  const log = new Log(page.ledger, page.console.world, null);
  const entries = Array.from({ length: 20_000 }, (_, i) => log.entry({ kind: "test", message: `line ${i}` }));
  await page.ledger.commit({ events: entries });
  const { lines } = await readTo(messages, 20_001);
  await messages.close();
  assert(lines.length < 1_000, `${lines.length} lines were sent`);
  assertEquals(lines.slice(-200), range(19_802, 20_001));
});

/** Makes the page's state unreadable; `times` says when it was read for so often. Mended when it is let go. */
class Fault implements Disposable {
  #met = 0;
  #enough = Promise.withResolvers<void>();

  constructor(readonly page: PageUnderTest, error: Error, times: number) {
    page.console.step = () => {
      if (++this.#met === times) this.#enough.resolve();
      throw error;
    };
  }

  get met(): Promise<void> {
    return this.#enough.promise;
  }

  [Symbol.dispose](): void {
    Reflect.deleteProperty(this.page.console, "step");
  }
}

/** What the page is told of its connection; undefined: nothing new. */
const toldOf = (data: string): string | undefined =>
  /hx-target="#connection" hx-swap="innerHTML">([^<]*)</.exec(data)?.[1];

Deno.test("a fault is told on every page and reported once; when it is gone each stream goes on, with no line lost or doubled", async () => {
  await using page = await openPage();
  await writeLines(page, 2);
  const one = new Messages(await page.get("/stream?after=0"));
  const cookie = await page.enter("let-me-look");
  const two = new Messages(await page.get("/stream?after=0", { cookie }));
  const { lines } = await readTo(one, 2);
  {
    using fault = new Fault(page, new TypeError("Mrs Canary, born 1950"), 6);
    await writeLines(page, 3);
    for (const messages of [one, two]) {
      const { data } = await messages.until(({ data }) => {
        if (messages === one) lines.push(...lineNumbers(data));
        return toldOf(data) !== undefined;
      });
      assertStringIncludes(
        toldOf(data) ?? "",
        "This is a fault in Handover; nothing was lost. What this page shows may be old",
      );
      assert(!data.includes("Canary"));
    }
    await fault.met;
  }
  const journal = await findEvents(page.ledger, { run: null, limit: 100 });
  const faults = journal.filter(({ kind }) => kind === "fault");
  assertMatch(
    faults.map(({ message }) => message).join(),
    /^A fault in Handover: TypeError at routes\/live\/stream_test\.ts:\d+$/,
  );

  const mended = await one.until(({ data }) => toldOf(data) !== undefined);
  assertEquals(toldOf(mended.data), "", "what was told is taken back");
  assertStringIncludes(mended.data, "audit");
  lines.push(...lineNumbers(mended.data));
  await writeLines(page, 1);
  const last = await lastSeq(page.ledger);
  if (!lines.includes(last)) lines.push(...(await readTo(one, last)).lines);
  await one.close();
  await two.close();
  assertEquals(lines, range(1, last));
});

Deno.test("what keeps the ledger from being read is said in its own sentence, and is no fault", async () => {
  await using page = await openPage();
  const messages = new Messages(await page.get("/stream?after=0"));
  using _ = new Fault(page, new LedgerError("The ledger is held by another program."), 1);
  await writeLines(page, 1);
  const { data } = await messages.until(({ data }) => toldOf(data) !== undefined);
  await messages.close();
  assertStringIncludes(toldOf(data) ?? "", "The ledger is held by another program. What this page shows");
  assertEquals((await findEvents(page.ledger, { limit: 100 })).filter(({ kind }) => kind === "fault"), []);
});

Deno.test("a viewer's stream brings no button", async () => {
  await using page = await openPage();
  const cookie = await page.enter("let-me-look");
  const messages = new Messages(await page.get("/stream?after=0", { cookie }));
  await page.post("/cells/audit/run");
  const { data } = await messages.until(({ data }) => data.includes("is done"));
  await messages.close();
  assert(!data.includes(`data-action="run"`));
});

Deno.test("two tabs are one person, and whoever leaves is not waited for", async () => {
  await using page = await openPage();
  const name = { name: "Ana" };
  await page.post("/name", name);
  const one = new Messages(await page.get("/stream?after=0"));
  const again = new Messages(await page.get("/stream?after=0"));
  const cookie = await page.enter("let-me-look");
  const two = new Messages(await page.get("/stream?after=0", { cookie }));
  await one.until(({ data }) => data.includes("2 people here: Ana, viewer"));
  await again.close();
  await page.post("/name", { name: "Ben" }, { cookie });
  await one.until(({ data }) => data.includes("2 people here: Ana, Ben (viewer)"));
  await two.close();
  await one.until(({ data }) => data.includes(`<div id="here"`) && !data.includes("people here"));
  await one.close();
});
