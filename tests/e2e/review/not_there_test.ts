import { assert, assertEquals, assertMatch } from "@std/assert";
import type { StepId } from "../../../steps/runbook/step.ts";
import { openStage, type Stage, told } from "../../support/stage.ts";
import { green, inLedger, intercept, last, moved, notThere, read, SMALL, watermarks } from "./ground.ts";

/** Runs a step while pages of a resource answer 404. */
async function runWithout(stage: Stage, step: StepId, resource: string, isGone: (page: number) => boolean) {
  let gone = 0;
  using _ = intercept(stage, ({ pathname, searchParams }) => {
    if (pathname !== `/api/${resource}` || !isGone(Number(searchParams.get("page")))) return undefined;
    gone++;
    return notThere();
  });
  const ran = await stage.run([step]);
  assert(gone > 0, `${step} did not ask for that page of ${resource}`);
  return ran;
}

const LATER: [step: StepId, resource: string, quirks: Record<string, number>][] = [
  ["audit", "patients", { "page-size-cap": 3 }],
  ["audit", "appointments", { "page-size-cap": 3 }],
  ["members", "practitioners", { "page-size-cap": 3 }],
  ["extract", "appointments", { "page-size-cap": 8 }],
  ["extract", "practitioners", { "page-size-cap": 3 }],
];

for (const [step, resource, quirks] of LATER) {
  Deno.test(`source: a 404 on a later page of ${resource} makes ${step} red, and running it again is green`, async () => {
    await using stage = await openStage({ ...SMALL, quirks });
    if (step !== "audit") await green(stage.run(["audit"]));
    const ran = await runWithout(stage, step, resource, (page) => page > 1);
    assertEquals([ran.code, ran.last.state], [1, "red"], told(ran));
    assertMatch(ran.last.verdict, new RegExp(`404.*${resource}.*run the cell again`));
    await green(stage.run([step]));
  });
}

for (const page of [1, 2]) {
  Deno.test(`source: a 404 on page ${page} of what was there makes the delta red, and nothing is called gone`, async () => {
    await using stage = await moved();
    const [dump, marks] = [await stage.simulators.dump(), await watermarks(stage)];
    const ran = await runWithout(stage, "delta", "appointments", (n) => n === page);
    assertEquals([ran.code, ran.last.state], [1, "red"], told(ran));
    assertMatch(ran.last.verdict, /404.*appointments.*run the cell again/);
    assertEquals(await stage.simulators.dump(), dump);
    assertEquals(await watermarks(stage), marks);
    assertEquals(await inLedger(stage, "select id from source_record where gone_at is not null"), []);
    await green(stage.run(["delta"]));
    assertEquals(await read(stage), []);
  });
}

Deno.test("source: a 404 on a page of changes makes the delta red and moves no watermark", async () => {
  await using stage = await moved();
  const { patients } = await stage.simulators.practice();
  await stage.simulators.putRow("patients", { ...last(patients), last_name: "Changed-Name" });
  const marks = await watermarks(stage);
  using _ = intercept(
    stage,
    ({ pathname, searchParams }) =>
      pathname === "/api/patients" && searchParams.has("updated") ? notThere() : undefined,
  );
  const console = await stage.console();
  const active = await console.runner.start(console.step("delta"), {
    who: "a test",
    input: { sweep: false },
  });
  const outcome = await active.done;
  assertEquals(outcome.state, "red", outcome.verdict);
  assertMatch(outcome.verdict, /404.*patients.*run the cell again/);
  assertEquals(await watermarks(stage), marks);
});

for (const step of ["members", "extract"] as const) {
  Deno.test(`source: a host that only answers 404 does not make ${step} green`, async () => {
    await using stage = await openStage(SMALL);
    await green(stage.run(["audit"]));
    using _ = intercept(stage, (url) => url.origin === stage.simulators.source.url ? notThere() : undefined);
    const ran = await stage.run([step]);
    assert(ran.code === 1 || ran.code === 2, told(ran));
    assertEquals(ran.last.state, "red", told(ran));
  });
}
