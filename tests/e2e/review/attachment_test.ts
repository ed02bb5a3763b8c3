import { assertEquals, assertStringIncludes } from "@std/assert";
import { openStage, type Ran, type Stage, told } from "../../support/stage.ts";
import { green, inLedger, last, moved, read, SMALL } from "./ground.ts";

const states = async (stage: Stage): Promise<Record<string, number>> => {
  const rows = await inLedger(
    stage,
    `select state, count(*) as n from effect e where object = 'attachment' and state <> 'skipped'
       and not exists (select 1 from effect l where l.target_id = e.target_id and l.id > e.id) group by state`,
  );
  return Object.fromEntries(rows.map(({ state, n }) => [String(state), Number(n)]));
};

/** One file is in the run's account of what failed; nothing else is. */
function oneFailed(ran: Ran): void {
  assertEquals([ran.code, ran.last.state], [1, "red"], told(ran));
  const failed = (ran.last.reconciliation ?? []).filter((line) => line.failed > 0);
  assertEquals(failed.map((line) => [line.object, line.failed]), [["attachment", 1]]);
  const why = JSON.stringify(ran.last.tables?.find((t) => t.id === "not-created")?.rows);
  assertStringIncludes(why, "the bytes read back are not those of the source");
}

for (const kind of ["500", "html"]) {
  Deno.test(`sample: one attachment whose download fails (${kind}) fails alone, and running again is green`, async () => {
    await using stage = await openStage({ ...SMALL, patients: 8 });
    await green(stage.run(["audit", "schema", "members", "extract"]));
    await stage.simulators.fault("target", { match: "GET /file/*", kind });
    oneFailed(await stage.run(["sample"]));
    assertEquals(await stage.simulators.waitingFaults("target"), 0);
    const { failed, confirmed = 0, ...others } = await states(stage);
    assertEquals([failed, confirmed > 1, others], [1, true, {}]);
    const again = await green(stage.run(["sample", "full-run"]));
    assertEquals(again.last.reconciliation?.find((l) => l.object === "attachment")?.failed, 0);
    assertEquals(await states(stage), { confirmed: confirmed + 1 });
    assertEquals(await read(stage), []);
  });
}

Deno.test("delta: one attachment whose download is refused fails alone, and running again is green", async () => {
  await using stage = await moved();
  const { simulators } = stage;
  const { files = [] } = await simulators.practice();
  const file = last(files.filter((row) => row.entity_type === "patient" && row.url === "signed"));
  for (const n of [1, 2, 3]) await simulators.putRow("files", { ...file, id: last(files).id + n });
  const { confirmed: before = 0 } = await states(stage);
  await simulators.fault("target", { match: "GET /file/*", kind: "500" });
  oneFailed(await stage.run(["delta"]));
  assertEquals(await states(stage), { confirmed: before + 2, failed: 1 });
  await green(stage.run(["delta"]));
  assertEquals(await states(stage), { confirmed: before + 3 });
  assertEquals(await read(stage), []);
});
