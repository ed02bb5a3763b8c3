import { assert, assertEquals, assertNotEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { fieldMap } from "../../db/maps.ts";
import { decideField } from "../support/decided_maps.ts";
import { createApp } from "../../routes/app.ts";
import type { Console } from "../../steps/console/console.ts";
import { decideConflicts } from "../../steps/load/conflicts.ts";
import { NeedsPersonError, UsageError } from "../../steps/base/errors.ts";
import type { Outcome } from "../../steps/runbook/step.ts";
import { startRows } from "../../steps/console/rows_again.ts";
import type { Only } from "../../steps/load/transfer/rows_again.ts";
import { openStage, runOn, TO_FULL_RUN, told } from "../support/stage.ts";
import { failedAndMended, failedKeys } from "./failed_and_mended.ts";
import { must, read, watermarks } from "./review/ground.ts";
import { readWorkspace } from "./reader/workspace.ts";

async function again(
  console: Console,
  only: Only,
  step: "full-run" | "delta" = "full-run",
): Promise<Outcome> {
  return await (await startRows(console, step, "ana", only)).done;
}

const stateOf = async (console: Console, step: string): Promise<string | undefined> =>
  (await console.statuses()).find((s) => s.step === step)?.state;

/** Source rows of which the newest run wrote or recorded anything. */
async function touched({ ledger }: Console): Promise<string[]> {
  const { id } = await ledger.db.selectFrom("run").select((q) => q.fn.max("id").as("id"))
    .executeTakeFirstOrThrow();
  const rows = await ledger.db.selectFrom("effect").select("source_key").where("run_id", "=", Number(id))
    .execute();
  return [...new Set(rows.map((r) => r.source_key))].sort();
}

Deno.test("the failed rows alone are run again, the cell stays red and no watermark moves until everything is run", async () => {
  const { stage, console, keys } = await failedAndMended();
  await using _ = stage;
  assert(keys.length > 1);

  const part = await again(console, "failed");
  assertEquals(part.state, "green", part.verdict);
  assertStringIncludes(part.verdict, `Only ${keys.length} rows: ${keys.length} created; read back`);
  assertEquals(await touched(console), keys);
  assertEquals(await failedKeys(console), []);
  assertEquals(part.reconciliation?.map((r) => [r.object, r.source]), [["appointment", keys.length]]);

  assertEquals(await stateOf(console, "full-run"), "red");
  assertEquals(await watermarks(stage), []);
  const delta = await runOn(console, ["delta"]);
  assertStringIncludes(delta.last.verdict, "Run full run until it is green first");
  await assertRejects(() => again(console, "failed"), UsageError, "No row stands as failed");

  await decideConflicts(await console.kit("ana"), "undecided", "twenty");
  const whole = await runOn(console, ["full-run"]);
  assertEquals(whole.last.state, "green", told(whole));
  assertEquals(await stateOf(console, "full-run"), "green");
  assertNotEquals(await watermarks(stage), []);
  // Those whose value went with the option were left as they are, as decided.
  assertEquals((await read(stage)).length, whole.last.reconciliation?.reduce((n, r) => n + r.conflict, 0));
});

Deno.test("the page offers the failed rows and each of them, tells what a run of them did, and keeps the whole run's figures", async () => {
  const { stage, console, keys } = await failedAndMended();
  await using _ = stage;
  const app = createApp(console, { token: "in", viewerToken: "look" });
  const at = "http://127.0.0.1:8000";
  const enter = async (token: string) =>
    ((await app.request(`${at}/?token=${token}`)).headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const cookie = await enter("in");
  const html = async (path = "/") =>
    await (await app.request(`${at}${path}`, { headers: { cookie } })).text();
  const post = (form: Record<string, string>, as = cookie) =>
    app.request(`${at}/cells/full-run/rows`, {
      method: "POST",
      headers: { cookie: as, origin: at },
      body: new URLSearchParams(form),
    });

  assertStringIncludes(await html(), `Run the ${keys.length} failed rows again`);
  const first = must(keys[0]);
  assertStringIncludes(await html(`/records/${first}`), 'data-action="again"');
  assertEquals((await post({ row: first }, await enter("look"))).status, 403);
  assertEquals((await post({ row: "patients/1 or 1" })).status, 422);

  const answer = await post({ row: first });
  assertEquals([answer.status, answer.headers.get("location")], [303, "/#cell-full-run"]);
  await console.runner.active?.done;
  assertEquals(await touched(console), [first]);
  const page = await html();
  assertStringIncludes(page, "Only 1 row: 1 created");
  assertStringIncludes(page, "which went through everything, found");
  assertStringIncludes(page, "outside-tolerance-appointment");
  assertStringIncludes(
    await html(`/records/${first}`),
    "found equal to what was written, by run 2 of the full run",
  );
  const left = keys.length - 1;
  assertStringIncludes(page, left === 1 ? "Run the failed row again" : `Run the ${left} failed rows again`);
});

Deno.test("a row that is refused or edited makes a green cell no longer green, and the next run of everything decides", async () => {
  await using stage = await openStage({ patients: 8 });
  const console = await stage.console();
  const moved = await runOn(console, TO_FULL_RUN);
  assertEquals(moved.code, 0, told(moved));
  const marks = await watermarks(stage);
  const { people } = await readWorkspace(stage.simulators.target);
  const { patients = [] } = await stage.simulators.practice();
  const row = must(patients.find((p) => p.first_name && p.last_name));
  const key = `patients/${row.id}`;
  const person = must(people.find((p) => p.practiceHubId === key));

  assertEquals((await again(console, [key])).state, "green");
  assertEquals(await stateOf(console, "full-run"), "green");
  assertEquals(await touched(console), [], "what is equal is not written");

  await stage.simulators.person("PATCH", `people/${person.id}`, { name: { lastName: "Theirs" } });
  await stage.simulators.putRow("patients", { ...row, last_name: "Ours" });
  const delta = await runOn(console, ["delta"]);
  assertEquals(delta.last.state, "waiting", told(delta));
  const part = await again(console, [key], "delta");
  assertEquals(part.state, "waiting", part.verdict);
  assertEquals(await stateOf(console, "delta"), "waiting");
  assertEquals((await watermarks(stage)).length, marks.length);
});

Deno.test("single rows are not run before everything was, nor by other maps than it; and no run is begun for that", async () => {
  await using stage = await openStage({ patients: 8 });
  const console = await stage.console();
  const sampled = await runOn(console, TO_FULL_RUN.slice(0, -1));
  assertEquals(sampled.code, 0, told(sampled));
  const runs = async () => (await console.ledger.db.selectFrom("run").select("id").execute()).length;
  const before = await runs();
  await assertRejects(() => again(console, ["patients/1"]), NeedsPersonError, "through everything first");
  assertEquals(await runs(), before);

  const moved = await runOn(console, ["full-run"]);
  assertEquals(moved.last.state, "green", told(moved));
  const field = must(
    (await fieldMap(console.ledger)).find((r) => r.object === "person" && r.creates !== null),
  );
  await console.ledger.commit({ writes: [decideField(console.ledger, field, "ignored")] });
  await assertRejects(() => again(console, ["patients/1"]), NeedsPersonError, "changed");
  assertEquals(await runs(), before + 1);
});
