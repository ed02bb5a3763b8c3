import { assertEquals, assertStringIncludes } from "@std/assert";
import { openConflicts } from "../../db/conflicts.ts";
import type { Take } from "../../db/tables.ts";
import { decideConflicts } from "../../steps/load/conflicts.ts";
import { openStage, type Ran, type Stage, TO_FULL_RUN, told } from "../support/stage.ts";
import { discrepancies } from "./reader.ts";
import { must } from "./review/ground.ts";
import { type Found, readWorkspace } from "./reader/workspace.ts";

/** A moved practice in which two patients' last names are edited on both sides. */
async function edited(): Promise<{ stage: Stage; keys: string[] }> {
  const stage = await openStage({ patients: 6 });
  await stage.run(TO_FULL_RUN);
  const { patients = [] } = await stage.simulators.practice();
  const rows = patients.slice(-2);
  for (const row of rows) {
    const person = await personOf(stage, `patients/${row.id}`);
    await stage.simulators.person("PATCH", `people/${person.id}`, {
      name: { lastName: "Edited-In-Twenty" },
    });
    await stage.simulators.putRow("patients", { ...row, last_name: "Changed-In-PracticeHub" });
  }
  return { stage, keys: rows.map((row) => `patients/${row.id}`) };
}

async function personOf({ simulators }: Stage, key: string): Promise<Found> {
  const { people } = await readWorkspace(simulators.target);
  return must(people.find((p) => p.practiceHubId === key));
}

async function lastNames(stage: Stage, keys: readonly string[]): Promise<unknown[]> {
  const people = await Promise.all(keys.map((key) => personOf(stage, key)));
  return people.map((person) => (person["name"] as { lastName: string }).lastName);
}

async function choose(stage: Stage, key: string, take: Take): Promise<void> {
  const console = await stage.console();
  const open = await openConflicts(console.ledger, { offset: 0, limit: 10 });
  const { target_id: id } = must(open.find((c) => c.source_key === key));
  await decideConflicts(await console.kit("ana"), { id }, take);
  await console.ledger.close();
}

const conflictsIn = (ran: Ran) => ran.last.reconciliation?.find((r) => r.object === "person")?.conflict;

Deno.test("a conflict waits for a person; each choice is done by the next delta, and then nothing is left", async () => {
  const { stage, keys } = await edited();
  await using _ = stage;
  const met = await stage.run(["delta"]);
  assertEquals([met.code, conflictsIn(met)], [3, 2], told(met));
  assertEquals(await lastNames(stage, keys), ["Edited-In-Twenty", "Edited-In-Twenty"]);

  await choose(stage, keys[0] ?? "", "practicehub");
  await choose(stage, keys[1] ?? "", "twenty");
  const done = await stage.run(["delta"]);
  assertEquals([done.code, conflictsIn(done)], [0, 1], told(done));
  assertEquals(await lastNames(stage, keys), ["Changed-In-PracticeHub", "Edited-In-Twenty"]);

  const dump = await stage.simulators.dump();
  const again = await stage.run(["delta"]);
  assertEquals(again.code, 0, told(again));
  assertEquals(await stage.simulators.dump(), dump);
});

Deno.test("what was written over by decision is put back by a rollback, and the record that people edited stays", async () => {
  const { stage, keys } = await edited();
  await using _ = stage;
  await stage.run(["delta"]);
  for (const key of keys) await choose(stage, key, "practicehub");
  const done = await stage.run(["delta"]);
  assertEquals(
    await lastNames(stage, keys),
    ["Changed-In-PracticeHub", "Changed-In-PracticeHub"],
    told(done),
  );
  const { id } = await personOf(stage, keys[1] ?? "");
  await stage.simulators.person("PATCH", `people/${id}`, { name: { lastName: "Edited-Once-More" } });

  const shown = await stage.run(["rollback"]);
  const { plan } = shown.last.detail as { plan: { count: number } };
  const ran = await stage.run(["rollback"], { rollbackCount: plan.count });
  assertEquals(ran.code, 0, told(ran));
  assertEquals(await lastNames(stage, keys), ["Edited-In-Twenty", "Edited-Once-More"]);
  assertStringIncludes(JSON.stringify(ran.last.tables), "put back");
});

Deno.test("with all conflicts taken from PracticeHub the independent reader finds nothing", async () => {
  const { stage, keys } = await edited();
  await using _ = stage;
  await stage.run(["delta"]);
  for (const key of keys) await choose(stage, key, "practicehub");
  const done = await stage.run(["delta"]);
  assertEquals(done.code, 0, told(done));
  assertEquals(await discrepancies(await stage.simulators.practice(), stage.simulators.target), []);
});
