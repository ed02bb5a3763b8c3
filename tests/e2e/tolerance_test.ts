import { assertEquals, assertStringIncludes } from "@std/assert";
import { decideConflicts } from "../../steps/load/conflicts.ts";
import { openStage, runOn, type Stage, TO_FULL_RUN, told } from "../support/stage.ts";
import { read } from "./review/ground.ts";

const TO_SAMPLE = TO_FULL_RUN.slice(0, -1);

async function fullRun(stage: Stage, tolerance: number) {
  const console = await stage.console({ settings: { tolerance } });
  try {
    // Records of the sample that lost their value with the option are conflicts, which wait for a person.
    await decideConflicts(await console.kit("ana"), "undecided", "twenty");
    return await runOn(console, ["full-run"]);
  } finally {
    await console.ledger.close();
  }
}

/** Somebody takes an option away that the map needs: rows with it are refused. */
async function withoutOneOption(stage: Stage): Promise<void> {
  const { url, key } = stage.simulators.target;
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    return await (await fetch(`${url}/rest/metadata/${path}`, { ...init, headers })).json();
  };
  const { data } = await ask("objects?limit=200");
  const appointment = data.find((o: { nameSingular: string }) => o.nameSingular === "appointment");
  const status = appointment.fields.find((f: { name: string }) => f.name === "appointmentStatus");
  const options = status.options.filter((o: { value: string }) => o.value !== "DID_NOT_ATTEND");
  await ask(`fields/${status.id}`, { method: "PATCH", body: JSON.stringify({ options }) });
}

Deno.test("records that fail are red at a tolerance of nothing, and offer the rollback; within it the run is green and counts them", async () => {
  await using stage = await openStage({ patients: 60 });
  const sampled = await stage.run(TO_SAMPLE);
  assertEquals(sampled.code, 0, told(sampled));
  await withoutOneOption(stage);

  const red = await fullRun(stage, 0);
  const row = red.last.reconciliation?.find((r) => r.object === "appointment");
  const failed = row?.failed ?? 0;
  assertEquals([red.code, failed > 0], [1, true], told(red));
  const stop = red.last.findings?.find((f) => f.id === "outside-tolerance-appointment");
  assertEquals([stop?.severity, stop?.count], ["stop", failed]);
  assertStringIncludes(stop?.action ?? "", "take everything back");

  const share = failed * 100 / (row?.source ?? 1);
  const justUnder = await fullRun(stage, Math.floor(share * 100) / 100 - 0.01);
  assertEquals(justUnder.code, 1, told(justUnder));
  const within = await fullRun(stage, Math.ceil(share * 100) / 100);
  assertEquals(within.code, 0, told(within));
  assertStringIncludes(JSON.stringify(within.last.findings), "within the tolerance");
  assertEquals(within.last.reconciliation?.find((r) => r.object === "appointment")?.failed, failed);
  assertEquals((await read(stage)).length > 0, true);
});
