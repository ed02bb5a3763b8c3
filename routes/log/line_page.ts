import { z } from "zod";
import { findEvents, runEvents } from "../../db/events.ts";
import type { Console } from "../../steps/console/console.ts";
import type { LinePageModel } from "../../views/log/line.tsx";
import { lineModel } from "./model.ts";
import { zoneOf } from "../http/moment.ts";

const PAGE_LINES = 500;

/** What an address says of the page that is wanted: lines before this number; anything else means the newest. */
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
  const events = await findEvents(ledger, { run, limit: PAGE_LINES, ...(before ? { before } : {}) });
  const first = events[0]?.seq;
  const newer = before === undefined ? undefined : await newerAddress();
  return {
    lines: events.map((event) => lineModel(event, zoneOf(console))),
    ...(first && events.length === PAGE_LINES ? { older: `${path}?before=${first}` } : {}),
    ...(newer ? { newer } : {}),
  };

  /** The page that goes on here; where less than a page is left, the newest, which has it all. */
  async function newerAddress(): Promise<string | undefined> {
    const next = await runEvents(ledger, run, (before ?? 1) - 1, PAGE_LINES + 1);
    const end = next[PAGE_LINES];
    if (next.length === 0) return undefined;
    return end ? `${path}?before=${end.seq}` : path;
  }
}
