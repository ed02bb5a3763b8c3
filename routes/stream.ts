import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { z } from "zod";
import type { Deps, Env } from "./deps.ts";
import { Reader } from "./reader.ts";

const Seq = z.coerce.number().int().min(0).catch(0);

/**
 * One stream a page. A message that carries events has their last sequence number as its id; a page that comes back
 * names the last id it saw and gets what it missed, in order, once.
 */
export function streamRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();

  app.get("/stream", (c) => {
    const session = c.get("session");
    const resumed = c.req.header("last-event-id");
    const after = Seq.parse(resumed ?? c.req.query("after"));
    const gone = new AbortController();
    // A proxy that buffers would turn a live log into a dead one.
    c.header("X-Accel-Buffering", "no");
    return streamSSE(c, async (out) => {
      out.onAbort(() => gone.abort());
      const leave = deps.feed.enter(session);
      try {
        const reader = new Reader(deps, session, after, resumed !== undefined);
        for await (const { id, data } of reader.messages(gone.signal)) {
          if (data === undefined) await out.write(": still here\n\n");
          else await out.writeSSE({ data, ...(id === undefined ? {} : { id: String(id) }) });
        }
      } catch {
        // The ledger could not be read: the page reconnects and asks again from where it stood.
      } finally {
        leave();
      }
    });
  });

  return app;
}
