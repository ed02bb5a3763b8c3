import { grouped } from "../ui/numbers.ts";
import { duration } from "../ui/times.ts";
import type { CellState } from "../../steps/runbook/runbook.ts";
import type { StepId } from "../../steps/runbook/step.ts";

export interface StatusModel {
  practice: string;
  workspace: string;
  /** The practice's, once it is known. */
  zone: string | undefined;
  cells: {
    id: StepId;
    number: number;
    title: string;
    state: CellState;
    remark: string;
    needs: readonly StepId[];
  }[];
  green: number;
  /** What runs now, if anything. */
  running?: {
    id: StepId;
    title: string;
    paused: boolean;
    percent: number | undefined;
    leftMs: number | undefined;
  };
  /** Cells that run one after the other because somebody ordered them together. */
  chain?: { who: string; left: { id: StepId; title: string }[] };
  failed: number;
  /** Where the next thing to look at is. */
  problem?: { id: StepId; title: string; word: string };
  /** Where nothing is the matter: the cell that comes next. */
  next?: { id: StepId; title: string };
  here: string[];
}

/** One line that says how the migration stands, and the way to the next thing to look at. */
export function StatusBar({ status }: { status: StatusModel }) {
  const { cells, green, running, failed, problem, chain } = status;
  const goTo = problem ?? status.next;
  return (
    <div id="status" class="status">
      <ol class="beads" aria-hidden="true">
        {cells.map((cell) => (
          <li class={`bead is-${cell.state}`}>
            <svg viewBox="0 0 100 6" preserveAspectRatio="none" width="100%" height="6">
              <rect class="bead-fill" width={beadFill(status, cell)} height="6" />
            </svg>
          </li>
        ))}
      </ol>
      <p class="visually-hidden" role="status">{spoken(status)}</p>
      <p class="status-line">
        <span>
          <b class="num">{green}</b> of <b class="num">{cells.length}</b> green
        </span>
        {running && (
          <span>
            {running.title.toLowerCase()}
            {running.paused ? " paused" : running.percent === undefined ? " running" : ""}
            {running.percent === undefined ? null : <b class="num">{` ${running.percent} %`}</b>}
          </span>
        )}
        {running?.leftMs !== undefined && (
          <span>
            <b class="num">{duration(running.leftMs)}</b> left
          </span>
        )}
        {chain && (
          <span>
            then {chain.left.map(({ id, title }, i) => (
              <>
                {i > 0 ? ", " : ""}
                <a href={`#cell-${id}`}>{title.toLowerCase()}</a>
              </>
            ))} for {chain.who}
          </span>
        )}
        <span class={failed > 0 ? "is-red" : ""}>
          cells failed: <b class="num">{grouped(failed)}</b>
        </span>
        {goTo && (
          <a class="next" href={`#cell-${goTo.id}`} data-key="n">
            next: {goTo.title.toLowerCase()}
            {problem ? ` ${problem.word}` : ""} <kbd>n</kbd>
          </a>
        )}
      </p>
    </div>
  );
}

function beadFill(status: StatusModel, cell: StatusModel["cells"][number]): number {
  if (cell.state === "never") return 0;
  return status.running?.id === cell.id ? status.running.percent ?? 100 : 100;
}

/**
 * What a screen reader announces: states, and no figure that changes with every batch, or it would never stop talking.
 */
function spoken({ running, problem, green, cells }: StatusModel): string {
  return [
    running ? `${running.title} ${running.paused ? "is paused" : "is running"}.` : "",
    problem && problem.id !== running?.id ? `${problem.title}: ${problem.word}.` : "",
    `${green} of ${cells.length} green.`,
  ].filter((sentence) => sentence !== "").join(" ");
}

/** What the browser's tab says: the state in front, where a narrow tab still shows it. */
export function titleOf({ running, problem, green, cells }: StatusModel): string {
  const state = running
    ? `${running.paused ? "paused" : "▶"} ${
      running.percent === undefined ? "" : `${running.percent} % `
    }${running.title.toLowerCase()}`
    : problem
    ? `${problem.title.toLowerCase()} ${problem.word}`
    : `${green} of ${cells.length} green`;
  return `${state} · Handover`;
}
