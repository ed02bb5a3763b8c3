import { type Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { z } from "zod";
import type { CsvKind } from "../../db/tables.ts";
import { csvLines } from "../../steps/csv/cells.ts";
import { objectOfFile, objectsWithFile, Surveys, versionOf } from "../../steps/csv/survey.ts";
import { csvText, readyToWrite } from "../../steps/csv/write.ts";
import { UsageError } from "../../steps/base/errors.ts";
import { mustRest } from "../../steps/runbook/current.ts";
import { Log } from "../../steps/base/log.ts";
import { csvStates, differingCells, unmatchedRows } from "../../steps/staging/csv/report.ts";
import { dropCsv, takeCsv } from "../../steps/staging/csv/take.ts";
import { CsvFiles } from "../../views/csv/files.tsx";
import { CsvImport } from "../../views/csv/block.tsx";
import { CSV_LABELS } from "../../views/csv/model.ts";
import { CsvRows } from "../../views/csv/rows.tsx";
import { Sheet } from "../../views/page/layout.tsx";
import { plural } from "../../views/ui/numbers.ts";
import { Partial } from "../../views/ui/partial.tsx";
import { ASSETS } from "../http/assets.ts";
import type { Deps, Env } from "../deps.ts";
import { parse } from "../http/forms.ts";
import { csvRowsModel, extractState } from "./model.ts";
import { wantsPieces } from "../http/reply.tsx";

const Kind = z.enum(["patients", "appointments", "files"], "There is no such export; reload the page");
const After = z.coerce.number().int().min(0).catch(0);
const LISTS = ["differing", "unmatched"] as const;
/** Rows of a list that are held at once while it is downloaded. */
const LIST_ROWS = 500;

/** PracticeHub's exports that a person uploads, and the files that are written for Twenty. */
export function csvRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { console } = deps;
  const { ledger } = console;
  const surveys = new Surveys();

  app.post("/cells/extract/csv", async (c) => {
    await mustRest(console.ledger, "change the CSV exports");
    const { file } = await c.req.parseBody({ all: true });
    const files = [file].flat().filter((each) => each instanceof File && each.size > 0);
    if (files.length === 0) throw new UsageError("Choose a file first.");
    const read: CsvKind[] = [];
    for (const each of files) {
      if (each instanceof File) read.push(await takeOne(each, c.get("session").name, read));
    }
    deps.feed.changed();
    return done(c, await inWords(read));
  });

  app.post("/cells/extract/csv/:kind/remove", async (c) => {
    await mustRest(console.ledger, "change the CSV exports");
    const kind = parse(Kind, c.req.param("kind"));
    await dropCsv(console, kind, c.get("session").name);
    deps.feed.changed();
    return done(c);
  });

  for (const list of LISTS) {
    app.get(`/cells/extract/csv/:kind/${list}`, async (c) => {
      const kind = parse(Kind, c.req.param("kind"));
      const model = await csvRowsModel(deps, kind, list, After.parse(c.req.query("after")));
      return piece(c, `${CSV_LABELS[kind]}`, <CsvRows model={model} />);
    });
    app.get(`/cells/extract/csv/:kind/${list}.csv`, (c) => {
      const kind = parse(Kind, c.req.param("kind"));
      return download(c, `${kind}-${list}.csv`, listText(kind, list));
    });
  }

  app.get("/cells/extract/csv/files", async (c) => {
    const { mapping, withoutOwner } = await readyToWrite(ledger, await extractState(deps));
    const version = await versionOf(ledger);
    const files = [];
    for (const object of objectsWithFile(mapping)) {
      files.push(await surveys.get(ledger, mapping, object, version));
    }
    return piece(c, "CSVs for Twenty", <CsvFiles model={{ files, withoutOwner }} />);
  });

  app.get("/cells/extract/csv/:name{[0-9]{2}-[a-z-]+\\.csv}", async (c) => {
    const { mapping } = await readyToWrite(ledger, await extractState(deps));
    const object = objectOfFile(c.req.param("name"));
    if (!object || !objectsWithFile(mapping).includes(object)) {
      throw new UsageError("There is no such file; go back to the page and take one of its list.");
    }
    const survey = await surveys.get(ledger, mapping, object, await versionOf(ledger));
    await new Log(ledger, console.world, null).write({
      kind: "csv-file",
      object,
      message: `${survey.name} was downloaded by ${c.get("session").name}: ${plural(survey.rows, "row")}`,
    });
    return download(c, survey.name, csvText(ledger, mapping, survey));
  });

  return app;

  async function takeOne(file: File, who: string, before: readonly CsvKind[]): Promise<CsvKind> {
    const bytes = new Uint8Array(await file.arrayBuffer());
    try {
      return await takeCsv(console, { name: file.name, bytes }, who);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      deps.feed.changed();
      const rest = before.length > 0 ? ` Read before it: ${before.join(", ")}.` : " Nothing was changed.";
      throw new UsageError(`${file.name}: ${error.message}${rest}`, { cause: error });
    }
  }

  async function inWords(read: readonly CsvKind[]): Promise<string> {
    const states = (await csvStates(ledger)).filter((state) => read.includes(state.kind));
    return `${states.map((s) => `${CSV_LABELS[s.kind]}: ${plural(s.file.rows, "row")} read`).join("; ")}.`;
  }

  async function* listText(kind: CsvKind, list: typeof LISTS[number]): AsyncGenerator<string> {
    yield csvLines([
      list === "differing" ? ["record", "column", "api", "csv", "row"] : ["row", "key", "why"],
    ]);
    for (let after = 0;;) {
      const page = await listPage(kind, list, after);
      if (page.lines.length === 0) return;
      yield csvLines(page.lines);
      after = page.last;
    }
  }

  /** Rows are numbered as a spreadsheet does: the header is row 1. */
  async function listPage(kind: CsvKind, list: typeof LISTS[number], after: number) {
    if (list === "differing") {
      const cells = await differingCells(ledger, kind, after, LIST_ROWS);
      const lines = cells.map((d) => [`${kind}/${d.record}`, d.column, d.api, d.csv, String(d.n + 1)]);
      return { lines, last: cells.at(-1)?.n ?? after };
    }
    const rows = await unmatchedRows(ledger, kind, after, LIST_ROWS);
    return { lines: rows.map((r) => [String(r.n + 1), r.key, r.problem]), last: rows.at(-1)?.n ?? after };
  }
}

/** A part of the page, or a page of its own where no script asks for it. */
function piece(c: Context<Env>, title: string, content: Child) {
  if (wantsPieces(c)) return c.html(<>{content}</>);
  return c.html(
    <Sheet title={title} back="/#csv" assets={ASSETS}>
      {content}
    </Sheet>,
  );
}

/** As a stream that breaks off where reading fails: a file that is not whole must not look so. */
function download(c: Context<Env>, name: string, text: AsyncGenerator<string>): Response {
  c.header("Content-Type", "text/csv; charset=utf-8");
  c.header("Content-Disposition", `attachment; filename="${name}"`);
  return c.body(ReadableStream.from(text).pipeThrough(new TextEncoderStream()));
}

/** The table comes by the stream, as every change does; the form says what it did. */
function done(c: Context<Env>, said?: string) {
  if (!wantsPieces(c)) return c.redirect("/#csv", 303);
  return c.html(
    <>
      <Partial target="notice-csv" swap="innerHTML"></Partial>
      <Partial target="csv-import-box" swap="innerHTML">
        <CsvImport {...(said ? { said } : {})} />
      </Partial>
    </>,
  );
}
