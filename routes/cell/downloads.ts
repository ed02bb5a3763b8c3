import { Hono } from "hono";
import { stream } from "hono/streaming";
import { runEvents } from "../../db/events.ts";
import { runsOf } from "../../db/runs.ts";
import type { EventTable } from "../../db/tables.ts";
import { StepName } from "./routes.ts";
import type { Deps, Env } from "../deps.ts";
import { parse } from "../http/forms.ts";

const PAGE_EVENTS = 1_000;

/** A whole log as a file: `.txt` to read, `.jsonl` with the hashes that chain the lines. */
export function downloadRoutes({ console }: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const forms = { txt: asText, jsonl: asJson };

  for (const [ending, write] of Object.entries(forms)) {
    const file = (name: string) => ({
      "Content-Type": "text/plain; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}.${ending}"`,
    });
    app.get(`/cells/:step/log.${ending}`, async (c) => {
      const id = parse(StepName, c.req.param("step"));
      const [run] = await runsOf(console.ledger, id, 1);
      Object.entries(file(`${id}-run-${run?.number ?? 0}`)).forEach(([k, v]) => c.header(k, v));
      return stream(c, (out) => run ? copy(run.id, (line) => out.write(line), write) : Promise.resolve());
    });
    app.get(`/journal/log.${ending}`, (c) => {
      Object.entries(file("journal")).forEach(([k, v]) => c.header(k, v));
      return stream(c, (out) => copy(null, (line) => out.write(line), write));
    });
  }
  return app;

  async function copy(
    run: number | null,
    out: (text: string) => Promise<unknown>,
    write: (e: EventTable) => string,
  ) {
    for (let after = 0;;) {
      const events = await runEvents(console.ledger, run, after, PAGE_EVENTS);
      const last = events.at(-1);
      if (!last) return;
      await out(events.map(write).join(""));
      after = last.seq;
    }
  }
}

const asJson = (e: EventTable): string => JSON.stringify({ ...e, fields: JSON.parse(e.fields) }) + "\n";

const asText = (e: EventTable): string =>
  `${e.at}  ${e.level.padEnd(7)}  ${(e.object ?? "").padEnd(14)}  ${e.message}\n`;
