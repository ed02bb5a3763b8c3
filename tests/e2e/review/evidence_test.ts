import { assertEquals, assertRejects } from "@std/assert";
import type { KyselyPlugin } from "kysely";
import { brokenLink, CHAINS } from "../../../db/evidence.ts";
import { LedgerError } from "../../../db/errors.ts";
import type { Ledger } from "../../../db/ledger.ts";
import { openLedger } from "../../../db/open.ts";
import { changing, event, moved, tamper, TempDir } from "../../db/temp_ledger.ts";

const append = (ledger: Ledger, n = 1): Promise<void> =>
  ledger.commit({
    events: Array.from({ length: n }, (_, i) => event(`event ${i}`)),
    ...changing(ledger, ...Array.from({ length: n }, (_, i) => moved(i))),
  });

/** Another console commits just after each of the first reads. */
class CommitsBetween implements KyselyPlugin {
  constructor(readonly other: Ledger, public times: number) {}

  transformQuery: KyselyPlugin["transformQuery"] = ({ node }) => node;

  transformResult: KyselyPlugin["transformResult"] = async ({ result }) => {
    if (this.times-- > 0) await append(this.other);
    return result;
  };
}

async function twoConsoles(path: string): Promise<AsyncDisposable & { writer: Ledger; reader: Ledger }> {
  const writer = await openLedger({ url: path });
  await append(writer, 3);
  const reader = await openLedger({ url: path, mode: "read" });
  const close = async () => {
    await writer.close();
    await reader.close();
  };
  return { writer, reader, [Symbol.asyncDispose]: close };
}

for (const times of [1, 2, 3, 7]) {
  Deno.test(`evidence holds while another console commits after each of the first ${times} reads`, async () => {
    await using dir = await TempDir.make();
    await using both = await twoConsoles(dir.file("handover.db"));
    for (const chain of CHAINS) {
      const between = new CommitsBetween(both.writer, times);
      assertEquals(await brokenLink(both.reader.db.withPlugin(between), chain), undefined);
    }
  });
}

Deno.test("evidence that was cut is told of although another console commits meanwhile", async () => {
  await using dir = await TempDir.make();
  const path = dir.file("handover.db");
  await using both = await twoConsoles(path);
  await tamper(path, "update event set message = 'nicer' where seq = 2", "delete from effect_transition");
  const between = () => both.reader.db.withPlugin(new CommitsBetween(both.writer, 3));
  assertEquals(await brokenLink(between(), "event"), "event 2 was edited");
  assertEquals(await brokenLink(between(), "effect_transition"), "effect_transition 1 was removed");
  await assertRejects(() => openLedger({ url: path, mode: "read" }), LedgerError, "does not hold");
});

Deno.test("a ledger opens for looking any number of times while another console commits", async () => {
  await using dir = await TempDir.make();
  const path = dir.file("handover.db");
  await using both = await twoConsoles(path);
  let looking = true;
  const commits = (async () => {
    // Looking at the file gives way to the console that looks, which a commit alone does not.
    for (; looking; await Deno.stat(path)) await append(both.writer, 2);
  })();
  try {
    for (let n = 0; n < 40; n++) await (await openLedger({ url: path, mode: "read" })).close();
  } finally {
    looking = false;
    await commits;
  }
});
