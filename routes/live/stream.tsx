import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { z } from "zod";
import type { Deps, Env } from "../deps.ts";
import { Faults } from "../http/failure.ts";
import { delay } from "@std/async/delay";
import { Partial } from "../../views/ui/partial.tsx";
import { html } from "./pieces.tsx";
import { type Message, Reader } from "./reader.ts";
import type { Session } from "../http/session.ts";

const Seq = z.coerce.number().int().min(0).catch(0);

/**
 * One stream a page. A message that carries events has their last sequence number as its id; a page that comes back
 * names the last id it saw and gets what it missed, in order, once.
 */
export function streamRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const faults = new Faults(deps);

  app.get("/stream", (c) => {
    const session = c.get("session");
    const after = Seq.parse(c.req.header("last-event-id") ?? c.req.query("after"));
    const gone = new AbortController();
    const { signal } = gone;
    // A proxy that buffers would turn a live log into a dead one.
    c.header("X-Accel-Buffering", "no");
    return streamSSE(c, async (out) => {
      out.onAbort(() => gone.abort());
      const leave = deps.feed.enter(session);
      try {
        for await (const { id, data } of follow(deps, session, after, { signal, faults })) {
          if (data === undefined) await out.write(": still here\n\n");
          else await out.writeSSE({ data, ...(id === undefined ? {} : { id: String(id) }) });
        }
      } finally {
        leave();
      }
    });
  });

  return app;
}

/** The wait after a fault doubles each time; a stretch without one as long as the longest wait resets it. */
const FIRST_RETRY_MS = 250;
const MAX_RETRY_MS = 5_000;

/**
 * What an open page is sent after event `seq`, until `signal` aborts. A fault does not end the stream: the page would
 * reconnect again and again and wake all others, so it says that what it shows may be old.
 */
async function* follow(
  deps: Deps,
  session: Session,
  seq: number,
  { signal, faults }: { signal: AbortSignal; faults: Faults },
): AsyncGenerator<Message> {
  let [at, shown, retryMs] = [seq, "", FIRST_RETRY_MS];
  // Not `retry`: it has no last attempt and goes on from the last event that was sent.
  while (!signal.aborted) {
    const begun = performance.now();
    const reader = new Reader(deps, session, at);
    try {
      for await (const message of reader.messages(signal)) {
        yield shown && message.data !== undefined ? { ...message, data: notice("") + message.data } : message;
        if (message.data !== undefined) shown = "";
        at = message.id ?? at;
      }
    } catch (error) {
      if (signal.aborted) return;
      const text = await faults.sentence(error);
      yield text === shown ? {} : { data: notice(text) };
      shown = text;
      if (performance.now() - begun > MAX_RETRY_MS) retryMs = FIRST_RETRY_MS;
      await delay(retryMs, { signal }).catch(() => {});
      retryMs = Math.min(2 * retryMs, MAX_RETRY_MS);
    }
  }
}

/** The page's line about its connection. */
const notice = (text: string): string => html(<Partial target="connection" swap="innerHTML">{text}</Partial>);
