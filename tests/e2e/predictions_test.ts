import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { openLedger } from "../../db/open.ts";
import { fieldMap } from "../../db/maps.ts";
import { Console } from "../../steps/console/console.ts";
import type { StepId } from "../../steps/runbook/step.ts";
import { confirmField, ignoreField } from "../../steps/map_editor/field_decisions.ts";
import { statusReport, statusText } from "../../steps/console/status.ts";
import { openStage, runOn, type Stage, told } from "../support/stage.ts";
import { must, SMALL } from "./review/ground.ts";

const sentence = async (console: Console, step: StepId): Promise<string> =>
  (await console.predict(step)).sentence;

/** The number before a word of a sentence. */
function number(text: string, word: RegExp): number {
  const [, n = "none"] = new RegExp(`([\\d,]+) (?:${word.source})`).exec(text) ?? [];
  return Number(n.replaceAll(",", ""));
}

/** Requests to PracticeHub's API that a step sends. */
async function requestsOf(stage: Stage, console: Console, step: StepId): Promise<number> {
  const before = (await stage.simulators.sourceStats()).total;
  const ran = await runOn(console, [step]);
  assertEquals(ran.code, 0, told(ran));
  return (await stage.simulators.sourceStats()).total - before;
}

Deno.test("how many requests an audit, an extract and a delta send is told before", async () => {
  await using stage = await openStage({ patients: 60 });
  const console = await stage.console();
  assertMatch(
    await sentence(console, "audit"),
    /^Would read 14 resources of PracticeHub with at least \d+ requests/,
  );
  assertEquals(await sentence(console, "extract"), "Would read every page of every resource.");
  await runOn(console, ["audit", "schema", "members"]);

  const audit = number(await sentence(console, "audit"), /requests/);
  // Rows that others name and that were on none of the pages are asked for by id.
  const lookedUp = 1;
  assertEquals(await requestsOf(stage, console, "audit"), audit + lookedUp);

  const extract = await sentence(console, "extract");
  assertEquals(await pages(console, "extract"), number(extract, /requests/), extract);
  await runOn(console, ["sample", "full-run"]);
  const delta = await sentence(console, "delta");
  assertMatch(delta, /since \d{4}-\d{2}-\d{2} \d{2}:\d{2} at the clinic, with the sweep/);
  assertEquals(await pages(console, "delta"), number(delta, /requests/), delta);
});

/** Pages that a step walked, as the ledger has them. */
async function pages(console: Console, step: StepId): Promise<number> {
  const ran = await runOn(console, [step]);
  assertEquals(ran.code, 0, told(ran));
  const { id } = await console.ledger.db.selectFrom("run").select((q) => q.fn.max("id").as("id"))
    .executeTakeFirstOrThrow();
  const rows = await console.ledger.db.selectFrom("page_checkpoint").select("page").where(
    "scan",
    "=",
    String(id),
  )
    .execute();
  return rows.length;
}

Deno.test("an extract that was cut off tells how many pages are left", async () => {
  await using stage = await openStage({ patients: 60 });
  const console = await stage.console();
  await runOn(console, ["audit"]);
  await stage.simulators.fault("source", { match: "GET /api/appointments", kind: "500", times: 99, skip: 1 });
  await runOn(console, ["extract"]);
  await stage.simulators.clearFaults();
  const text = await sentence(console, "extract");
  assertMatch(text, /^Would go on after \d+ pages with about \d+ requests/);
});

Deno.test("what the schema cell makes is told before, and what it proposes from", async () => {
  await using stage = await openStage(SMALL);
  const console = await stage.console();
  const by = { ledger: console.ledger, world: stage.world, who: "ana", anyway: true };
  assertEquals(await sentence(console, "schema"), "Would propose what goes where, from what the audit saw.");
  await runOn(console, ["audit"]);
  assertMatch(await sentence(console, "schema"), /^Would propose where \d+ fields of \d+ resources go/);
  await runOn(console, ["schema"], { acceptProposals: false });
  assertMatch((await console.predict("schema")).blocked ?? "", /rows of the maps wait for a person/);
  for (const row of await fieldMap(console.ledger)) {
    if (row.state === "proposed") await confirmField(by, row);
  }
  await console.ledger.db.updateTable("value_map").set({ state: "confirmed" }).where("state", "=", "proposed")
    .execute();

  const text = await sentence(console, "schema");
  const counts = [/objects?/, /fields?/, /options?/].map((word) => number(text, word));
  assertEquals(await makes(console), counts, text);
  assertStringIncludes(await sentence(console, "schema"), "Would make nothing, by what Twenty had");
  const dob = must((await fieldMap(console.ledger)).find((r) => r.target === "dateOfBirth"));
  await ignoreField(by, dob, "");
  assertEquals((await console.predict("schema")).gist, "make nothing");
});

/** Runs the cell and gives how many objects, fields and options it made. */
async function makes(console: Console): Promise<number[]> {
  const ran = await runOn(console, ["schema"], { acceptProposals: false });
  assertEquals(ran.code, 0, told(ran));
  const rows = await console.ledger.db.selectFrom("effect").select(["source_key", "written"])
    .where("kind", "=", "schema").execute();
  const made = (what: string) => rows.filter((row) => row.source_key.startsWith(`${what} `));
  const options = made("options").flatMap((row) =>
    (JSON.parse(row.written) as { options: string[] }).options
  );
  return [made("object").length, made("field").length, options.length];
}

Deno.test("how many practitioners are matched, and how many records a rollback looks at, is told before", async () => {
  await using stage = await openStage(SMALL);
  const console = await stage.console();
  assertEquals(await sentence(console, "members"), "Would match practitioners to workspace members by name.");
  assertEquals(await sentence(console, "rollback"), "Nothing of this migration is in Twenty.");
  await runOn(console, ["audit"]);
  const staff = number(await sentence(console, "members"), /practitioners/);
  const ran = await runOn(console, ["schema", "members", "extract", "sample", "full-run"]);
  assertEquals(ran.code, 0, told(ran));
  const members = must(ran.outcomes.find((o) => o.step === "members"));
  assertEquals(members.tables?.[0]?.rows.length, staff);
  assertStringIncludes(
    await sentence(console, "members"),
    `Would match ${staff} practitioners again by name;`,
  );

  const rollback = await sentence(console, "rollback");
  const shown = await runOn(console, ["rollback"]);
  assertEquals(number(shown.last.verdict, /records? would/), number(rollback, /records/), rollback);
});

Deno.test("the status of a ledger tells of every cell what the page tells, and waits for what has to be counted", async () => {
  await using stage = await openStage(SMALL);
  const console = await stage.console();
  await runOn(console, ["audit", "schema", "members", "extract", "sample"]);
  const ledger = await openLedger({ url: stage.ledgerPath, mode: "read" });
  const report = await statusReport(await Console.look(ledger, stage.world));
  await ledger.close();
  const of = (step: StepId) => must(report.cells.find((c) => c.step === step)).prediction;
  for (const step of ["audit", "schema", "members", "extract", "delta", "rollback"] as const) {
    assertEquals(of(step), await console.predict(step));
  }
  const full = must(of("full-run").forecast);
  assertStringIncludes(statusText(report), of("full-run").sentence);
  const ran = await runOn(console, ["full-run"]);
  assertEquals(full.objects, ran.last.reconciliation, told(ran));
});
