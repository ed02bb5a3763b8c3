import { notedFingerprint } from "./stored_run.ts";
import { factsIn, versionsIn } from "../../db/stored.ts";
import { decisionsSince, mapsTouched, startOf } from "../../db/events.ts";
import { z } from "zod";
import type { Ledger } from "../../db/ledger.ts";
import { type Run, runsOf } from "../../db/runs.ts";
import type { EventTable } from "../../db/tables.ts";
import { inputOfSetting } from "./versions.ts";
import type { InputName, StepId } from "./step.ts";

/** What made an input another one: a decision of a person, or a run of the cell that makes it. */
export type Cause =
  | { kind: "decision"; input: InputName; text: string; at: string; seq: number; mapChange?: number }
  | { kind: "run"; input: InputName; step: StepId; number: number; who: string; at: string };

/** Decisions that are looked through for one cell; the journal has all. */
const MOST_DECISIONS = 200;

/**
 * Who changed these inputs after the run began, when and how, newest first. An input that nobody is on record for is
 * left out.
 */
export async function causesOf(
  ledger: Ledger,
  run: Run,
  inputs: readonly InputName[],
): Promise<Cause[]> {
  if (inputs.length === 0) return [];
  const read = versionsIn(run);
  const kinds = [...new Set(inputs.flatMap((input) => DECIDED_BY[input] ?? []))];
  const makers = [...new Set(inputs.flatMap((input) => MADE_BY[input] ?? []))];
  const [events, runs] = await Promise.all([
    startOf(ledger, run.id).then((seq) => decisionsSince(ledger, seq, kinds, MOST_DECISIONS)),
    Promise.all(makers.map((step) => runsOf(ledger, step))),
  ]);
  const touched = await mapsTouched(ledger, events.flatMap((event) => mapChangeOf(event) ?? []));
  const later = runs.flat().filter((r) => r.id > run.id && r.step !== run.step && r.ended_at);
  return inputs.flatMap((input): Cause[] => [
    ...events.flatMap((event) => decision(input, event, touched)),
    ...later.filter((r) => MADE_BY[input]?.some((step) => step === r.step) && brought(input, r, read))
      .flatMap((r) => made(input, r)),
  ]).sort((a, b) => b.at < a.at ? -1 : b.at > a.at ? 1 : 0);
}

/** Kinds of the events that record people's decisions about an input. */
const DECIDED_BY: Partial<Record<InputName, string[]>> = {
  settings: ["settings"],
  companies: ["companies", "settings"],
  "optional objects": ["settings"],
  "field map": ["map"],
  "value map": ["map"],
  "member map": ["assigned"],
  "sign-off": ["signed"],
  "CSV exports": ["csv"],
};

/** Cells whose runs make an input, or may change it. */
const MADE_BY: Partial<Record<InputName, StepId[]>> = {
  audit: ["audit"],
  schema: ["schema"],
  extract: ["extract"],
  rollback: ["rollback"],
  "field map": ["schema"],
  "value map": ["schema"],
  "member map": ["members"],
};

function decision(
  input: InputName,
  event: EventTable,
  touched: ReadonlyMap<number, { fields: boolean; values: boolean }>,
): Cause[] {
  if (!DECIDED_BY[input]?.includes(event.kind)) return [];
  const cause = { kind: "decision" as const, input, text: event.message, at: event.at, seq: event.seq };
  if (event.kind === "settings") return isAbout(event, input) ? [cause] : [];
  const mapChange = mapChangeOf(event);
  if (mapChange === undefined) return [cause];
  const maps = touched.get(mapChange);
  return maps && !(input === "field map" ? maps.fields : maps.values) ? [] : [{ ...cause, mapChange }];
}

const Change = z.object({ change: z.number().optional() });
const Changed = z.object({ changed: z.string().optional() });

/** The decision that an event tells of; an earlier program did not say. */
function mapChangeOf({ kind, fields }: EventTable): number | undefined {
  return kind === "map" ? Change.parse(factsIn({ fields })).change : undefined;
}

/** An event of an earlier program does not say which settings it changed: then it may have been any. */
function isAbout(event: EventTable, input: InputName): boolean {
  const { changed } = Changed.parse(factsIn(event));
  return changed === undefined || changed.split(", ").some((name) => inputOfSetting(name) === input);
}

/** A run that left the input as the stale cell had read it is no cause, nor is a plan that was only shown. */
function brought(input: InputName, later: Run, read: Record<string, string>): boolean {
  const version = input === later.step ? notedFingerprint(later) : versionsIn(later)[input];
  return version !== undefined && version !== read[input];
}

const made = (input: InputName, { step, number, who, ended_at }: Run): Cause[] =>
  ended_at ? [{ kind: "run", input, step: step as StepId, number, who, at: ended_at }] : [];
