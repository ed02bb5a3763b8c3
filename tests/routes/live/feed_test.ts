import { Bell } from "../../../routes/live/feed.ts";

const NEVER_MS = 1_000_000;

Deno.test("a ring between the look and the wait is not missed", async () => {
  const bell = new Bell();
  const seen = bell.rung;
  bell.ring();
  await bell.wait(seen, NEVER_MS, new AbortController().signal);
});

Deno.test("a ring and an abort wake whoever waits", async () => {
  const bell = new Bell();
  const stop = new AbortController();
  const rung = bell.wait(bell.rung, NEVER_MS, stop.signal);
  bell.ring();
  await rung;
  const aborted = bell.wait(bell.rung, NEVER_MS, stop.signal);
  stop.abort();
  await aborted;
});
