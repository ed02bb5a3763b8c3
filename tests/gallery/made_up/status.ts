import type { StatusModel } from "../../../views/page/status_bar.tsx";
import { ZONE } from "./words.ts";

type Cell = StatusModel["cells"][number];
type State = Cell["state"];

const CELLS: Pick<Cell, "id" | "title" | "needs">[] = [
  { id: "audit", title: "Audit", needs: [] },
  { id: "schema", title: "Schema", needs: ["audit"] },
  { id: "members", title: "Members", needs: ["audit"] },
  { id: "extract", title: "Extract", needs: ["audit"] },
  { id: "sample", title: "Sample", needs: ["schema", "members", "extract"] },
  { id: "full-run", title: "Full run", needs: ["sample"] },
  { id: "delta", title: "Delta", needs: ["full-run"] },
  { id: "rollback", title: "Rollback", needs: [] },
];

/** The runbook with the first cells in these states and the others not run. */
export function status(states: State[], other: Partial<StatusModel> = {}): StatusModel {
  const cells = CELLS.map((one, i): Cell => ({
    ...one,
    number: i + 1,
    state: states[i] ?? "never",
    remark: "",
  }));
  return {
    practice: "Riverside Chiropractic",
    workspace: "riverside.twenty.example",
    zone: ZONE,
    cells,
    green: cells.filter(({ state }) => state === "green").length,
    failed: cells.filter(({ state }) => state === "red" || state === "crashed").length,
    here: ["Ana"],
    ...other,
  };
}

/** The first `n` cells are green. */
export const green = (n: number): State[] => Array.from({ length: n }, () => "green");

export const RUNNING = status([...green(5), "running"], {
  running: { id: "full-run", title: "Full run", paused: false, percent: 62, leftMs: 72_000 },
  here: ["Ana", "Ben"],
});

export const CHAIN = status(["green", "running", "green", "stale"], {
  running: { id: "schema", title: "Schema", paused: false, percent: undefined, leftMs: undefined },
  chain: {
    who: "Ana",
    left: [{ id: "members", title: "Members" }, { id: "extract", title: "Extract" }, {
      id: "sample",
      title: "Sample",
    }],
  },
  problem: { id: "extract", title: "Extract", word: "stale" },
});

export const PAUSED = status([...green(5), "paused"], {
  running: { id: "full-run", title: "Full run", paused: true, percent: 62, leftMs: undefined },
  problem: { id: "full-run", title: "Full run", word: "paused" },
});

export const FAILED = status(["green", "green", "stale", "green", "waiting", "red", "crashed", "cancelled"], {
  problem: { id: "full-run", title: "Full run", word: "failed" },
});
