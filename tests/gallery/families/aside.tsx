import { CellNav } from "../../../views/page/cell_nav.tsx";
import type { StatusModel } from "../../../views/page/status_bar.tsx";
import type { Example, Family } from "../example.ts";
import { CHAIN, FAILED, green, RUNNING, status } from "../made_up/status.ts";

const nav = (state: string, model: StatusModel): Example => ({
  component: "CellNav and CellGraph",
  state,
  view: <CellNav status={model} />,
  unfolded: true,
});

export const aside: Family = {
  name: "aside",
  about: "The list of the cells and what builds on what; a broken line stands on something old.",
  place: "aside",
  examples: [
    nav("empty: nothing has run", status([])),
    nav("running", {
      ...RUNNING,
      cells: RUNNING.cells.map((cell) => cell.state === "running" ? { ...cell, remark: "62 %" } : cell),
    }),
    nav("a chain over a stale cell", CHAIN),
    nav("problems in every colour", FAILED),
    nav("all green", status(green(8))),
    { ...nav("folded", RUNNING), unfolded: undefined },
  ],
};
