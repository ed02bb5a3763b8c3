import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { readMigration } from "../../db/migration.ts";
import { changePlaces } from "../../steps/staging/places/change.ts";
import { environment, handover } from "../support/child.ts";
import { openStage, runOn, TO_FULL_RUN, told } from "../support/stage.ts";

const WORKFLOWS = {
  handover: "workflows",
  version: 1,
  workflows: [{
    name: "Reminder for Mrs Secret",
    purpose: "",
    active: true,
    trigger: { type: "before appointment", detail: "", delay: { amount: 1, unit: "days" } },
    match: "all",
    conditions: [{ field: "appointments.status", operator: "is", value: "pending" }],
    actions: [{ type: "send SMS", detail: "", template: "Secret", wait: null }],
    notes: "",
  }],
};

Deno.test("a script hands in workflows and companies before it runs, and gets the workflows out again", async () => {
  await using stage = await openStage({ patients: 10 });
  const { simulators, dir } = stage;
  const { PRACTICE_NAME: _, ...env } = environment(simulators, stage.ledgerPath);
  const [json, csv, guide] = [`${dir}/workflows.json`, `${dir}/companies.csv`, `${dir}/guide.md`];
  await Deno.writeTextFile(json, JSON.stringify(WORKFLOWS));
  await Deno.writeTextFile(csv, "id,name,city\npractice,Secret Clinic,Leeds\n1,Secret Street,\n");

  const ran = await handover(["run", "audit", "--workflows", json, "--companies", csv], env);
  assertEquals(ran.code, 0, ran.stderr);
  assertStringIncludes(ran.stdout, "workflows imported by command line: 1 new, 0 changed, 0 as before");
  assertStringIncludes(ran.stdout, "2 companies named by command line");
  assert(!(ran.stdout + ran.stderr).includes("Secret"), "nothing that was told is printed");

  const before = await simulators.targetRequests();
  const out = await handover(["workflows", "--format", "json"], env);
  assertEquals(JSON.parse(out.stdout), WORKFLOWS);
  const written = await handover(["workflows", "--out", guide], env);
  assertEquals([written.code, written.stdout], [0, ""]);
  const text = await Deno.readTextFile(guide);
  assertStringIncludes(text, "Secret Clinic → ");
  assertStringIncludes(text, "## 1. Reminder for Mrs Secret");
  assertEquals(await simulators.targetRequests(), before);

  const console = await stage.console({ settings: { practiceName: undefined } });
  const kept = (await readMigration(console.ledger))?.settings as { locations: unknown; addresses: unknown };
  assertEquals([kept.locations, kept.addresses], [{ "1": "Secret Street" }, { practice: { city: "Leeds" } }]);
});

Deno.test("a file that cannot be read, or is wrong, stops a script before any step, and nothing of it is kept", async () => {
  await using stage = await openStage({ patients: 2 });
  const env = environment(stage.simulators, stage.ledgerPath);
  const [json, csv] = [`${stage.dir}/workflows.json`, `${stage.dir}/companies.csv`];
  await Deno.writeTextFile(json, JSON.stringify(WORKFLOWS));
  await Deno.writeTextFile(csv, "id,name\nSecret,A\n");
  const cases: [string[], string][] = [
    [["run", "audit", "--workflows", json, "--companies", csv], "Line 2, column id"],
    [["run", "audit", "--workflows", `${stage.dir}/none.json`], "cannot be read"],
    [["run", "audit", "--workflows", csv], "This is no JSON"],
    [["workflows", "--format", "pdf"], "--format takes md or json."],
    [["status", "--workflows", json], "--workflows goes with run"],
  ];
  for (const [args, said] of cases) {
    const { code, stdout, stderr } = await handover(args, env);
    assertEquals(code, 2, args.join(" "));
    assertStringIncludes(stderr, said);
    assert(!(stdout + stderr).includes("Secret"));
  }
  assertEquals((await stage.simulators.sourceStats()).total, 0);
  assertEquals(JSON.parse((await handover(["workflows", "--format", "json"], env)).stdout).workflows, []);
});

Deno.test("names and addresses reach Twenty; a change of them makes the extract stale and is brought by a delta", async () => {
  await using stage = await openStage({ patients: 10 });
  const console = await stage.console({ settings: { addresses: { practice: { city: "Reading" } } } });
  await changePlaces(console, "ana", [{
    id: "1",
    name: "Hill Street",
    address: { street: "1 Hill", postcode: "LS1" },
  }]);
  const full = await runOn(console, TO_FULL_RUN);
  assertEquals(full.code, 0, told(full));
  const companies = async () => {
    const all = JSON.parse(await stage.simulators.dump());
    const rows: Record<string, unknown>[] = all.records?.companies ?? all.companies ?? [];
    const of = (key: string) => rows.find((row) => row["practiceHubId"] === key);
    return { account: of("account/1"), hill: of("locations/1") };
  };
  const first = await companies();
  assertEquals(first.hill?.["name"], "Hill Street");
  assertStringIncludes(JSON.stringify(first.hill), '"1 Hill"');
  assertStringIncludes(JSON.stringify(first.account), '"Reading"');
  const stale = async () =>
    (await console.statuses()).filter((s) => s.changed.includes("companies")).map((s) => s.step);
  assertEquals(await stale(), []);
  await changePlaces(console, "ana", [{ id: "1", name: "Mill Lane" }]);
  assertEquals(await stale(), ["extract"]);
  const delta = await runOn(console, ["delta"]);
  assertEquals(delta.code, 0, told(delta));
  assertEquals((await companies()).hill?.["name"], "Mill Lane");
});
