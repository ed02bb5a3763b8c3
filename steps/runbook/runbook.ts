import { versionsIn } from "../../db/stored.ts";
import type { Run } from "../../db/runs.ts";
import type { InputName, Step, StepId } from "./step.ts";
import type { Versions } from "./versions.ts";

/**
 * The runbook as a pure function of runs and versions: what each cell is, and why.
 */
export type CellState =
  | "never"
  | "running"
  | "paused"
  | "green"
  | "red"
  | "waiting"
  | "stale"
  | "cancelled"
  | "crashed";

export interface CellStatus {
  step: StepId;
  title: string;
  state: CellState;
  /** Inputs that changed since the run that `state` speaks of. Filled only when stale. */
  changed: InputName[];
  /** Steps that have to be green first and are not. */
  missing: StepId[];
  run?: Run;
}

export function cellStatuses(
  steps: readonly Step[],
  latest: ReadonlyMap<string, Run>,
  versions: Versions,
): CellStatus[] {
  const done = new Map<StepId, CellStatus>();
  for (const step of steps) {
    const run = latest.get(step.id);
    const changed = run ? changedInputs(step, run, versions) : [];
    done.set(step.id, {
      step: step.id,
      title: step.title,
      state: run ? stateOf(run, changed) : "never",
      changed,
      missing: step.needs.filter((id) => !isDone(done.get(id))),
      ...(run ? { run } : {}),
    });
  }
  return [...done.values()];
}

/** A cell of a chain. `maybe`: it is green, and runs only if a cell before it makes it stale. */
export interface ChainCell {
  step: StepId;
  maybe: boolean;
}

/**
 * What has to run before a cell so that it stands on nothing old, in order, and the cell itself at the end. A green cell
 * is among them where one that runs before it makes what it reads.
 */
export function chainTo(
  steps: readonly Step[],
  statuses: readonly CellStatus[],
  id: StepId,
): ChainCell[] {
  const under = ancestors(steps, id);
  const chain: (ChainCell & { makes: InputName[] })[] = [];
  for (const step of steps.filter((s) => under.has(s.id))) {
    const isGreen = statuses.find((s) => s.step === step.id)?.state === "green";
    if (isGreen && !chain.some(({ makes }) => step.reads.some((name) => makes.includes(name)))) continue;
    const own = step.id as string;
    chain.push({
      step: step.id,
      maybe: isGreen,
      makes: [...step.writes, ...OUTCOMES.filter((name) => name === own)],
    });
  }
  return [...chain.map(({ step, maybe }) => ({ step, maybe })), { step: id, maybe: false }];
}

/** Inputs that are the outcome of the step of the same name. */
const OUTCOMES: readonly InputName[] = ["audit", "schema", "extract"];

function ancestors(steps: readonly Step[], id: StepId): Set<StepId> {
  const found = new Set<StepId>();
  const visit = (of: StepId) => {
    for (const need of steps.find((s) => s.id === of)?.needs ?? []) {
      if (found.has(need)) continue;
      found.add(need);
      visit(need);
    }
  };
  visit(id);
  return found;
}

/** Which inputs of the step have another version than its run read. */
export function changedInputs(step: Pick<Step, "reads">, run: Run, versions: Versions): InputName[] {
  const read = versionsIn(run);
  return step.reads.filter((name) => read[name] !== versions[name]);
}

function stateOf(run: Run, changed: InputName[]): CellState {
  const ended = run.state === "green" || run.state === "waiting";
  return ended && changed.length > 0 ? "stale" : run.state;
}

/** A step that ended green; `waiting` counts too, because the step that needs the person's word asks for it itself. */
function isDone(cell: CellStatus | undefined): boolean {
  return cell?.state === "green" || cell?.state === "waiting" || cell?.state === "stale";
}
