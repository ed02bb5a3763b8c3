import { Press } from "../ui/action.tsx";
import type { CellModel } from "./cell.tsx";
import type { StepId } from "../../steps/runbook/step.ts";

export interface ChainModel {
  /** `maybe`: green now, and run only if a cell before it makes it stale. `gist`: what it would do as things are. */
  cells: { id: StepId; title: string; maybe: boolean; gist?: string }[];
  /** Why not even the first of them can run. */
  blocked?: string;
}

/** The button that runs a cell after those it builds on; it names every one of them. */
export function ChainButton({ chain, primary }: { chain: ChainModel; primary: boolean }) {
  return (
    <button
      type="submit"
      class={`button chain ${primary ? "primary" : ""}`}
      name="cells"
      value={chain.cells.map(({ id }) => id).join(",")}
      disabled={chain.blocked !== undefined}
    >
      Run {chain.cells.slice(0, -1).map(({ title }) => title.toLowerCase()).join(", ")} and this one
    </button>
  );
}

/** What a chain may leave out, where it stops, and what its first cells would do as things are. */
export function ChainNote({ chain: { cells, blocked } }: { chain: ChainModel }) {
  if (blocked) return null;
  const maybe = cells.filter((cell) => cell.maybe).map(({ title }) => title.toLowerCase());
  const gists = cells.slice(0, -1).flatMap(({ title, gist }) =>
    gist ? [`${title.toLowerCase()} would ${gist}`] : []
  );
  return (
    <p class="quiet">
      Together they stop at the first that is not green.
      {maybe.length > 0 ? ` Only if it is stale by then: ${maybe.join(", ")}.` : ""}
      {gists.length > 0 ? ` As things are, ${gists.join(", ")}.` : ""}
    </p>
  );
}

/** Instead of the buttons, while the cell waits for its turn. */
export function Queued({ cell, queued }: { cell: CellModel; queued: NonNullable<CellModel["queued"]> }) {
  return (
    <div class="buttons">
      <p class="quiet">
        Runs after {queued.after.toLowerCase()} if that is green, ordered by {queued.who}
      </p>
      {cell.mayPress && <Press path="/chain/cancel" name="cancel-chain">Cancel what has not begun</Press>}
    </div>
  );
}
