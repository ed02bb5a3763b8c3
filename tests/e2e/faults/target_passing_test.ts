import { assertEquals } from "@std/assert";
import { TO_FULL_RUN, told } from "../../support/stage.ts";
import {
  BATCHES,
  evidenceHolds,
  finishes,
  logged,
  openEffects,
  openScene,
  planned,
  struck,
} from "./scene.ts";
import { intercept, read } from "../review/ground.ts";

/**
 * The answer is lost, late, refused for now or none at all; whoever asks again, or looks, gets through. With the words
 * that a person finds in the log.
 */
const PASSING: readonly [kind: string, logs: string | undefined][] = [
  ["429", "limit of 100 requests in 60 s is reached"],
  ["429-retry-after", "limit of 100 requests in 60 s is reached"],
  ["500", "status 500"],
  ["502", "status 502"],
  ["timeout-before-commit", "the connection failed"],
  ["timeout-after-commit", "the connection failed"],
  ["reset-mid-body", "the answer broke off"],
  ["truncated", "the answer was not JSON"],
  ["malformed", "the answer was not JSON"],
  ["html", "the answer was not JSON"],
  ["slow", undefined],
];

for (const [kind, logs] of PASSING) {
  const slowness = kind === "slow" ? { ms: 20 } : {};
  const at = (match: string, skip = 0) => ({ match, kind, skip, ...slowness });

  Deno.test(`target: ${kind} on every batch leaves one record a row, without a second run`, async () => {
    await using stage = await openScene(true);
    const faults = BATCHES.map((plural) => at(`POST /rest/batch/${plural}`));
    const ran = await struck(stage, "target", faults, TO_FULL_RUN);
    assertEquals(ran.code, 0, told(ran));
    if (logs) logged(ran, logs);
    assertEquals(await read(stage), []);
    await evidenceHolds(stage);
    assertEquals(await openEffects(stage), 0);
  });

  Deno.test(`target: ${kind} on reads, metadata and uploads is passed over`, async () => {
    await using stage = await openScene(true);
    const metadata = [
      at("POST /rest/metadata/objects"),
      at("POST /rest/metadata/fields", 2),
      at("POST /metadata", 1),
      at("POST /metadata", 5),
    ];
    const reads = [...BATCHES, "workspaceMembers", "workflowRuns"].map((plural) => at(`GET /rest/${plural}`));
    const ran = await struck(stage, "target", [...metadata, ...reads], TO_FULL_RUN);
    assertEquals(ran.code, 0, told(ran));
    if (logs) logged(ran, logs);
    assertEquals(await read(stage), []);
    await evidenceHolds(stage);
  });

  Deno.test(`target: ${kind} on what a delta changes and removes is settled by reading`, async () => {
    await using stage = await openScene(true);
    await stage.run(TO_FULL_RUN);
    const { patients = [], appointments = [] } = await stage.simulators.practice();
    await stage.simulators.putRow("patients", { ...patients.at(-1), first_name: "Changed" });
    await stage.simulators.deleteRow("appointments", appointments.at(-1)?.id ?? 0);
    const faults = [at("PATCH /rest/people*"), at("DELETE /rest/appointments/:id")];
    const ran = await struck(stage, "target", faults, ["delta"]);
    assertEquals(ran.code, 0, told(ran));
    if (logs) logged(ran, logs);
    await finishes(stage, ["delta"]);
  });

  Deno.test(`target: ${kind} on what a rollback removes leaves nothing behind`, async () => {
    await using stage = await openScene(true);
    const untouched = await stage.simulators.dump();
    await stage.run(TO_FULL_RUN);
    const { count } = await planned(stage);
    const faults = [
      ...BATCHES.map((plural) => at(`DELETE /rest/${plural}`)),
      at("DELETE /rest/metadata/fields/:id"),
      at("DELETE /rest/metadata/objects/:id"),
    ];
    const ran = await struck(stage, "target", faults, ["rollback"], { rollbackCount: count });
    // A rollback that was cut off is shown a new plan for what is left, which is carried out.
    const done = ran.code === 0
      ? ran
      : await stage.run(["rollback"], { rollbackCount: (await planned(stage)).count });
    assertEquals(done.code, 0, told(ran) + told(done));
    assertEquals(JSON.parse(await stage.simulators.dump()), JSON.parse(untouched));
    await evidenceHolds(stage);
  });
}

Deno.test("target: GraphQL's limit reached with status 200 is told once and waited out", async () => {
  await using stage = await openScene(true);
  // Somebody there holds the first patient's address, so that the run has to ask who.
  const { patients = [] } = await stage.simulators.practice();
  await stage.simulators.person("POST", "people", { emails: { primaryEmail: patients[0]?.email } });
  const kind = "limit-reached-200";
  const faults = [{ match: "POST /graphql", kind, times: 2 }, { match: "POST /metadata", kind, skip: 3 }];
  const ran = await struck(stage, "target", faults, TO_FULL_RUN);
  assertEquals(ran.code, 0, told(ran));
  logged(ran, "limit of 100 requests in 60 s is reached");
  assertEquals(await read(stage), []);
  await evidenceHolds(stage);
});

for (const when of ["before", "after"]) {
  Deno.test(`target: a batch that runs into the time limit ${when} the commit is settled by reading`, async () => {
    await using stage = await openScene(true);
    const limited = new Set(BATCHES.map((plural) => `/rest/batch/${plural}`));
    const ran = await (async () => {
      using _ = intercept(stage, async ({ pathname }, request) => {
        if (request.method !== "POST" || !limited.delete(pathname)) return undefined;
        if (when === "after") await (await fetch(request)).body?.cancel();
        // As the signal of a request ends it.
        throw new DOMException("Signal timed out.", "TimeoutError");
      });
      return await stage.run(TO_FULL_RUN);
    })();
    assertEquals(ran.code, 0, told(ran));
    assertEquals(limited.size, 0, "each was struck");
    logged(ran, "the connection failed");
    assertEquals(await read(stage), []);
    await evidenceHolds(stage);
    assertEquals(await openEffects(stage), 0);
  });
}
