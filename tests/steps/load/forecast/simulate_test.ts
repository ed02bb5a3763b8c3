import { assertEquals } from "@std/assert";
import fc from "../../../support/fast_check.ts";
import { conflictsOn } from "../../../../db/conflicts.ts";
import { decideConflicts, TAKEABLE } from "../../../../steps/load/conflicts.ts";
import { LostAnswerError } from "../../../../steps/base/errors.ts";
import { foresee, foreseeRemoval } from "../../../../steps/load/forecast/simulate.ts";
import { land } from "../../../../steps/load/land.ts";
import { removeRecords } from "../../../../steps/load/remove.ts";
import type { Landed, Wanted } from "../../../../steps/load/effect.ts";
import type { Fields } from "../../../../steps/twenty/json.ts";
import { refusal } from "../../support/fake_twenty.ts";
import { Stage, wanted } from "../../support/stage.ts";

const COLUMNS = { jobTitle: null, city: null };

async function open(): Promise<Stage> {
  const stage = await Stage.make();
  stage.twenty.columns = COLUMNS;
  return stage;
}

/** As a run counts it. */
const counted = ({ verdict, reason, decided, hasRecord }: Landed) => [verdict, reason, decided, hasRecord];

/** What a run lands, or removes, is what was foreseen right before it. */
async function holds(stage: Stage, record: Wanted): Promise<Landed | undefined> {
  const [before] = await foresee(stage.ledger, [record]);
  const [landed] = await land(stage.kit, [record]);
  if (before && landed) assertEquals(counted(before), counted(landed));
  return landed;
}

/** One thing that happens to a record before a run looks at it again. */
type Event =
  | { do: "land"; fields: Fields; mishap?: "refused" | "lost before" | "lost after" | "kept otherwise" }
  | { do: "skip" | "remove" | "edit" | "trash" | "take back" | "destroy" }
  | { do: "decide"; take: "twenty" | "practicehub" };

const value = fc.constantFrom("a", "b");
const fields: fc.Arbitrary<Fields> = fc.record({ jobTitle: value, city: value }, {
  requiredKeys: ["jobTitle"],
});
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("land" as const), fields }) },
  fc.record({
    do: fc.constant("land" as const),
    fields,
    mishap: fc.constantFrom("refused", "lost before", "lost after", "kept otherwise"),
  }),
  fc.record({ do: fc.constantFrom("skip", "remove", "edit", "trash", "take back", "destroy") }),
  fc.record({ do: fc.constant("decide" as const), take: fc.constantFrom("twenty", "practicehub") }),
);

async function happens(stage: Stage, id: string, what: Event): Promise<void> {
  const { twenty, kit } = stage;
  const row = twenty.table("people").get(id);
  const deletedAt = "2026-03-02T00:00:00.000Z";
  switch (what.do) {
    case "land":
      return await lands(stage, wanted(id, what.fields), what.mishap);
    case "skip":
      return void await land(kit, [{ ...wanted(id, {}), skip: "patient-missing" }]);
    case "remove":
      return void await removeRecords(kit, [wanted(id, {})]);
    case "edit":
      return row && void twenty.put("people", id, { ...row, jobTitle: "theirs" }, row.deletedAt);
    case "trash":
      return row && void twenty.put("people", id, row, deletedAt);
    case "take back":
      return row && void twenty.put("people", id, row, null);
    case "destroy":
      return void twenty.table("people").delete(id);
    case "decide": {
      const met = (await conflictsOn(stage.ledger, [id])).get(id);
      if (!met || (what.take === "practicehub" && !TAKEABLE.includes(met.code))) return;
      await decideConflicts(kit, { id }, what.take);
    }
  }
}

async function lands(stage: Stage, record: Wanted, mishap?: string): Promise<void> {
  const { twenty, kit } = stage;
  const isWrite = (method: string) => method === "POST" || method === "PATCH";
  twenty.mishap = (method) => {
    if (!mishap || !isWrite(method)) return undefined;
    if (mishap === "refused") return refusal(400, "it is not to our liking");
    return mishap === "lost before" || mishap === "lost after" ? mishap : undefined;
  };
  const kept = twenty.put.bind(twenty);
  if (mishap === "kept otherwise") {
    twenty.put = (plural, id, values, at) => kept(plural, id, { ...values, jobTitle: "cut short" }, at);
  }
  try {
    await land(kit, [record]);
  } catch (error) {
    if (!(error instanceof LostAnswerError)) throw error;
  } finally {
    twenty.mishap = () => undefined;
    twenty.put = kept;
  }
}

