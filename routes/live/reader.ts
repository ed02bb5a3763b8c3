import { delay } from "@std/async/delay";
import { eventsAfter, lastSeq } from "../../db/events.ts";
import type { EventTable } from "../../db/tables.ts";
import type { Deps } from "../deps.ts";
import { readRunbook, statusModel } from "../page/model.ts";
import { progressModel } from "../cell/model.ts";
import { cellPiece, freshLogs, LineSorter, type Piece, progressPiece, statusPieces } from "./pieces.tsx";
import type { Session } from "../http/session.ts";

export interface Message {
  /** Last event that the page has once it has this message. */
  id?: number;
  /** Absent: nothing happened, say that the line is alive. */
  data?: string;
}

const PAGE_EVENTS = 200;
/** Further behind than this, a page gets the newest lines of each log instead of every line in between. */
const MAX_REPLAY = 5_000;
const HEARTBEAT_MS = 15_000;
/** Lines are collected for so long, or a fast run would keep a browser drawing all the time. */
const EVENTS_MS = 100;
/** Progress without events comes at most four times a second. */
const PROGRESS_MS = 250;

/** Reads the ledger on behalf of one open page: what is new since `seq`, and what the page shows of it. */
export class Reader {
  /** What the page was last sent for each piece: an unchanged one is not sent again. */
  #sent = new Map<string, string>();
  #lines: LineSorter;
  #shape = -1;
  #progress = -1;
  // Real time: a world's clock that is put back must not delay lines.
  #progressAt = -Infinity;
  #eventsAt = -Infinity;

  constructor(readonly deps: Deps, readonly session: Session, public seq: number) {
    this.#lines = new LineSorter(deps.console);
  }

  async *messages(signal: AbortSignal): AsyncGenerator<Message> {
    const { feed, console } = this.deps;
    let beat = performance.now();
    while (!signal.aborted) {
      const { shape, progress, bell } = feed;
      const since = bell.rung;
      const events = await eventsAfter(console.ledger, this.seq, PAGE_EVENTS);
      // A browser that reads more slowly than a run writes must not fall behind without end.
      if (events.length === PAGE_EVENTS && await this.#tooFarBehind()) {
        yield await this.#jump();
        continue;
      }
      const last = events.at(-1);
      const early = this.#eventsAt + EVENTS_MS - performance.now();
      if (last && events.length < PAGE_EVENTS && early > 0) {
        await delay(early, { signal }).catch(() => {});
        continue;
      }
      const due = this.#progressAt + PROGRESS_MS - performance.now();
      if (last) {
        this.#eventsAt = performance.now();
        yield { id: last.seq, data: await this.#eventPieces(events, shape, progress, due) };
        this.seq = last.seq;
      } else if (shape !== this.#shape) {
        this.#shape = shape;
        const data = text(this.#unsent(await this.#runbook()));
        if (data) yield { data };
      } else if (progress !== this.#progress && due <= 0) {
        const data = await this.#progressNow(progress);
        if (data) yield { data };
      } else {
        const wait = progress !== this.#progress ? due : HEARTBEAT_MS;
        await bell.wait(since, wait, signal);
        if (performance.now() - beat >= HEARTBEAT_MS) {
          beat = performance.now();
          yield {};
        }
      }
    }
  }

  /**
   * Lines for their logs; and the whole runbook when an event says that more than a log has changed, or else the progress,
   * which would otherwise never be sent while lines come without a pause.
   */
  async #eventPieces(events: EventTable[], shape: number, progress: number, due: number): Promise<string> {
    const lines = text(await this.#lines.pieces(events));
    if (shape !== this.#shape || events.some(changesCells)) {
      this.#shape = shape;
      return lines + text(this.#unsent(await this.#runbook()));
    }
    return lines + (progress !== this.#progress && due <= 0 ? await this.#progressNow(progress) : "");
  }

  async #progressNow(progress: number): Promise<string> {
    this.#progress = progress;
    this.#progressAt = performance.now();
    return text(this.#unsent(await this.#progressPieces()));
  }

  async #runbook(): Promise<Piece[]> {
    const runbook = await readRunbook(this.deps, this.session);
    return [...statusPieces(runbook.status), ...runbook.cells.map(cellPiece)];
  }

  async #progressPieces(): Promise<Piece[]> {
    const { console } = this.deps;
    const status = statusPieces(statusModel(this.deps, await console.statuses()));
    const { active } = console.runner;
    const step = active && console.steps.find((s) => s.id === active.run.step);
    const progress = step && progressModel(this.deps, step);
    if (!step || !progress) return status;
    return [...status, progressPiece(step.id, progress, this.session.role === "operator")];
  }

  async #tooFarBehind(): Promise<boolean> {
    return await lastSeq(this.deps.console.ledger) - this.seq > MAX_REPLAY;
  }

  async #jump(): Promise<Message> {
    const { console } = this.deps;
    this.seq = await lastSeq(console.ledger);
    // What was skipped may have changed more than the logs.
    this.#shape = -1;
    return { id: this.seq, data: text(await freshLogs(console, this.seq)) };
  }

  #unsent(pieces: Piece[]): Piece[] {
    return pieces.filter(({ target, html }) => {
      if (this.#sent.get(target) === html) return false;
      this.#sent.set(target, html);
      return true;
    });
  }
}

const text = (pieces: Piece[]): string => pieces.map((p) => p.html).join("");

/** Runs starting, ending, pausing; and whatever a person decides outside a run. */
const changesCells = ({ run_id, kind }: EventTable): boolean =>
  run_id === null || ["started", "ended", "paused", "running", "crashed"].includes(kind);
