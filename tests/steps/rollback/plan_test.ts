import { assert, assertEquals, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import type { TargetObject } from "../../../steps/mapping/vocabulary.ts";
import { planOf } from "../../../steps/rollback/plan.ts";
import type { Ours } from "../../../steps/rollback/ours.ts";
import type { Survey } from "../../../steps/rollback/survey.ts";

type Row = [object: TargetObject, id: string, keep?: string];

const ours = (id: string): Ours => ({ targetId: id, sourceKey: `source/${id}`, seen: null, written: "{}" });

function surveyOf(
  rows: Row[],
  pointers: [from: string | undefined, to: string][] = [],
  absent: Row[] = [],
): Survey {
  const there: Survey["there"] = new Map();
  for (const [object, id, keep] of rows) {
    there.set(object, new Map([...there.get(object) ?? [], [id, { ours: ours(id), keep }]]));
  }
  return {
    there,
    absent: new Map(absent.map(([object, id]) => [object, [ours(id)]])),
    pointers: pointers.map(([from, to]) => ({ from, to })),
    foreign: "",
    foreignRows: 0,
    usedByOthers: new Set(),
  };
}

const EDITED = "edited in Twenty since";
const removed = (survey: Survey): string[] => [...planOf(survey).reverse.values()].flat().sort();
const reasons = (survey: Survey) =>
  Object.fromEntries(planOf(survey).kept.map((k) => [k.sourceKey, k.reason]));

Deno.test("what nobody touched goes", () => {
  const survey = surveyOf([["company", "c"], ["person", "p"], ["note", "n"]], [["p", "c"]]);
  assertEquals(removed(survey), ["c", "n", "p"]);
  assertEquals(planOf(survey).count, 3);
});

Deno.test("what was edited stays, and all that it points at, however far", () => {
  const survey = surveyOf(
    [["appointment", "a", EDITED], ["person", "p"], ["company", "c"], ["company", "other"], ["note", "n"]],
    [["a", "p"], ["p", "c"], ["n", "p"]],
  );
  assertEquals(removed(survey), ["n", "other"]);
  assertEquals(reasons(survey), {
    "source/a": EDITED,
    "source/p": "a kept record refers to it",
    "source/c": "a kept record refers to it",
  });
});

Deno.test("what points at a kept record may go", () => {
  const survey = surveyOf([["person", "p", EDITED], ["note", "n"]], [["n", "p"]]);
  assertEquals(removed(survey), ["n"]);
});

Deno.test("what somebody else's record points at stays", () => {
  const survey = surveyOf([["person", "p"], ["company", "c"], ["note", "n"]], [[undefined, "p"], ["p", "c"]]);
  assertEquals(removed(survey), ["n"]);
  assertEquals(reasons(survey)["source/p"], "somebody else's record refers to it");
});

Deno.test("records that point at each other end", () => {
  const survey = surveyOf([["company", "a", EDITED], ["company", "b"]], [["a", "b"], ["b", "a"], ["a", "a"]]);
  assertEquals(removed(survey), []);
});

Deno.test("whatever points at what: no kept record loses what it points at, and none is kept without a reason", () => {
  const id = fc.constantFrom("a", "b", "c", "d", "e", "f");
  const pointer = fc.tuple(fc.oneof(id, fc.constant(undefined)), id);
  fc.assert(
    fc.property(fc.subarray(["a", "b", "c", "d", "e", "f"]), fc.array(pointer), (edited, pointers) => {
      const rows = ["a", "b", "c", "d", "e", "f"].map((
        i,
      ): Row => ["person", i, edited.includes(i) ? EDITED : undefined]);
      const gone = new Set(removed(surveyOf(rows, pointers)));
      for (const [from, to] of pointers) {
        if (from === undefined || !gone.has(from)) assert(!gone.has(to), `${from} loses ${to}`);
      }
      for (const i of ["a", "b", "c", "d", "e", "f"]) {
        const pointed = pointers.some(([from, to]) => to === i && (from === undefined || !gone.has(from)));
        if (!gone.has(i)) assert(edited.includes(i) || pointed, `${i} is kept for nothing`);
      }
    }),
    { numRuns: 500 },
  );
});

Deno.test("every record of ours is in exactly one place, and the count is what goes", () => {
  const survey = surveyOf(
    [["person", "p1"], ["person", "p2", EDITED], ["note", "n"]],
    [],
    [["person", "p3"], ["company", "c"]],
  );
  const plan = planOf(survey);
  assertEquals(plan.objects, [
    { object: "companies", reverse: 0, keep: 0, absent: 1 },
    { object: "people", reverse: 1, keep: 1, absent: 1 },
    { object: "notes", reverse: 1, keep: 0, absent: 0 },
  ]);
  assertEquals(plan.count, 2);
});

Deno.test("a confirmation is bound to the plan: any other id or bucket is another plan", () => {
  const base = surveyOf([["person", "p1"], ["person", "p2"]]);
  assertEquals(planOf(base).hash, planOf(surveyOf([["person", "p2"], ["person", "p1"]])).hash);
  for (
    const other of [
      surveyOf([["person", "p1"], ["person", "p3"]]),
      surveyOf([["person", "p1"], ["person", "p2", EDITED]]),
      surveyOf([["person", "p1"], ["person", "p2"]], [[undefined, "p2"]]),
      surveyOf([["person", "p1"], ["company", "p2"]]),
      surveyOf([["person", "p1"]]),
    ]
  ) assertNotEquals(planOf(other).hash, planOf(base).hash);
});