/** What tells the ledger how a record stands: everything that a run does about it and that comes to an end. */
const look = fc.oneof(
  fc.record({
    do: fc.constant("land" as const),
    fields,
    mishap: fc.constantFrom(undefined, "refused", "kept otherwise"),
  }),
  fc.record({ do: fc.constant("remove" as const) }),
);

const A = { jobTitle: "a" };
const MADE: Event = { do: "land", fields: A };

/** What was found once is played every time. */
const FOUND: [Event[], Event & { do: "land" | "remove" }, Fields | null, boolean][] = [
  [[MADE, { do: "edit" }, { do: "remove" }], MADE, A, false],
  [
    [MADE, { do: "edit" }, { do: "remove" }],
    { ...MADE, fields: { ...A, city: "b" } },
    { ...A, city: "b" },
    true,
  ],
  [[MADE, { do: "remove" }, { do: "edit" }], MADE, A, true],
  [[MADE, { do: "remove" }], { ...MADE, mishap: "refused" }, null, false],
  [[MADE, { ...MADE, fields: { jobTitle: "b" }, mishap: "refused" }], { do: "remove" }, A, false],
  [[{ ...MADE, mishap: "kept otherwise" }, { do: "remove" }], MADE, null, false],
  [[{ ...MADE, mishap: "kept otherwise" }, { do: "destroy" }], { ...MADE, mishap: "refused" }, null, false],
  [[MADE, { do: "remove" }, { do: "edit" }, MADE, { do: "remove" }], MADE, A, false],
  [[MADE, { do: "remove" }, { do: "take back" }], MADE, null, false],
  [[MADE, { do: "edit" }, { do: "remove" }, { do: "trash" }], MADE, A, false],
  [
    [MADE, { do: "edit" }, { do: "remove" }, { do: "decide", take: "practicehub" }],
    { do: "remove" },
    A,
    false,
  ],
  [
    [MADE, { do: "remove" }, { do: "land", fields: { ...A, city: "a" }, mishap: "lost after" }],
    { do: "remove" },
    A,
    false,
  ],
  [
    [
      { ...MADE, mishap: "kept otherwise" },
      { do: "remove" },
      { do: "land", fields: { jobTitle: "b" }, mishap: "lost after" },
    ],
    { do: "land", fields: { jobTitle: "b" }, mishap: "refused" },
    null,
    false,
  ],
  [
    [MADE, { do: "remove" }, { ...MADE, fields: { jobTitle: "b" }, mishap: "refused" }, { do: "edit" }],
    MADE,
    null,
    false,
  ],
];

Deno.test("whatever happened to a record, once a run has looked at it the next does what is foreseen", async () => {
  await using stage = await open();
  let n = 0;
  const history = fc.array(event, { maxLength: 5 });
  const property = fc.asyncProperty(
    history,
    look,
    fc.option(fields),
    fc.boolean(),
    async (events, looked, next, decide) => {
      const id = `record-${++n}`;
      for (const what of events) await happens(stage, id, what);
      if (looked.do === "land") await lands(stage, wanted(id, looked.fields), looked.mishap);
      // Of a record that is gone in both systems nothing is written down.
      else fc.pre((await removeRecords(stage.kit, [wanted(id, {})]))[0]?.verdict !== "unchanged");
      if (decide) await happens(stage, id, { do: "decide", take: "practicehub" });
      await (next ? holds(stage, wanted(id, next)) : holdsRemoval(stage, id));
    },
  );
  await fc.assert(property, { numRuns: 500, examples: FOUND });
});

