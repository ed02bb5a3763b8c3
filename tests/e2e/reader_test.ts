import { assertEquals } from "@std/assert";
import { CANARIES } from "../../fixtures/practice/canaries.ts";
import type { Resource } from "../../fixtures/practice/practice.ts";
import { openStage, type Stage } from "../support/stage.ts";
import { WholePractice } from "./cases/whole_practice.ts";
import { BEYOND } from "./plants/beyond.ts";
import { FIELDS } from "./plants/fields.ts";
import { FILES } from "./plants/files.ts";
import { NOTES } from "./plants/notes.ts";
import { PACKAGES } from "./plants/packages.ts";
import { PEOPLE } from "./plants/people.ts";
import { PLACES } from "./plants/places.ts";
import { VISITS } from "./plants/visits.ts";
import { discrepancies } from "./reader.ts";
import { readWorkspace } from "./reader/workspace.ts";

const PLANTS = [...PEOPLE, ...PLACES, ...PACKAGES, ...VISITS, ...NOTES, ...BEYOND, ...FILES, ...FIELDS];

Deno.test("the reader finds each discrepancy that is planted, and no other", async (t) => {
  await using moved = await WholePractice.move({ patients: 24 });
  const { simulators } = moved.stage;
  const practice = await simulators.practice();
  const read = async () =>
    (await discrepancies(practice, simulators.target, moved.options)).map((d) => `${d.object} ${d.field}`);
  let known = await read();
  assertEquals(known, []);
  for (const { name, plant, finds } of PLANTS) {
    await t.step(name, async () => {
      await plant(simulators, await readWorkspace(simulators.target));
      const now = await read();
      const fresh = without(now, known);
      known = now;
      assertEquals(fresh, finds.toSorted());
    });
  }
});

/** What is there more often than before. */
function without(now: readonly string[], before: readonly string[]): string[] {
  const left = [...before];
  return now.filter((one) => {
    const at = left.indexOf(one);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  }).toSorted();
}

Deno.test("the reader misses every row of an empty workspace and names no value", async () => {
  await using stage: Stage = await openStage({ patients: 10 });
  const practice = await stage.simulators.practice();
  const found = await discrepancies(practice, stage.simulators.target, {
    optional: ["invoices", "payments", "patient_logs"],
  });
  const missing = new Set(found.map((one) => one.id));
  const resources: Resource[] = [
    "patients",
    "practitioners",
    "appointments",
    "clinical_notes",
    "patient_packages",
  ];
  for (const resource of [...resources, "care_plans", "invoices", "payments", "patient_logs"] as Resource[]) {
    for (const row of practice[resource] ?? []) assertEquals(missing.has(`${resource}/${row.id}`), true);
  }
  const text = JSON.stringify(found);
  assertEquals(CANARIES.filter((canary) => text.includes(canary)), []);
});

Deno.test("the reader imports nothing of the program it judges", async () => {
  const here = new URL("./", import.meta.url);
  const files = [new URL("reader.ts", here)];
  for await (const { name } of Deno.readDir(new URL("reader/", here))) {
    files.push(new URL(`reader/${name}`, here));
  }
  for (const file of files) {
    const text = await Deno.readTextFile(file);
    assertEquals(text.match(/from "[^"]*(steps|db|routes|views|main\.ts)[/"]/g), null, file.pathname);
  }
});
