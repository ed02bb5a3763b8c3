import { factsIn } from "../../db/stored.ts";
import { type Context, Hono } from "hono";
import { stream } from "hono/streaming";
import { runEvents } from "../../db/events.ts";
import { runsOf } from "../../db/runs.ts";
import type { Ledger } from "../../db/ledger.ts";
import type { EventTable } from "../../db/tables.ts";
import { StepName } from "../cell/routes.ts";
import type { Deps, Env } from "../deps.ts";
import { parse } from "../http/forms.ts";
import { AUDIT_LOG_FORMATS, auditLog } from "../../steps/records/audit_log.ts";
import { csvLines } from "../../steps/csv/cells.ts";
import { REMARK_COLUMNS, remarkRows } from "../../steps/records/remark_rows.ts";
import { ROLLBACK_COLUMNS, rollbackRows } from "../../steps/rollback/plan.ts";

const PAGE_EVENTS = 1_000;
const CSV = "text/csv; charset=utf-8";

/** Whole logs, and tables with a line a record, of which the page shows the first of each kind. */
export function downloadRoutes({ console: { ledger } }: Deps): Hono<Env> {
  const app = new Hono<Env>();

  // `.txt` to read, `.jsonl` with the hashes that chain the lines.
  for (const [ending, write] of Object.entries({ txt: asText, jsonl: asJson })) {
    const type = "text/plain; charset=utf-8";
    app.get(`/cells/:step/log.${ending}`, async (c) => {
      const id = parse(StepName, c.req.param("step"));
      const [run] = await runsOf(ledger, id, 1);
      return send(c, `${id}-run-${run?.number ?? 0}.${ending}`, type, lines(ledger, run?.id, write));
    });
    app.get(`/journal/log.${ending}`, (c) => send(c, `journal.${ending}`, type, lines(ledger, null, write)));
  }

  // Every row that was not written or holds less than its source, with the reason.
  app.get("/remarks.csv", (c) => send(c, "remarks.csv", CSV, table(REMARK_COLUMNS, remarkRows(ledger))));
  // What became, or would become, of every record of ours.
  app.get(
    "/rollback.csv",
    (c) => send(c, "rollback.csv", CSV, table(ROLLBACK_COLUMNS, rollbackRows(ledger))),
  );

  for (const format of AUDIT_LOG_FORMATS) {
    const type = format === "csv" ? CSV : "application/json";
    app.get(`/audit-log.${format}`, (c) => send(c, `audit-log.${format}`, type, auditLog(ledger, format)));
  }
  return app;
}

/** A file, sent as it is read. */
function send(c: Context, name: string, type: string, pieces: AsyncIterable<string>): Response {
  c.header("Content-Type", type);
  c.header("Content-Disposition", `attachment; filename="${name}"`);
  return stream(c, async (out) => {
    for await (const piece of pieces) await out.write(piece);
  });
}

/** @param run null: the journal; undefined: there has been no run */
async function* lines(
  ledger: Ledger,
  run: number | null | undefined,
  write: (event: EventTable) => string,
): AsyncGenerator<string> {
  if (run === undefined) return;
  for (let after = 0;;) {
    const events = await runEvents(ledger, run, after, PAGE_EVENTS);
    const last = events.at(-1);
    if (!last) return;
    yield events.map(write).join("");
    after = last.seq;
  }
}

async function* table(columns: readonly string[], pages: AsyncIterable<Parameters<typeof csvLines>[0]>) {
  yield csvLines([[...columns]]);
  for await (const rows of pages) yield csvLines(rows);
}

const asJson = (e: EventTable): string => JSON.stringify({ ...e, fields: factsIn(e) }) + "\n";

const asText = (e: EventTable): string =>
  `${e.at}  ${e.level.padEnd(7)}  ${(e.object ?? "").padEnd(14)}  ${e.message}\n`;
