import { assertEquals } from "@std/assert";
import { markGone, upsertRecords } from "../../../db/source_records.ts";
import { applyGone, goneTable } from "../../../steps/load/gone.ts";
import { Tally } from "../../../steps/load/tally.ts";
import { land } from "../../../steps/load/land.ts";
import { AT } from "../../db/temp_ledger.ts";
import { refusal } from "../support/fake_twenty.ts";
import { Stage, wanted } from "../support/stage.ts";

const PEOPLE = 450;

/** People who were moved and are all gone in the source: more than two batches. */
async function allGone(stage: Stage): Promise<void> {
  const ids = Array.from({ length: PEOPLE }, (_, i) => i + 1);
  for (let i = 0; i < PEOPLE; i += 150) {
    await land(
      stage.kit,
      ids.slice(i, i + 150).map((id) => ({ ...wanted(`p${id}`), sourceKey: `patients/${id}` })),
    );
  }
  await stage.ledger.commit({
    writes: [
      ...upsertRecords(stage.ledger, "patients", ids.map((id) => ({ id })), 1, AT),
      markGone(stage.ledger, "patients", ids, AT),
    ],
  });
}

Deno.test("however many rows are gone, each record is removed once, a batch at a time", async () => {
  await using stage = await Stage.make();
  await allGone(stage);
  const tally = await applyGone(stage.kit);
  assertEquals(tally.total("updated"), PEOPLE);
  const left = [...stage.twenty.table("people").values()].filter((row) => row.deletedAt === null);
  assertEquals(left.length, 0);
  assertEquals((await applyGone(stage.kit)).reconciliation, []);
});

Deno.test("what cannot be removed is tried once in a delta, and again in the next", async () => {
  await using stage = await Stage.make();
  await allGone(stage);
  stage.twenty.mishap = (method, path) =>
    method === "DELETE" && path.endsWith("/p7") ? refusal(400, "not now") : undefined;
  const tally = await applyGone(stage.kit);
  assertEquals([tally.total("updated"), tally.total("failed")], [PEOPLE - 1, 1]);
  const [table] = goneTable(tally, "soft-delete");
  assertEquals(table?.title, "Gone in PracticeHub and not put in the trash, and why");
  assertEquals(table?.figure, "1 row for 1 reason");
  stage.twenty.mishap = () => undefined;
  const next = await applyGone({ ...stage.kit, run: 2 });
  assertEquals([next.total("updated"), next.total("failed")], [1, 0]);
});

Deno.test("what is gone and stands as it is bears the title of what was not done about it, and none where all is kept", () => {
  const titles = (["soft-delete", "flag", "keep"] as const).map((policy) =>
    goneTable(new Tally(), policy).map(({ title }) => title)
  );
  assertEquals(titles, [
    ["Gone in PracticeHub and not put in the trash, and why"],
    ["Gone in PracticeHub and not flagged, and why"],
    [],
  ]);
});
