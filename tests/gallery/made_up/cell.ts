import type { CellModel } from "../../../views/cell/cell.tsx";
import type { RunModel } from "../../../views/cell/foot.tsx";
import { AT, ZONE } from "./words.ts";

/** A full run that nobody has run, to be changed into every other cell. */
export function cell(other: Partial<CellModel> = {}): CellModel {
  return {
    id: "full-run",
    number: 6,
    title: "Full run",
    purpose: "Moves everything, reads all of it back, and accounts for every source row.",
    zone: ZONE,
    state: "never",
    changed: [],
    first: [],
    prediction: { sentence: "Would create 13,914 records in 70 requests, about 41 s." },
    inputs: [],
    history: [],
    blocks: [],
    mayPress: true,
    ...other,
  };
}

export function run(other: Partial<RunModel> = {}): RunModel {
  return {
    step: "full-run",
    title: "Full run",
    number: 4,
    state: "green",
    who: "Ana",
    startedAt: AT,
    tookMs: 41_300,
    verdict: "14,357 of 14,357 records are in the workspace and equal.",
    ...other,
  };
}

/** As an outcome's verdict, for a cell that ended. */
export const ended = (state: RunModel["state"], verdict: string): Pick<CellModel, "run" | "state"> => ({
  state: state === "running" ? "running" : state,
  run: run({ state, verdict }),
});
