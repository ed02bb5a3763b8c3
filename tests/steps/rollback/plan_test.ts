import { assert, assertEquals, assertNotEquals } from "@std/assert";
import fc from "../../support/fast_check.ts";
import { insertEffects } from "../../../db/effects.ts";
import { makePlan, type Plan, rowsOf } from "../../../steps/rollback/plan.ts";
import type { FieldMeta, ObjectMeta } from "../../../steps/twenty/metadata.ts";
import { effectOn, Stage } from "../support/stage.ts";
import { pluralOf, type TargetObject } from "../../../steps/mapping/objects.ts";

type Row = [object: TargetObject, id: string, edited?: "edited"];
/** `undefined`: a task points, which is somebody else's; `"theirs"`: so does a person of theirs. */
type Pointer = [from: string | undefined, to: string];

interface World {
  rows: Row[];
  pointers?: Pointer[];
  /** Ours by the ledger, and not in Twenty. */
  absent?: Row[];
}

interface Made {
  plan: Plan;
  removed: string[];
  reasons: Record<string, string>;
}

/** The plan for records of ours that point at each other, through whatever columns. */
async function planFor({ rows, pointers = [], absent = [] }: World): Promise<Made> {
  await using stage = await Stage.make();
  const effects = [...rows, ...absent].map(([object, id], i) => ({
    ...effectOn(id, { jobTitle: "ours" }),
    id: i + 1,
    object,
    source_key: `source/${id}`,
  }));
  await stage.ledger.commit({ writes: insertEffects(stage.ledger, effects) });
  for (const [object, id, edited] of rows) {
    const to = pointers.filter(([from]) => from === id).map(([, target], i) => [`to${i}Id`, target]);
    const fields = { ...Object.fromEntries(to), jobTitle: edited ? "theirs" : "ours" };
    stage.twenty.put(pluralOf(object), id, fields);
  }
  for (const [i, [from, to]] of pointers.entries()) {
    if (from === undefined) stage.twenty.put("tasks", `task${i}`, { to0Id: to });
    if (from === "theirs") stage.twenty.put("people", `theirs${i}`, { to0Id: to });
  }
  const { plan } = await makePlan(stage.kit, metas(pointers.length), new Map());
  const reverse = await Array.fromAsync(rowsOf(stage.ledger, stage.kit.run, { buckets: ["reverse"] }));
  return {
    plan,
    removed: reverse.flat().map((row) => row.target_id).sort(),
    reasons: Object.fromEntries(plan.kept.map((k) => [k.sourceKey, k.reason])),
  };
}

/** Every object may point at every other through as many columns as there are pointers. */
function metas(columns: number): ObjectMeta[] {
  const written: TargetObject[] = ["company", "person", "appointment", "note"];
  const fields: FieldMeta[] = Array.from({ length: Math.max(1, columns) }, (_, i) => ({
    id: `f${i}`,
    name: `to${i}`,
    label: `To ${i}`,
    type: "RELATION",
    isUnique: false,
    isSystem: false,
    isActive: true,
    options: [],
    references: written.map((to) => ({ to, column: `to${i}Id` })),
  }));
  return [...written.map((name) => [name, pluralOf(name)]), ["task", "tasks"]].map((
    [name = "", plural = ""],
  ) => ({
    id: name,
    nameSingular: name,
    namePlural: plural,
    labelSingular: name,
    isActive: true,
    isSystem: false,
    fields,
  }));
}

const EDITED = "edited in Twenty since";

Deno.test("what nobody touched goes", async () => {
  const { plan, removed } = await planFor({
    rows: [["company", "c"], ["person", "p"], ["note", "n"]],
    pointers: [["p", "c"]],
  });
  assertEquals(removed, ["c", "n", "p"]);
  assertEquals(plan.count, 3);
});

