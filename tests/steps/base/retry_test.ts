import { assertEquals, assertRejects } from "@std/assert";
import { LostAnswerError, UsageError } from "../../../steps/base/errors.ts";
import { doubling, growing, retry, type RetryPolicy, untilAnswered } from "../../../steps/base/retry.ts";

/** Attempts that fail one after the other, and then give "done". */
function failing(...failures: Error[]) {
  const waits: number[] = [];
  let attempts = 0;
  const place = {
    world: { sleep: (ms: number) => Promise.resolve(void waits.push(ms)) },
    control: new AbortController(),
  };
  const attempt = () => {
    const failure = failures[attempts++];
    return failure ? Promise.reject(failure) : Promise.resolve("done");
  };
  return { place, attempt, waits, attempts: () => attempts };
}

const lost = () => new LostAnswerError("POST /x", "gone");

Deno.test("what may pass is attempted as often as its policy says, and the last failure is thrown", async () => {
  const good = failing(lost(), lost());
  assertEquals(await retry(good.place, untilAnswered(3), good.attempt), "done");
  assertEquals(good.attempts(), 3);
  const bad = failing(lost(), lost(), lost());
  await assertRejects(() => retry(bad.place, untilAnswered(3), bad.attempt), LostAnswerError);
  assertEquals(bad.attempts(), 3);
});

Deno.test("what will not pass is thrown at once", async () => {
  const bad = failing(new UsageError("no"));
  await assertRejects(() => retry(bad.place, untilAnswered(3), bad.attempt), UsageError);
  assertEquals(bad.attempts(), 1);
});

Deno.test("an attempt that is found to be done is not made again", async () => {
  const one = failing(lost(), lost());
  const settled = await retry(
    one.place,
    untilAnswered(9),
    one.attempt,
    () => Promise.resolve({ done: "found" }),
  );
  assertEquals([settled, one.attempts()], ["found", 1]);
  let asked = 0;
  const two = failing(lost(), lost());
  const unknown = () => Promise.resolve(void asked++);
  assertEquals(
    await retry(two.place, untilAnswered(9), two.attempt, unknown as () => Promise<undefined>),
    "done",
  );
  assertEquals(asked, 2);
});

Deno.test("waits are as the policy says, none after the last failure", async () => {
  const all = Array.from({ length: 5 }, lost);
  for (
    const [delayMs, waits] of [[doubling, [1_000, 2_000, 4_000, 8_000]], [growing, [
      1_000,
      2_000,
      3_000,
      4_000,
    ]]] as const
  ) {
    const bad = failing(...all);
    await assertRejects(() => retry(bad.place, untilAnswered(5, { delayMs }), bad.attempt));
    assertEquals(bad.waits, [...waits]);
  }
});

Deno.test("each kind of failure is counted by itself, and told with its wait before the next attempt", async () => {
  const told: unknown[] = [];
  const refused: RetryPolicy<RangeError> = {
    isPassing: (error) => error instanceof RangeError,
    attempts: 3,
    onFailure: (_, failures, delayMs) => void told.push([failures, delayMs]),
  };
  const mixed = failing(new RangeError(), lost(), new RangeError(), lost());
  assertEquals(
    await retry(mixed.place, [refused, untilAnswered(3, { delayMs: doubling })], mixed.attempt),
    "done",
  );
  assertEquals([told, mixed.waits], [[[1, 0], [2, 0]], [1_000, 2_000]]);
});

Deno.test("what is attempted again goes by the retry helper, or says why not", async () => {
  const loops: string[] = [];
  const visit = async (folder: URL): Promise<void> => {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      if (isDirectory) await visit(new URL(`${name}/`, folder));
      else if (name.endsWith(".ts")) {
        const text = await Deno.readTextFile(new URL(name, folder));
        for (const [loop] of text.matchAll(/.*\n *for \(let attempt\b/g)) {
          if (!loop.includes("// Not `retry`: ")) loops.push(`${folder.pathname}${name}`);
        }
      }
    }
  };
  await visit(new URL("../../../steps/", import.meta.url));
  assertEquals(loops, []);
});
