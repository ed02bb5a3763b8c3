import { assert, assertEquals } from "@std/assert";
import { type Stage, TO_FULL_RUN, told } from "../../support/stage.ts";
import { intercept, must } from "../review/ground.ts";
import { endedSaying, evidenceHolds, finishes, openEffects, openScene } from "./scene.ts";

interface FieldMeta {
  id: string;
  name: string;
}

/** What an administrator does under Settings → Data model. */
interface Change {
  does: string;
  object: string;
  field: string;
  carryOut(stage: Stage, field: FieldMeta): Promise<void>;
  /** What a person does before running again, besides running the schema cell. */
  undo?(stage: Stage, field: FieldMeta): Promise<void>;
}

const deleted = (object: string, field: string): Change => ({
  does: `${object}.${field} deleted`,
  object,
  field,
  carryOut: (stage, { id }) => metadata(stage, "DELETE", `fields/${id}`),
});

const renamed = (object: string, field: string): Change => ({
  does: `${object}.${field} renamed`,
  object,
  field,
  carryOut: (stage, { id }) => metadata(stage, "PATCH", `fields/${id}`, { name: "theirOwnName" }),
});

const renamedAndBack = (object: string, field: string): Change => ({
  ...renamed(object, field),
  does: `${object}.${field} renamed, and back again`,
  undo: (stage, { id }) => metadata(stage, "PATCH", `fields/${id}`, { name: field }),
});

const CHANGES: readonly Change[] = [
  deleted("appointment", "appointmentStatus"),
  deleted("appointment", "practiceHubId"),
  deleted("person", "sex"),
  deleted("person", "practiceHubId"),
  deleted("appointment", "patient"),
  renamed("appointment", "appointmentStatus"),
  renamed("person", "sex"),
  renamedAndBack("appointment", "appointmentStatus"),
];

for (const change of CHANGES) {
  // People all go in one batch.
  for (const nth of change.object === "person" ? [1] : [1, 2]) {
    Deno.test(`${change.does} before batch ${nth} of it leaves: the cell says so at once, and the schema cell and another run finish`, async () => {
      await using stage = await openScene();
      await stage.run(TO_FULL_RUN.slice(0, -2));
      const plural = `${change.object === "person" ? "people" : `${change.object}s`}`;
      const field = await fieldOf(stage, change);
      let batches = 0;
      const ran = await (async () => {
        using _ = intercept(stage, async (url, request) => {
          const isBatch = request.method === "POST" && url.pathname === `/rest/batch/${plural}`;
          if (isBatch && ++batches === nth) await change.carryOut(stage, field);
          return undefined;
        });
        return await stage.run(["sample", "full-run"]);
      })();
      assertEquals(batches > nth + 1, false, "no row is looked for");
      await evidenceHolds(stage);
      endedSaying(ran, plural, "any", "field", "Run the schema cell again");
      assert(await openEffects(stage) > 0, told(ran));
      await change.undo?.(stage, field);
      await finishes(stage, TO_FULL_RUN);
    });
  }
}

Deno.test("an object deleted half-way is made again by the schema cell, and its records with it", async () => {
  await using stage = await openScene();
  await stage.run(TO_FULL_RUN.slice(0, -1));
  const object = must((await objects(stage)).find((o) => o.nameSingular === "appointment"));
  await metadata(stage, "DELETE", `objects/${object.id}`);
  const ran = await stage.run(["full-run"]);
  assert(ran.code !== 0, told(ran));
  assert(!ran.last.verdict.includes("fault in Handover"), told(ran));
  await evidenceHolds(stage);
  await finishes(stage, TO_FULL_RUN);
});

async function fieldOf(stage: Stage, { object, field }: Change): Promise<FieldMeta> {
  const meta = (await objects(stage)).find((o) => o.nameSingular === object);
  return must(meta?.fields.find((f) => f.name === field));
}

async function objects(
  { simulators }: Stage,
): Promise<{ id: string; nameSingular: string; fields: FieldMeta[] }[]> {
  const { url, key } = simulators.target;
  const answer = await fetch(`${url}/rest/metadata/objects?limit=200`, {
    headers: { authorization: `Bearer ${key}` },
  });
  return (await answer.json()).data;
}

async function metadata({ simulators }: Stage, method: string, path: string, body?: unknown): Promise<void> {
  const { url, key } = simulators.target;
  const answer = await fetch(`${url}/rest/metadata/${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
}
