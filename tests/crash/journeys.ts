import type { Practice, Row } from "../../fixtures/practice/practice.ts";
import { decideConflicts } from "../../steps/load/conflicts.ts";
import type { Consent } from "../../steps/runbook/kit.ts";
import type { Settings } from "../../steps/base/settings.ts";
import type { StepId } from "../../steps/runbook/step.ts";
import { makeField } from "../e2e/review/data_model.ts";
import { green, last, must } from "../e2e/review/ground.ts";
import { readWorkspace } from "../e2e/reader/workspace.ts";
import { type Stage, TO_FULL_RUN } from "../support/stage.ts";
import { TAKEN } from "./tiny_practice.ts";

/** A part of a migration that is cut off, and what is done then. */
export interface Journey {
  name: string;
  /** What has happened before it. */
  prepare(stage: Stage): Promise<void>;
  steps: readonly StepId[];
  /** What a person says to the steps, from what the workspace holds now. */
  consent(stage: Stage): Promise<Partial<Consent>>;
  /** It is not run to its end, but taken back. */
  givenUp?: true;
}

const nothing = (): Promise<Partial<Consent>> => Promise.resolve({});

/** A workspace that has a field of our name with an option of its own, and a person with a patient's address. */
async function settle(stage: Stage): Promise<void> {
  await makeField(stage, "person", {
    type: "SELECT",
    name: "sex",
    label: "Sex",
    options: [{ value: "DIVERSE", label: "Diverse", color: "red", position: 0 }],
  });
  await stage.simulators.person("POST", "people", {
    name: { firstName: "Own" },
    sex: "DIVERSE",
    emails: { primaryEmail: TAKEN },
  });
}

export const WHOLE: Journey = {
  name: "a whole run",
  prepare: settle,
  steps: TO_FULL_RUN,
  consent: nothing,
};

/** With the optional objects ticked: three objects and twenty fields more. */
async function tickEverything(stage: Stage): Promise<void> {
  await settle(stage);
  const optionalObjects: Settings["optionalObjects"] = ["patient_logs", "invoices", "payments"];
  const { ledger } = await stage.console({ settings: { optionalObjects } });
  await ledger.close();
}

export const OPTIONAL: Journey = {
  ...WHOLE,
  name: "a whole run with every optional object",
  prepare: tickEverything,
};

export const GIVEN_UP: Journey = { ...OPTIONAL, name: "a whole run that is given up", givenUp: true };

/** Rows that changed, came and went, and one that somebody edited in Twenty meanwhile. */
async function live(stage: Stage): Promise<void> {
  await tickEverything(stage);
  await green(stage.run(TO_FULL_RUN));
  const { simulators } = stage;
  const practice = await simulators.practice();
  const [first, second] = practice.patients ?? [];
  await simulators.putRow("patients", { ...first, first_name: "Changed", note: "" });
  await simulators.putRow("patients", { ...second, first_name: "Changed too" });
  await simulators.person("PATCH", `people/${await idOf(stage, "people", second)}`, {
    jobTitle: "Edited by hand",
  });
  await addRows(stage, practice);
  for (const resource of ["clinical_notes", "files", "invoices"] as const) {
    const row = practice[resource]?.at(-1);
    if (row) await simulators.deleteRow(resource, row.id);
  }
}

async function addRows({ simulators }: Stage, practice: Practice): Promise<void> {
  const visit = last(practice.appointments);
  const note = last(practice.clinical_notes);
  const file = last(practice.files);
  const { patient_id = null } = visit;
  await simulators.putRow("appointments", { ...visit, id: visit.id + 1, start: "2026-04-02 09:00:00" });
  const created = "2026-04-02 09:30:00";
  await simulators.putRow("clinical_notes", { ...note, id: note.id + 1, patient_id, created });
  await simulators.putRow("files", { ...file, id: file.id + 1, file_name: "second.txt" });
}

async function idOf(stage: Stage, plural: "people", row: Row | undefined): Promise<string> {
  const there = await readWorkspace(stage.simulators.target);
  return must(there[plural].find(isOf(`patients/${row?.id}`))).id;
}

const isOf = (key: string) => (found: { practiceHubId?: string | null }): boolean =>
  found.practiceHubId === key;

export const DELTA: Journey = { name: "a delta", prepare: live, steps: ["delta"], consent: nothing };

/** After a delta with conflicts in which somebody chose PracticeHub's side: another value, and a row that is gone. */
async function decided(stage: Stage): Promise<void> {
  await live(stage);
  const { simulators } = stage;
  const { patients: [, , third] = [] } = await simulators.practice();
  await simulators.putRow("patients", { ...third, first_name: "Changed here" });
  const firstName = "Changed there";
  await simulators.person("PATCH", `people/${await idOf(stage, "people", third)}`, { name: { firstName } });
  const note = must((await readWorkspace(simulators.target)).notes.find(isOf("clinical_notes/30")));
  await simulators.person("PATCH", `notes/${note.id}`, { title: "Edited by hand" });
  await stage.run(["delta"]);
  const console = await stage.console();
  await decideConflicts(await console.kit("ana"), "undecided", "practicehub");
  await console.ledger.close();
}

export const DECIDED: Journey = {
  name: "a delta that does what was decided",
  prepare: decided,
  steps: ["delta"],
  consent: nothing,
};

/** After a delta that wrote over an edit and one that removed over another; one record is linked to by somebody. */
async function liveAndWorkedOn(stage: Stage): Promise<void> {
  await decided(stage);
  await green(stage.run(["delta"]));
  const { simulators } = stage;
  const { patients = [] } = await simulators.practice();
  const note = await simulators.person("POST", "notes", { title: "Somebody's own" });
  const person = await idOf(stage, "people", patients[2]);
  await simulators.person("POST", "noteTargets", { noteId: note.id, targetPersonId: person });
}

export const ROLLBACK: Journey = {
  name: "a rollback",
  prepare: liveAndWorkedOn,
  steps: ["rollback"],
  consent: whatThePlanSays,
};

/** The count that a person types after the plan was shown. */
export async function whatThePlanSays(stage: Stage): Promise<Partial<Consent>> {
  const shown = await stage.run(["rollback"]);
  return { rollbackCount: (shown.last.detail as { plan: { count: number } }).plan.count };
}

export const JOURNEYS = {
  whole: WHOLE,
  optional: OPTIONAL,
  delta: DELTA,
  decided: DECIDED,
  rollback: ROLLBACK,
  "given-up": GIVEN_UP,
} as const;