Deno.test("what was edited stays, and all that it points at, however far", async () => {
  const { removed, reasons } = await planFor({
    rows: [
      ["appointment", "a", "edited"],
      ["person", "p"],
      ["company", "c"],
      ["company", "other"],
      ["note", "n"],
    ],
    pointers: [["a", "p"], ["p", "c"], ["n", "p"]],
  });
  assertEquals(removed, ["n", "other"]);
  assertEquals(reasons, {
    "source/a": EDITED,
    "source/p": "a kept record refers to it",
    "source/c": "a kept record refers to it",
  });
});

Deno.test("what points at a kept record may go", async () => {
  const { removed } = await planFor({
    rows: [["person", "p", "edited"], ["note", "n"]],
    pointers: [["n", "p"]],
  });
  assertEquals(removed, ["n"]);
});

for (const from of [undefined, "theirs"]) {
  const whose = from === undefined
    ? "an object that we never write to"
    : "an object that we write to as well";
  Deno.test(`what somebody else's record in ${whose} points at stays`, async () => {
    const { removed, reasons } = await planFor({
      rows: [["person", "p"], ["company", "c"], ["note", "n"]],
      pointers: [[from, "p"], ["p", "c"]],
    });
    assertEquals(removed, ["n"]);
    assertEquals(reasons["source/p"], "somebody else's record refers to it");
  });
}

Deno.test("records that point at each other end", async () => {
  const { removed } = await planFor({
    rows: [["company", "a", "edited"], ["company", "b"]],
    pointers: [["a", "b"], ["b", "a"], ["a", "a"]],
  });
  assertEquals(removed, []);
});

Deno.test("whatever points at what: no kept record loses what it points at, and none is kept without a reason", async () => {
  const ids = ["a", "b", "c", "d", "e"];
  const id = fc.constantFrom(...ids);
  const pointer = fc.tuple(fc.oneof(id, fc.constant(undefined)), id);
  await fc.assert(
    fc.asyncProperty(fc.subarray(ids), fc.array(pointer, { maxLength: 6 }), async (edited, pointers) => {
      const rows = ids.map((i): Row => edited.includes(i) ? ["person", i, "edited"] : ["person", i]);
      const gone = new Set((await planFor({ rows, pointers })).removed);
      for (const [from, to] of pointers) {
        if (from === undefined || !gone.has(from)) assert(!gone.has(to), `${from} loses ${to}`);
      }
      for (const i of ids) {
        const pointed = pointers.some(([from, to]) => to === i && (from === undefined || !gone.has(from)));
        if (!gone.has(i)) assert(edited.includes(i) || pointed, `${i} is kept for nothing`);
      }
    }),
    { numRuns: 40 },
  );
});

Deno.test("every record of ours is in exactly one place, and the count is what goes", async () => {
  const { plan } = await planFor({
    rows: [["person", "p1"], ["person", "p2", "edited"], ["note", "n"]],
    absent: [["person", "p3"], ["company", "c"]],
  });
  assertEquals(plan.objects, [
    { object: "companies", reverse: 0, keep: 0, absent: 1 },
    { object: "people", reverse: 1, keep: 1, absent: 1 },
    { object: "notes", reverse: 1, keep: 0, absent: 0 },
  ]);
  assertEquals(plan.count, 2);
});

Deno.test("a confirmation is bound to the plan: any other id or bucket is another plan", async () => {
  const hashOf = async (world: World) => (await planFor(world)).plan.hash;
  const base = await hashOf({ rows: [["person", "p1"], ["person", "p2"]] });
  assertEquals(await hashOf({ rows: [["person", "p2"], ["person", "p1"]] }), base);
  const others: World[] = [
    { rows: [["person", "p1"], ["person", "p3"]] },
    { rows: [["person", "p1"], ["person", "p2", "edited"]] },
    { rows: [["person", "p1"], ["person", "p2"]], pointers: [[undefined, "p2"]] },
    { rows: [["person", "p1"], ["company", "p2"]] },
    { rows: [["person", "p1"]] },
  ];
  for (const other of others) assertNotEquals(await hashOf(other), base);
});
