import { UsageError } from "../steps/base/errors.ts";
import type { Console } from "../steps/console/console.ts";
import { Scheduler } from "../steps/console/schedule.ts";
import { createApp } from "./app.ts";

/** Serves the page on this machine for as long as the program runs, and prints its two links. */
export function serve(handover: Console, port: number, print: (line: string) => void): void {
  const scheduler = new Scheduler(handover);
  void scheduler.keep(new AbortController().signal);
  const token = crypto.randomUUID();
  const viewerToken = crypto.randomUUID();
  const app = createApp(handover, { token, viewerToken, scheduler });
  try {
    Deno.serve({
      hostname: "127.0.0.1",
      port,
      onListen: (at) => {
        print(`Handover:              http://127.0.0.1:${at.port}/?token=${token}`);
        print(`To look and not press: http://127.0.0.1:${at.port}/?token=${viewerToken}`);
      },
    }, app.fetch);
  } catch (error) {
    if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    throw new UsageError(`Port ${port} is taken by another program; name another with --port.`);
  }
}
