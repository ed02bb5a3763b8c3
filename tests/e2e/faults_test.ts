import { assert, assertEquals, assertNotEquals } from "@std/assert";
import type { StepId } from "../../steps/engine/step.ts";
import type { FaultOrder } from "../support/simulators.ts";
import { openStage, type Ran, type Stage, TO_FULL_RUN, told } from "../support/stage.ts";
import { discrepancies } from "./reader.ts";

const SIZE = { patients: 5, quirks: { "page-size-cap": 8 } };
const BATCHES = [
  "companies",
  "people",
  "opportunities",
  "appointments",
  "notes",
  "noteTargets",
  "attachments",
];

/** The answer is lost, refused for now or no answer at all; whoever asks again, or looks, gets through. */
const PASSING = [
  "429",
  "429-retry-after",
  "500",
  "502",
  "timeout-before-commit",
  "timeout-after-commit",
  "reset-mid-body",
  "malformed",
  "html",
] as const;

const ENDLESS = 999;

const read = async ({ simulators }: Stage) => discrepancies(await simulators.practice(), simulators.target);

/** Runs with the faults waiting; all of them have to strike. */
async function runStruck(
  stage: Stage,
  where: "source" | "target",
  faults: readonly FaultOrder[],
  steps: readonly StepId[],
): Promise<Ran> {
  for (const fault of faults) await stage.simulators.fault(where, fault);
  const ran = await stage.run(steps);
  const endless = faults.some((fault) => (fault.times ?? 1) === ENDLESS);
  if (ran.code === 0 && !endless) {
    assertEquals(await stage.simulators.waitingFaults(where), 0, "a fault has not struck");
  }
  await stage.simulators.clearFaults();
  return ran;
}

for (const kind of PASSING) {
  Deno.test(`target: ${kind} on every batch leaves one record a row, without a second run`, async () => {
    await using stage = await openStage(SIZE);
    const faults = BATCHES.map((plural) => ({ match: `POST /rest/batch/${plural}`, kind }));
    const ran = await runStruck(stage, "target", faults, TO_FULL_RUN);
    assertEquals(ran.code, 0, told(ran));
    assertEquals(await read(stage), []);
  });

  Deno.test(`target: ${kind} on reads, metadata and uploads is passed over`, async () => {
    await using stage = await openStage(SIZE);
    const metadata = [
      { match: "POST /rest/metadata/objects", kind },
      { match: "POST /rest/metadata/fields", kind, skip: 2 },
      { match: "POST /metadata", kind, skip: 1 },
      { match: "POST /metadata", kind, skip: 5 },
    ];
    const reads = [...BATCHES, "workspaceMembers", "workflowRuns"].map((plural) => ({
      match: `GET /rest/${plural}`,
      kind,
    }));
    const ran = await runStruck(stage, "target", [...metadata, ...reads], TO_FULL_RUN);
    assertEquals(ran.code, 0, told(ran));
    assertEquals(await read(stage), []);
  });

  Deno.test(`target: ${kind} on what a delta changes and removes is settled by reading`, async () => {
    await using stage = await openStage(SIZE);
    await stage.run(TO_FULL_RUN);
    const { patients = [], appointments = [] } = await stage.simulators.practice();
    await stage.simulators.putRow("patients", { ...patients.at(-1), first_name: "Changed" });
    await stage.simulators.deleteRow("appointments", appointments.at(-1)?.id ?? 0);
    const faults = ["PATCH /rest/people/:id", "DELETE /rest/appointments/:id"].map((match) => ({
      match,
      kind,
    }));
    const ran = await runStruck(stage, "target", faults, ["delta"]);
    const again = ran.code === 0 ? ran : await stage.run(["delta"]);
    assertEquals(again.code, 0, told(ran) + told(again));
    assertEquals(await read(stage), []);
  });

  Deno.test(`target: ${kind} on what a rollback removes leaves nothing behind`, async () => {
    await using stage = await openStage(SIZE);
    const untouched = await stage.simulators.dump();
    await stage.run(TO_FULL_RUN);
    const shown = await stage.run(["rollback"]);
    const { plan } = shown.last.detail as { plan: { count: number } };
    for (const plural of BATCHES) {
      await stage.simulators.fault("target", { match: `DELETE /rest/${plural}`, kind });
    }
    await stage.simulators.fault("target", { match: "DELETE /rest/metadata/fields/:id", kind });
    await stage.simulators.fault("target", { match: "DELETE /rest/metadata/objects/:id", kind });
    const ran = await stage.run(["rollback"], { rollbackCount: plan.count });
    await stage.simulators.clearFaults();
    const done = ran.code === 0 ? ran : await finishRollback(stage);
    assertEquals(done.code, 0, told(ran) + told(done));
    assertEquals(JSON.parse(await stage.simulators.dump()), JSON.parse(untouched));
  });
}

/** A rollback that was cut off is shown a new plan for what is left, which is carried out. */
async function finishRollback(stage: Stage): Promise<Ran> {
  const shown = await stage.run(["rollback"]);
  const { plan } = shown.last.detail as { plan: { count: number } };
  return await stage.run(["rollback"], { rollbackCount: plan.count });
}

