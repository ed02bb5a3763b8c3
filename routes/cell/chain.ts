import { type CellStatus, chainTo } from "../../steps/runbook/runbook.ts";
import type { StepId } from "../../steps/runbook/step.ts";
import type { CellModel } from "../../views/cell/cell.tsx";
import type { StatusModel } from "../../views/page/status_bar.tsx";
import type { Deps } from "../deps.ts";
import type { Predicted } from "./predictions.ts";

interface Parts {
  status: CellStatus;
  /** Of all cells. */
  statuses: readonly CellStatus[];
  predictions: ReadonlyMap<StepId, Predicted>;
}

/** The chain that a cell offers, and its place in the one that is under way. */
export function chainModel(
  { console }: Deps,
  { status, statuses, predictions }: Parts,
): Pick<CellModel, "chain" | "queued"> {
  const title = (id: StepId | undefined) => statuses.find((s) => s.step === id)?.title ?? "";
  const { current } = console.chain;
  const place = current?.cells.indexOf(status.step) ?? -1;
  if (current && place > current.at) {
    return { queued: { who: current.who, after: title(current.cells[place - 1]) } };
  }
  const cells = chainTo(console.steps, statuses, status.step);
  const [first] = cells;
  if (!first || cells.length === 1) return {};
  const blocked = predictions.get(first.step)?.blocked;
  return {
    chain: {
      cells: cells.map(({ step, maybe }) => {
        const gist = predictions.get(step)?.gist;
        return { id: step, title: title(step), maybe, gist };
      }),
      blocked,
    },
  };
}

/** The cells of the running chain that have not begun, for everybody to see. */
export function chainLeft(
  { console }: Pick<Deps, "console">,
  statuses: readonly CellStatus[],
): StatusModel["chain"] {
  const { current } = console.chain;
  const left = current?.cells.slice(current.at + 1) ?? [];
  if (!current || left.length === 0) return undefined;
  return {
    who: current.who,
    left: statuses.filter((s) => left.includes(s.step)).map(({ step, title }) => ({ id: step, title })),
  };
}
