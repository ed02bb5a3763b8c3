import type { Child } from "hono/jsx";
import { CellLive, type CellModel } from "../../views/cell/cell.tsx";
import { CellNav } from "../../views/page/cell_nav.tsx";
import { Here } from "../../views/page/masthead.tsx";
import { Partial } from "../../views/ui/partial.tsx";
import { type ProgressModel, ProgressView } from "../../views/cell/progress.tsx";
import { StatusBar, type StatusModel, titleOf } from "../../views/page/status_bar.tsx";
import { ZoneNote } from "../../views/page/layout.tsx";
import { findRun } from "../../db/runs.ts";
import type { EventTable } from "../../db/tables.ts";
import type { Console } from "../../steps/console/console.ts";
import { LogLine } from "../../views/log/line.tsx";
import { LogBody } from "../../views/log/panel.tsx";
import { allLogs, lineModel } from "../log/model.ts";
import { zoneOf } from "../http/moment.ts";

/** A piece of the page by the id of what it replaces. */
export interface Piece {
  target: string;
  html: string;
}

/** What the top of the page and the sidebar show. */
export function statusPieces(status: StatusModel): Piece[] {
  return [
    { target: "title", html: html(<title>{titleOf(status)}</title>) },
    piece("status", <StatusBar status={status} />),
    piece("cell-nav", <CellNav status={status} />),
    piece("here", <Here here={status.here} />),
    piece("zone", <ZoneNote zone={status.zone} />),
  ];
}

export const cellPiece = (cell: CellModel): Piece => piece(`live-${cell.id}`, <CellLive cell={cell} />);

export function progressPiece(id: string, progress: ProgressModel, mayPress: boolean): Piece {
  return piece(
    `progress-${id}`,
    <div id={`progress-${id}`}>
      <ProgressView progress={progress} id={id} mayPress={mayPress} />
    </div>,
  );
}

function piece(target: string, content: Child): Piece {
  return { target, html: html(<Partial target={target} swap="outerMorph">{content}</Partial>) };
}

/** Our components are synchronous, so that their text is there at once. */
export const html = (node: Child): string => String(node);

/** Puts events into the logs they belong to: a run's into its cell's, all others into the journal. */
export class LineSorter {
  #steps = new Map<number, string>();

  constructor(readonly console: Console) {}

  async pieces(events: readonly EventTable[]): Promise<Piece[]> {
    const pieces: Piece[] = [];
    let name = "";
    let waiting: EventTable[] = [];
    const flush = () => {
      if (waiting.length > 0) pieces.push(appended(name, waiting, zoneOf(this.console)));
      waiting = [];
    };
    for (const event of events) {
      const next = await this.#nameOf(event);
      if (next !== name || event.kind === "started") flush();
      name = next;
      if (event.kind === "started") pieces.push(...emptied(name));
      waiting.push(event);
    }
    flush();
    return pieces;
  }

  async #nameOf({ run_id }: EventTable): Promise<string> {
    if (run_id === null) return "journal";
    const known = this.#steps.get(run_id) ?? (await findRun(this.console.ledger, run_id))?.step ?? "journal";
    this.#steps.set(run_id, known);
    return known;
  }
}

function appended(name: string, events: readonly EventTable[], zone: string): Piece {
  const lines = events.map((event) => <LogLine line={lineModel(event, zone)} />);
  return { target: "", html: html(<Partial target={`log-lines-${name}`} swap="beforeend">{lines}</Partial>) };
}

/** A cell's log is that of its newest run: a new run begins with an empty one. */
function emptied(name: string): Piece[] {
  return [`log-lines-${name}`, `log-older-${name}`].map((target) => ({
    target: "",
    html: html(<Partial target={target} swap="innerHTML"></Partial>),
  }));
}

/** Every log as of `seq`, for a page that is too far behind to get it line by line. */
export async function freshLogs(console: Console, seq: number): Promise<Piece[]> {
  const logs = [...(await allLogs(console, seq)).values()];
  return logs.map((log) => ({
    target: "",
    html: html(
      <Partial target={`log-body-${log.name}`} swap="outerHTML">
        <LogBody log={log} />
      </Partial>,
    ),
  }));
}