for (const kind of ["timeout-before-commit", "timeout-after-commit", "500"]) {
  Deno.test(`target: ${kind} that does not end makes the cell red, and running again ends green`, async () => {
    await using stage = await openStage(SIZE);
    const ran = await runStruck(
      stage,
      "target",
      [{ match: "POST /rest/batch/*", kind, skip: 2, times: ENDLESS }],
      TO_FULL_RUN,
    );
    const again = await stage.run(TO_FULL_RUN);
    assertEquals(again.code, 0, told(again));
    assertEquals(await read(stage), []);
    // What arrives although its answer is lost needs no second run.
    if (kind !== "timeout-after-commit") assertEquals(ran.code, 1, told(ran));
  });
}

for (
  const match of ["POST /rest/batch/people", "POST /rest/batch/notes", "GET /rest/people", "POST /metadata"]
) {
  Deno.test(`target: a key revoked at ${match} makes the cell red, and a good one ends green`, async () => {
    await using stage = await openStage(SIZE);
    const ran = await runStruck(
      stage,
      "target",
      [{ match, kind: "token-revoked", times: ENDLESS, skip: match === "POST /metadata" ? 2 : 0 }],
      TO_FULL_RUN,
    );
    assertNotEquals(ran.code, 0, told(ran));
    assert(/revoked|key/i.test(JSON.stringify(ran.last)), told(ran));
    const again = await stage.run(TO_FULL_RUN);
    assertEquals(again.code, 0, told(again));
    assertEquals(await read(stage), []);
  });
}

Deno.test("target: GraphQL's limit reached with status 200 is waited out", async () => {
  await using stage = await openStage(SIZE);
  // Somebody there holds the first patient's address, so that the run has to ask who.
  const { patients = [] } = await stage.simulators.practice();
  await stage.simulators.person("POST", "people", { emails: { primaryEmail: patients[0]?.email } });
  const kind = "limit-reached-200";
  const faults = [{ match: "POST /graphql", kind, times: 2 }, { match: "POST /metadata", kind, skip: 3 }];
  const ran = await runStruck(stage, "target", faults, TO_FULL_RUN);
  assertEquals(ran.code, 0, told(ran));
  assertEquals(await read(stage), []);
});

/** Any of these once is passed over by asking again. */
const SOURCE_PASSING = [
  "429",
  "429-retry-after",
  "500",
  "502",
  "timeout",
  "reset-mid-body",
  "malformed",
  "slow",
];

for (const kind of SOURCE_PASSING) {
  Deno.test(`source: ${kind} on lists and files is passed over`, async () => {
    await using stage = await openStage(SIZE);
    const lists = ["patients", "appointments?page=2", "clinical_notes", "files", "practitioners"].map((
      path,
    ) => ({
      match: `GET /api/${path}`,
      kind,
      times: 2,
    }));
    const links = /429|500|502|timeout|reset/.test(kind)
      ? [{ match: "GET /s3/*", kind, times: 2, skip: 1 }]
      : [];
    const ran = await runStruck(stage, "source", [...lists, ...links], TO_FULL_RUN);
    assertEquals(ran.code, 0, told(ran));
    assertEquals(await read(stage), []);
  });
}

for (const kind of ["html", "redirect", "unauthorized"]) {
  Deno.test(`source: ${kind} half-way stops the cell, and running again goes on at the next page`, async () => {
    await using stage = await openStage(SIZE);
    await stage.run(["audit", "schema", "members"]);
    const fault = { match: "GET /api/appointments?page=3", kind };
    const ran = await runStruck(stage, "source", [fault], ["extract"]);
    assertEquals(ran.code, 2, told(ran));
    const before = (await stage.simulators.sourceStats()).total;
    const again = await stage.run(["extract"]);
    assertEquals(again.code, 0, told(again));
    const asked = (await stage.simulators.sourceStats()).total - before;
    await stage.run(["sample", "full-run"]);
    assertEquals(await read(stage), []);
    const { total } = await walkedFromTheStart();
    assert(asked < total, `${asked} requests of ${total}`);
  });
}

/** How many requests a whole extract of the same practice takes. */
async function walkedFromTheStart(): Promise<{ total: number }> {
  await using stage = await openStage(SIZE);
  await stage.run(["audit", "schema", "members"]);
  const before = (await stage.simulators.sourceStats()).total;
  await stage.run(["extract"]);
  return { total: (await stage.simulators.sourceStats()).total - before };
}

Deno.test("source: rows that vanish and appear while pages are read are settled by the delta at the latest", async () => {
  await using stage = await openStage({ patients: 8, quirks: { "page-size-cap": 5 } });
  await stage.run(["audit", "schema", "members"]);
  for (const [skip, resource] of ["appointments", "clinical_notes", "patients"].entries()) {
    const fault = { match: `GET /api/${resource}?page=1`, kind: "page-drift", delete: 2, insert: skip };
    await stage.simulators.fault("source", fault);
  }
  const ran = await stage.run(["extract", "sample", "full-run", "delta"]);
  assertEquals(ran.code, 0, told(ran));
  assertEquals(await read(stage), []);
});
