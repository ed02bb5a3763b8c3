import { findRun } from "../../db/runs.ts";
import type { EventTable } from "../../db/tables.ts";
import type { Console } from "../../steps/console/console.ts";
import { LogLine } from "../../views/log/line.tsx";
import { LogBody } from "../../views/log/panel.tsx";
import { Partial } from "../../views/ui/partial.tsx";
import { allLogs, lineModel } from "../log/model.ts";
import { zoneOf } from "../http/moment.ts";
import { html, type Piece } from "./pieces.tsx";

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

/** Every log as it stands at `seq`, for a page that is too far behind to be told line by line. */
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
