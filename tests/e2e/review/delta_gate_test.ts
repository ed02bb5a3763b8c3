import { assertEquals, assertStringIncludes } from "@std/assert";
import { fieldMap } from "../../../db/maps.ts";
import { decideField } from "../../support/decided_maps.ts";
import { TINY } from "../../crash/tiny_practice.ts";
import { InProcessStage } from "../../support/in_process.ts";
import { openStage, type Stage, TO_FULL_RUN, told } from "../../support/stage.ts";
import { green, intercept, last, moved, must, read, rollBack, SMALL, watermarks } from "./ground.ts";

/** The delta says what to run first and leaves everything as it is. */
async function waits(stage: Stage, words: string): Promise<void> {
  const [dump, marks] = [await stage.simulators.dump(), await watermarks(stage)];
  const asked = (await stage.simulators.sourceStats()).total;
  const ran = await stage.run(["delta"]);
  assertEquals(ran.code, 3, told(ran));
  assertEquals(ran.last.state, "waiting");
  assertStringIncludes(ran.last.verdict, words);
  assertEquals(await stage.simulators.dump(), dump);
  assertEquals(await watermarks(stage), marks);
  assertEquals((await stage.simulators.sourceStats()).total, asked);
}

async function change({ simulators }: Stage): Promise<void> {
  const { patients } = await simulators.practice();
  await simulators.putRow("patients", { ...last(patients), last_name: "Changed-Name" });
}

Deno.test("delta: without a full run it waits and writes nothing", async () => {
  await using stage = await openStage(SMALL);
  await green(stage.run(TO_FULL_RUN.filter((step) => step !== "full-run")));
  await change(stage);
  await waits(stage, "Run full run until it is green first");
  await green(stage.run(["full-run"]));
  await green(stage.run(["delta"]));
  assertEquals(await read(stage), []);
});

Deno.test("delta: after a full run that only asked for the sample to be signed it waits and writes nothing", async () => {
  await using stage = await openStage(SMALL);
  await stage.run(TO_FULL_RUN.filter((step) => step !== "full-run"), { signOff: false });
  const asked = await stage.run(["full-run"], { signOff: false });
  assertEquals(asked.last.state, "waiting", told(asked));
  await waits(stage, "Run full run until it is green first");
});

Deno.test("delta: after a full run that is red it waits and writes nothing", async () => {
  await using stage = await openStage(SMALL);
  await green(stage.run(TO_FULL_RUN.filter((step) => step !== "full-run")));
  await stage.simulators.fault("target", { match: "GET /rest/people", kind: "token-revoked", times: 999 });
  const red = await stage.run(["full-run"]);
  assertEquals(red.last.state, "red", told(red));
  await stage.simulators.clearFaults();
  await waits(stage, "Run full run until it is green first");
});

Deno.test("delta: after a row of a map was decided otherwise it waits until there is a full run of that", async () => {
  await using stage = await moved();
  await change(stage);
  const console = await stage.console();
  const row = must((await fieldMap(console.ledger)).find((r) => r.object === "person" && r.creates !== null));
  await console.ledger.commit({ writes: [decideField(console.ledger, row, "ignored")] });
  await console.ledger.close();
  await waits(stage, "field map changed since full run ran");
  await green(stage.run(TO_FULL_RUN));
  await green(stage.run(["delta"]));
});

Deno.test("delta: after a rollback it waits and writes nothing", async () => {
  await using stage = await moved();
  const done = await rollBack(stage);
  assertEquals(done.code, 0, told(done));
  await change(stage);
  await waits(stage, "rollback changed since full run ran");
});

Deno.test("delta: one delta needs no new full run before the next", async () => {
  await using stage = await moved();
  for (let round = 0; round < 2; round++) {
    await change(stage);
    await green(stage.run(["delta"]));
    assertEquals(await read(stage), []);
  }
});

Deno.test("full run: while a row fails there is no watermark, and none is set before all are confirmed", async () => {
  // More patients than a sample takes, so that some are left for the full run.
  const [first] = TINY.patients ?? [];
  const more = Array.from({ length: 70 }, (_, i) => ({ ...first, id: 100 + i, email: `p${i}@example.test` }));
  await using stage = await InProcessStage.open({ ...TINY, patients: [...TINY.patients ?? [], ...more] });
  await green(stage.run(TO_FULL_RUN.filter((step) => step !== "full-run")));
  {
    using _ = intercept(
      stage,
      ({ pathname }) =>
        pathname === "/rest/batch/people"
          ? Response.json({ messages: ["Not today"], code: "BAD_REQUEST" }, { status: 400 })
          : undefined,
    );
    const red = await stage.run(["full-run"]);
    assertEquals(red.last.state, "red", told(red));
  }
  assertEquals(await watermarks(stage), []);
  await green(stage.run(["full-run"]));
  assertEquals((await watermarks(stage)).length > 0, true);
});
