import { assert, assertEquals } from "@std/assert";
import { generatePractice } from "../../fixtures/practice/generate.ts";
import { fieldMap, valueMap } from "../../db/maps.ts";
import { decideConflicts } from "../../steps/load/conflicts.ts";
import type { Console } from "../../steps/console/console.ts";
import type { Settings } from "../../steps/base/settings.ts";
import type { Forecast, Scope, StepId } from "../../steps/runbook/step.ts";
import { forecast } from "../../steps/load/forecast/forecast.ts";
import { counted, writesOf } from "../../steps/load/forecast/words.ts";
import { ignoreField } from "../../steps/map_editor/field_decisions.ts";
import { moveValue } from "../../steps/map_editor/value_decisions.ts";
import { InProcessStage } from "../support/in_process.ts";
import { type Ran, runOn, told } from "../support/stage.ts";
import { last, must } from "./review/ground.ts";
import { readWorkspace } from "./reader/workspace.ts";

/** More patients than a sample takes, so that a full run has something to do. */
const PATIENTS = 75;

const BEFORE: readonly StepId[] = ["audit", "schema", "members", "extract"];
/** What a person orders who wants the full run to stand on nothing old. */
const AGAIN: readonly StepId[] = ["schema", "sample"];

async function open(settings: Partial<Settings> = {}): Promise<{ stage: InProcessStage; console: Console }> {
  const stage = await InProcessStage.open(generatePractice({ seed: 3, patients: PATIENTS }));
  return { stage, console: await stage.console({ settings }) };
}

/** A practice that was moved whole. */
async function moved(settings: Partial<Settings> = {}) {
  const opened = await open(settings);
  const ran = await runOn(opened.console, [...BEFORE, "sample", "full-run"]);
  assertEquals(ran.code, 0, told(ran));
  return opened;
}

async function foretold(console: Console, scope: Scope = "everything"): Promise<Forecast> {
  return must(await forecast(must(console.desk()), scope));
}

/** Counts what the step would do, runs it, and holds that it did just that. */
async function holds(console: Console, step: StepId = "full-run"): Promise<{ told: Forecast; ran: Ran }> {
  const before = await foretold(console, step === "sample" ? "sample" : "everything");
  const ran = await runOn(console, [step]);
  assertEquals(before.objects, ran.last.reconciliation, told(ran));
  assertEquals(removed(ran), removedIn(before), told(ran));
  return { told: before, ran };
}

/** As the cell says it; how links that no longer hold go is part of the reconciliation. */
function removed({ last: { verdict } }: Ran): number {
  const [, n = "0"] = /([\d,]+) records? (?:put in the trash|flagged)/.exec(verdict) ?? [];
  return Number(n.replaceAll(",", ""));
}

const removedIn = ({ gone }: Forecast): number => counted(gone, "updated");
const of = (objects: Forecast["objects"], object: string) => must(objects.find((o) => o.object === object));

Deno.test("a first sample, the first full run after it and a second one do what was counted before", async () => {
  const { stage, console } = await open();
  await using _ = stage;
  await runOn(console, BEFORE);
  const { told: sample } = await holds(console, "sample");
  assert(writesOf(sample) > 0);
  const { told: first } = await holds(console);
  assert(counted(first.objects, "created") > 0 && counted(first.objects, "unchanged") > 0);
  assert(first.reasons.some(({ verdict, examples }) => verdict === "skipped" && examples.length > 0));
  assertEquals(writesOf((await holds(console)).told), 0);
  await holds(console, "delta");
});

Deno.test("after a value was sent to another option, and after a row of the map was switched off", async () => {
  const { stage, console } = await moved();
  await using _ = stage;
  const by = { ledger: console.ledger, world: stage.world, who: "ana", anyway: true };
  const options = (await valueMap(console.ledger)).filter((v) =>
    v.object === "appointment" && v.state === "confirmed" && v.target_value !== null
  );
  const [from] = options;
  const to = must(options.find((v) => v.field === from?.field && v.target_value !== from.target_value));
  await moveValue(by, must(from), { option: to.target_value ?? "" });
  await chain(console);

  const row = must(
    (await fieldMap(console.ledger)).find((r) => r.object === "person" && r.target === "dateOfBirth"),
  );
  await ignoreField(by, row, "");
  const off = await chain(console);
  assertEquals(of(off.objects, "person").updated > PATIENTS / 2, true);
});

/** What was counted before the chain is what its sample and its full run write together. */
async function chain(console: Console): Promise<Forecast> {
  const before = await foretold(console);
  await runOn(console, AGAIN.slice(0, 1));
  const { told: sample } = await holds(console, "sample");
  const { told: full } = await holds(console);
  assert(writesOf(sample) > 0 && writesOf(full) > 0);
  assertEquals(writesOf(before), writesOf(sample) + writesOf(full));
  return before;
}

