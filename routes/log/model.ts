import { factsIn } from "../../db/stored.ts";
import { z } from "zod";
import { findEvents, lastSeq, loggedObjects, runEvents } from "../../db/events.ts";
import { latestRuns } from "../../db/runs.ts";
import type { Console } from "../../steps/console/console.ts";
import type { EventTable, Level } from "../../db/tables.ts";
import type { LogFilter, LogModel } from "../../views/log/panel.tsx";
import type { LinePageModel, LogLineModel } from "../../views/log/line.tsx";
import { zoneOf } from "../http/moment.ts";

/** Lines a panel holds at first and for each press of "older". */
const PAGE_LINES = 200;

const LEVELS: Record<LogFilter["level"], Level[] | undefined> = {
  all: undefined,
  warnings: ["warning", "error"],
  errors: ["error"],
};

/** What an address of a log may ask; anything else means everything. */
export const LogQuery = z.object({
  level: z.enum(["all", "warnings", "errors"]).catch("all"),
  object: z.string().max(100).catch(""),
  text: z.string().max(200).catch(""),
  before: z.coerce.number().int().positive().optional().catch(undefined),
});
export type LogQuery = z.infer<typeof LogQuery>;

const NO_FILTER: LogQuery = { level: "all", object: "", text: "" };

/** One page of a log, oldest line first. `run` null: the journal, what happened outside a run. */
export async function logModel(
  console: Pick<Console, "ledger" | "settings">,
  name: string,
  run: number | null | undefined,
  query: LogQuery,
): Promise<LogModel> {
  const filter = { level: query.level, object: query.object, text: query.text };
  // Read before the lines: a line that is written in between comes by the stream.
  const seq = await lastSeq(console.ledger);
  if (run === undefined) return { name, lines: [], filter, objects: [], seq };
  const levels = LEVELS[query.level];
  const events = await findEvents(console.ledger, {
    run,
    limit: PAGE_LINES,
    levels,
    object: query.object || undefined,
    text: query.text || undefined,
    before: query.before || undefined,
  });
  const first = events[0]?.seq;
  const full = events.length === PAGE_LINES && first !== undefined;
  return {
    name,
    lines: events.map((event) => lineModel(event, zoneOf(console))),
    filter,
    objects: await loggedObjects(console.ledger, run),
    seq,
    older: full ? olderAddress(name, filter, first) : undefined,
  };
}

/** Every log as of `seq`, by name: later lines come by the stream, so that each comes once. */
export async function allLogs(console: Console, seq: number): Promise<Map<string, LogModel>> {
  const latest = await latestRuns(console.ledger);
  const query = { ...NO_FILTER, before: seq + 1 };
  const logs = new Map([["journal", await logModel(console, "journal", null, query)]]);
  for (const { id } of console.steps) logs.set(id, await logModel(console, id, latest.get(id)?.id, query));
  return logs;
}

/** @param zone by whose clocks its time is shown */
export function lineModel(event: EventTable, zone: string): LogLineModel {
  const fields = factsIn(event);
  return {
    seq: event.seq,
    at: { at: event.at, zone },
    level: event.level,
    kind: event.kind,
    object: event.object || undefined,
    message: event.message,
    fields: Object.entries(fields).map(([k, v]) => [k, String(v)]),
  };
}

function olderAddress(name: string, filter: LogFilter, before: number): string {
  const at = name === "journal" ? "/journal/log" : `/cells/${name}/log`;
  return `${at}?${new URLSearchParams({ ...filter, before: String(before) })}`;
}

const ADDRESS_LINES = 500;

/** The page that an address asks for: lines before this number; anything else means the newest. */
const Before = z.coerce.number().int().positive().optional().catch(undefined);

/**
 * A page of a log that has an address, and the addresses of those before and after it.
 *
 * @param run null: the journal
 * @param path where the log is; `asked` is the `before` of its query
 */
export async function linePage(
  console: Pick<Console, "ledger" | "settings">,
  run: number | null,
  path: string,
  asked: string | undefined,
): Promise<LinePageModel> {
  const { ledger } = console;
  const before = Before.parse(asked);
  const events = await findEvents(ledger, { run, limit: ADDRESS_LINES, before });
  const first = events[0]?.seq;
  const newer = before === undefined ? undefined : await newerAddress();
  return {
    lines: events.map((event) => lineModel(event, zoneOf(console))),
    older: first && events.length === ADDRESS_LINES ? `${path}?before=${first}` : undefined,
    newer,
  };

  /** The page that follows; where less than a page is left, the newest, which has all of it. */
  async function newerAddress(): Promise<string | undefined> {
    const next = await runEvents(ledger, run, (before ?? 1) - 1, ADDRESS_LINES + 1);
    const end = next[ADDRESS_LINES];
    if (next.length === 0) return undefined;
    return end ? `${path}?before=${end.seq}` : path;
  }
}
