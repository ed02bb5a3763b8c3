import type { CellStatus } from "../../steps/runbook/runbook.ts";
import type { InputName, StepId } from "../../steps/runbook/step.ts";
import { type Cause, causesOf } from "../../steps/runbook/causes.ts";
import type { CauseModel, ChangedModel } from "../../views/cell/why_stale.tsx";
import type { Moment } from "../../views/ui/times.ts";
import type { Deps } from "../deps.ts";
import { momentsIn } from "../http/moment.ts";

/** Causes listed for one input; the rest are counted. */
const MOST_CAUSES = 3;

/** Each input that has changed since the cell's run read it, where it is kept, and who changed it. */
export async function changedModel(
  { console }: Deps,
  { step, run, changed }: CellStatus,
): Promise<ChangedModel[]> {
  if (!run || changed.length === 0) return [];
  const moment = momentsIn(console);
  const causes = await causesOf(console.ledger, run, changed);
  const titles = new Map(console.steps.map(({ id, title }) => [id, title]));
  return changed.map((input) => {
    const its = causes.filter((cause) => cause.input === input);
    const href = PLACES[input] ??
      maker(console.steps.find((s) => s.id !== step && s.writes.some((name) => name === input))?.id ?? input);
    return {
      text: INPUT_WORDS[input] ?? input,
      href,
      causes: its.slice(0, MOST_CAUSES).map((cause) => causeModel(cause, href, titles, moment)),
      more: Math.max(0, its.length - MOST_CAUSES),
    };
  });

  function maker(id: string): string | undefined {
    return titles.has(id as StepId) ? `#cell-${id}` : undefined;
  }
}

function causeModel(
  cause: Cause,
  place: string | undefined,
  titles: ReadonlyMap<StepId, string>,
  moment: (at: string) => Moment,
): CauseModel {
  if (cause.kind === "run") {
    const { step, number, who, at } = cause;
    return {
      text: `${(titles.get(step) ?? step).toLowerCase()} run ${number} by ${who}`,
      at: moment(at),
      href: `/cells/${step}/runs/${number}`,
    };
  }
  const href = cause.mapChange === undefined ? place : `#map-change-${cause.mapChange}`;
  return { text: cause.text, at: moment(cause.at), href, line: `#e${cause.seq}` };
}

/** Inputs whose name is not what the page calls them. */
const INPUT_WORDS: Partial<Record<InputName, string>> = {
  "optional objects": "which optional objects are ticked",
};

/** Where a person changes an input, unless it is a cell that makes it. */
const PLACES: Partial<Record<InputName, string>> = {
  settings: "#settings",
  companies: "#companies",
  "optional objects": "#optional-objects",
  "field map": "#maps",
  "value map": "#maps",
  "member map": "#members",
  "sign-off": "#cell-sample",
  "CSV exports": "#csv",
};