for (const gonePolicy of ["soft-delete", "flag", "keep"] as const) {
  Deno.test(`after rows changed, came and went in PracticeHub, where what is gone is to ${gonePolicy}`, async () => {
    const { stage, console } = await moved({ gonePolicy });
    await using _ = stage;
    const { simulators } = stage;
    const practice = await simulators.practice();
    const { note: _note, ...plain } = last(practice.patients);
    await simulators.putRow("patients", { ...plain, id: 900_001, email: "new@example.test" });
    await simulators.putRow("patients", { ...must(practice.patients?.[3]), first_name: "Changed" });
    const sticky = must(practice.patients?.find((p) => String(p["note"] ?? "").length > 3));
    await simulators.putRow("patients", { ...sticky, note: "" });
    // A patient who has visits and notes: what hangs on them is left without a person.
    const owner = Number(must(practice.clinical_notes?.[0])["patient_id"]);
    for (const id of new Set([owner])) await simulators.deleteRow("patients", id);
    await simulators.deleteRow("appointments", last(practice.appointments).id);
    await simulators.deleteRow("clinical_notes", last(practice.clinical_notes).id);

    await runOn(console, ["extract"]);
    const { told: counts } = await holds(console, "sample").then(() => holds(console));
    assertEquals(removedIn(counts) > 0 || gonePolicy === "keep", true);
    assertEquals(writesOf((await holds(console)).told), 0);

    await simulators.putRow("patients", must(practice.patients?.find((p) => p.id === owner)));
    await runOn(console, ["extract"]);
    await holds(console, "sample").then(() => holds(console));
  });
}

Deno.test("a person's edit that was met is counted as a conflict, and what was decided about it as what it comes to", async () => {
  const { stage, console } = await moved();
  await using _ = stage;
  const { patients = [] } = await stage.simulators.practice();
  const rows = patients.slice(-3);
  const { people } = await readWorkspace(stage.simulators.target);
  for (const row of rows) {
    const { id } = must(people.find((p) => p.practiceHubId === `patients/${row.id}`));
    await stage.simulators.person("PATCH", `people/${id}`, { name: { lastName: "Edited-In-Twenty" } });
    await stage.simulators.putRow("patients", { ...row, last_name: "Changed-In-PracticeHub" });
  }
  await runOn(console, ["extract", "sample"]);
  const met = await runOn(console, ["full-run"]);
  assertEquals(met.code, 3, told(met));

  const { told: open } = await holds(console);
  assertEquals(of(open.objects, "person").conflict, 3);
  const ids = new Map(
    (await console.ledger.db.selectFrom("conflict").selectAll().execute()).map((
      c,
    ) => [c.source_key, c.target_id]),
  );
  const kit = await console.kit("ana");
  const take = (row: { id: number }, side: "practicehub" | "twenty") =>
    decideConflicts(kit, { id: must(ids.get(`patients/${row.id}`)) }, side);
  await take(must(rows[0]), "practicehub");
  await take(must(rows[1]), "twenty");
  const { told: decided } = await holds(console);
  assertEquals([of(decided.objects, "person").updated, of(decided.objects, "person").conflict], [1, 2]);

  // What was decided for Twenty holds until PracticeHub's side changes.
  await stage.simulators.putRow("patients", { ...must(rows[1]), last_name: "Changed-Again" });
  await runOn(console, ["extract", "sample"]);
  await holds(console);
});

Deno.test("records that people put into the trash, or destroyed, are counted as what becomes of them", async () => {
  const { stage, console } = await moved();
  await using _ = stage;
  const { people } = await readWorkspace(stage.simulators.target);
  const ours = people.filter((p) => p.practiceHubId?.startsWith("patients/"));
  await stage.simulators.person("PATCH", `people/${must(ours[1]).id}`, {
    deletedAt: "2026-03-01T00:00:00.000Z",
  });
  await stage.simulators.person("DELETE", `people/${must(ours[2]).id}`);
  await runOn(console, ["full-run"]);
  const { told: met } = await holds(console);
  assertEquals(of(met.objects, "person").conflict, 2);
});

Deno.test("after a rollback everything is counted to be created again", async () => {
  const { stage, console } = await moved();
  await using _ = stage;
  const shown = await runOn(console, ["rollback"]);
  const { plan } = shown.last.detail as { plan: { count: number } };
  const back = await runOn(console, ["rollback"], { rollbackCount: plan.count });
  assertEquals(back.code, 0, told(back));
  const all = await foretold(console);
  assertEquals(counted(all.objects, "created"), plan.count);
  await runOn(console, ["schema"]);
  await holds(console, "sample").then(() => holds(console));
});
