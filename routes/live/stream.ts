import { Hono } from "hono";
import { streamSSE } from "hono/streaming";
import { z } from "zod";
import type { Deps, Env } from "../deps.ts";
import { Faults } from "../http/failure.ts";
import { follow } from "./follow.tsx";

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
