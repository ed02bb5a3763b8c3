import type { Child } from "hono/jsx";
import { CellFoot, type RunModel } from "./foot.tsx";
import { Controls, type InputModel } from "./controls.tsx";
import { type LogModel, LogPanel } from "../log/panel.tsx";
import type { ChainModel } from "./chain.tsx";
import { type ChangedModel, WhyStale } from "./why_stale.tsx";
import { type OutcomeModel, OutcomeView } from "./outcome.tsx";
import { type PredictionModel, WhyWould } from "./prediction.tsx";
import { type ProgressModel, ProgressView } from "./progress.tsx";
import { NoticePlace } from "../ui/notice.tsx";
import { PrintLink } from "../ui/link.tsx";
import type { CellState } from "../../steps/runbook/runbook.ts";
import type { StepId } from "../../steps/runbook/step.ts";
import type { ThroughputModel } from "../throughput/chart.tsx";
import { StateIcon } from "../ui/icon.tsx";
import { STATE_WORDS } from "../ui/words.ts";

export interface CellModel {
  id: StepId;
  number: number;
  title: string;
  purpose: string;
  /** For the instants in what steps say. */
  zone: string;
  state: CellState;
  /** Why stale: what changed, where, by whom and when. */
  changed: ChangedModel[];
  /** Cells that come first: not green yet, or stale. */
  first: { id: StepId; title: string; word: string }[];
  /** What would run before it and itself, where it does not stand on green cells alone. */
  chain?: ChainModel;
  /** It waits for its turn in a chain. */
  queued?: { who: string; after: string };
  prediction: PredictionModel;
  inputs: InputModel[];
  /** Another cell is running; this one cannot start. */
  busyWith?: string;
  active?: ProgressModel;
  run?: RunModel;
  /** How fast that run went. */
  throughput?: ThroughputModel;
  /** The newest run was of single rows; `outcome` is of run `of`, the whole run before it. */
  part?: { run: RunModel; of: number };
  outcome?: OutcomeModel;
  /** Address of the figures as a paper. */
  paper?: string;
  history: RunModel[];
  /** What only this cell shows, top to bottom. */
  blocks: BlockModel[];
  mayPress: boolean;
}

/** What only some cells show, ready to stand in one. */
export interface BlockModel {
  view: Child;
  /** It waits for a person, and so stands before the figures of the run that met it. */
  isUrgent?: boolean;
  /** It holds the place for the cell's notices. */
  hasNotices?: boolean;
}

/** One stage of the runbook, top to bottom: what it is, what it would do, how far it is, what it found. */
export function Cell({ cell, log }: { cell: CellModel; log: LogModel | undefined }) {
  return (
    <section class="cell" id={`cell-${cell.id}`} aria-labelledby={`title-${cell.id}`} tabindex={-1}>
      <CellLive cell={cell} />
      <details class="fold" id={`log-fold-${cell.id}`} data-log-of={cell.id}>
        <summary>Log</summary>
        {log ? <LogPanel log={log} /> : null}
      </details>
    </section>
  );
}

/** The part of a cell that the stream redraws. The log stands outside: it is appended to and never morphed. */
export function CellLive({ cell }: { cell: CellModel }) {
  return (
    <div class="cell-live" id={`live-${cell.id}`} data-state={cell.state}>
      <CellHead cell={cell} />
      {cell.blocks.some(({ hasNotices }) => hasNotices) ? null : <NoticePlace name={cell.id} />}
      <Controls cell={cell} />
      <WhyWould prediction={cell.prediction} id={cell.id} />
      <div id={`progress-${cell.id}`}>
        {cell.active ? <ProgressView progress={cell.active} id={cell.id} mayPress={cell.mayPress} /> : null}
      </div>
      {cell.part ? <PartNote part={cell.part.run} of={cell.part.of} /> : null}
      {cell.blocks.filter(({ isUrgent }) => isUrgent).map(({ view }) => view)}
      {cell.outcome
        ? <OutcomeView outcome={cell.outcome} id={cell.id} zone={cell.zone} before={cell.state === "stale"} />
        : null}
      {cell.paper ? <PrintLink href={cell.paper} what="the reconciliation with every reason" /> : null}
      {cell.state === "crashed" && !cell.outcome ? <CutOff /> : null}
      {cell.blocks.filter(({ isUrgent }) => !isUrgent).map(({ view }) => view)}
      <CellFoot cell={cell} />
    </div>
  );
}

/** A run that the end of the program cut short left no verdict. */
function CutOff() {
  return (
    <p class="verdict outcome">
      Handover ended while this ran. What was confirmed is kept; running again continues from there.
    </p>
  );
}

/** Number, title and state; why it is stale; what it is for, in the clinic owner's words. */
function CellHead({ cell }: { cell: CellModel }) {
  return (
    <header class="cell-head">
      <span class={`knot is-${cell.state}`} aria-hidden="true"></span>
      <span class="cell-number" aria-hidden="true">{cell.number}</span>
      <h2 id={`title-${cell.id}`}>{cell.title}</h2>
      <p class={`state is-${cell.state}`}>
        <StateIcon state={cell.state} /> {STATE_WORDS[cell.state]}
      </p>
      <p class="purpose">{cell.purpose}</p>
      <WhyStale cell={cell} />
    </header>
  );
}

/** A run of single rows came after the run whose figures stand below. */
export function PartNote({ part, of }: { part: RunModel; of: number }) {
  return (
    <p class="part-note">
      <a href={`/cells/${part.step}/runs/${part.number}`}>Run {part.number}</a>{" "}
      <span class={`is-${part.state}`}>({STATE_WORDS[part.state]})</span> {part.verdict}{" "}
      <span class="quiet">Below is what run {of}, which went through everything, found.</span>
    </p>
  );
}