async function holdsRemoval(stage: Stage, id: string): Promise<Landed | undefined> {
  const [before] = await foreseeRemoval(stage.ledger, [wanted(id, {})]);
  const [removed] = await removeRecords(stage.kit, [wanted(id, {})]);
  if (before && removed) assertEquals(counted(before), counted(removed));
  return removed;
}

Deno.test("a record with people's work in it that we wrote over is foreseen to stay when its row is gone", async () => {
  await using stage = await open();
  for (
    const what of [
      { do: "land", fields: { jobTitle: "a" } },
      { do: "edit" },
      { do: "land", fields: { jobTitle: "b" } },
      { do: "decide", take: "practicehub" },
      { do: "land", fields: { jobTitle: "b" } },
    ] as const
  ) await happens(stage, "a", what);
  assertEquals((await holdsRemoval(stage, "a"))?.verdict, "conflict");
});

Deno.test("a decision to remove is foreseen to be carried out, and one about values in another notation too", async () => {
  await using stage = await open();
  await land(stage.kit, [wanted("a"), wanted("b", { jobTitle: "b", city: { name: "Leeds" } })]);
  stage.twenty.put("people", "a", { jobTitle: "a", city: "theirs" });
  await happens(stage, "a", { do: "remove" });
  await happens(stage, "a", { do: "decide", take: "practicehub" });
  assertEquals((await holdsRemoval(stage, "a"))?.verdict, "updated");

  stage.twenty.put("people", "b", { jobTitle: "theirs", city: { name: "Leeds", county: "" } });
  const other = wanted("b", { jobTitle: "new", city: { name: "Leeds" } });
  await land(stage.kit, [other]);
  await happens(stage, "b", { do: "decide", take: "practicehub" });
  assertEquals((await holds(stage, other))?.verdict, "updated");
});

Deno.test("what Twenty refused, or never answered, is counted as what would be sent, and named", async () => {
  await using stage = await open();
  await lands(stage, wanted("refused"), "refused");
  await lands(stage, wanted("unanswered"), "lost before");
  await land(stage.kit, [wanted("changed")]);
  await lands(stage, wanted("changed", { jobTitle: "new" }), "refused");
  const records = ["refused", "unanswered", "changed"].map((id) => wanted(id, { jobTitle: "new" }));
  assertEquals((await foresee(stage.ledger, records)).map((r) => [r.verdict, r.again]), [
    ["created", "refused"],
    ["created", "unanswered"],
    ["updated", "refused"],
  ]);
  for (const record of records) await holds(stage, record);
});

Deno.test("values that went with a field are foreseen to be written again once it is made again", async () => {
  await using stage = await open();
  await land(stage.kit, [wanted("a", { jobTitle: "a", city: "Leeds" })]);
  await stage.ledger.commit({
    writes: [
      stage.ledger.db.insertInto("effect").values({
        ...(await stage.effects())[0]!,
        id: 2,
        kind: "schema",
        object: "schema",
        target_id: "schema-city",
        source_key: "field person.city",
        written: JSON.stringify({ object: "person", field: "city", metadataId: "" }),
      }),
    ],
  });
  stage.twenty.put("people", "a", { jobTitle: "a" });
  assertEquals((await holds(stage, wanted("a", { jobTitle: "a", city: "Leeds" })))?.verdict, "updated");
});

Deno.test("a row that is skipped is foreseen to stand where a record of it was made before", async () => {
  await using stage = await open();
  const skip = (id: string) => ({ ...wanted(id, {}), skip: "patient-missing" });
  await land(stage.kit, [wanted("a")]);
  assertEquals((await holds(stage, skip("a")))?.hasRecord, true);
  assertEquals((await holds(stage, skip("b")))?.hasRecord, undefined);
});

Deno.test("foreseeing sends no request and writes nothing", async () => {
  await using stage = await open();
  await land(stage.kit, [wanted("a"), wanted("b")]);
  const [requests, transitions] = [stage.world.requests.length, await stage.transitions()];
  await foresee(stage.ledger, [wanted("a", { jobTitle: "new" }), wanted("b"), wanted("c")]);
  await foreseeRemoval(stage.ledger, [wanted("a", {})]);
  assertEquals([stage.world.requests.length, await stage.transitions()], [requests, transitions]);
});
