import { assert, assertEquals, assertNotMatch, assertStringIncludes } from "@std/assert";
import { CANARIES } from "../../fixtures/practice/canaries.ts";
import { auditReport } from "../../routes/audit/report.tsx";
import { auditDetail } from "../../steps/profile/audit_detail.ts";
import type { Finding, OutcomeTable } from "../../steps/runbook/step.ts";
import { environment, handover } from "../support/child.ts";
import { openStage, runOn, TO_FULL_RUN, told } from "../support/stage.ts";

const SIZE = { patients: 60, seed: 1 };

const table = (tables: OutcomeTable[] | undefined, id: string) =>
  tables?.find((t) => t.id === id)?.rows ?? [];
const finding = (findings: Finding[] | undefined, id: string) => findings?.find((f) => f.id === id);

Deno.test("the audit lists every row its rules are about, by keys of rows that are there", async () => {
  await using stage = await openStage(SIZE);
  const ran = await stage.run(["audit"]);
  assertEquals(ran.code, 0, told(ran));
  const practice = await stage.simulators.practice();
  const there = new Set(
    Object.entries(practice).flatMap(([name, rows]) => rows.map((row) => `${name}/${row.id}`)),
  );
  const keys = (ran.last.findings ?? []).flatMap((f) => (f.rows ?? []).flatMap((r) => r.keys));
  assert(keys.length > 50, "there is something to list");
  assertEquals(keys.filter((key) => !there.has(key)), []);
  const shared =
    practice.patients?.filter((p) =>
      String(p.email ?? "").trim().toLowerCase() === "family.renouf@example.test"
    ).map((p) => p.id).sort((a, b) => a - b).slice(1) ?? [];
  const listed = new Set(finding(ran.last.findings, "email-shared")?.rows?.flatMap((r) => r.keys));
  assertEquals(shared.filter((id) => !listed.has(`patients/${id}`)), []);
});

Deno.test("an optional object that is ticked is audited as moving, and no longer told to stay behind", async () => {
  await using stage = await openStage(SIZE);
  const plain = (await stage.run(["audit"])).last;
  assertStringIncludes(finding(plain.findings, "left-behind")?.title ?? "", "invoices");
  const console = await stage.console({
    settings: { optionalObjects: ["invoices", "payments", "patient_logs"] },
  });
  const ticked = (await runOn(console, ["audit"])).last;
  assertEquals(
    finding(ticked.findings, "left-behind")?.title,
    "Stay in PracticeHub: payment allocations",
  );
  const objects = table(ticked.tables, "inventory").map((row) => row[3]);
  assert(
    ["Invoice", "Payment", "Activity log entry"].every((name) => objects.includes(name)),
    String(objects),
  );
  const detail = await auditDetail(console.ledger);
  assert((detail?.values["payment_methods"] ?? []).every(([value]) => value.includes("\u001f")));
  assert((detail?.values["patient_logs.type"] ?? []).length > 0);
  await console.ledger.close();
});

Deno.test("the fields that the audit says are to be made are those that the schema cell makes", async () => {
  await using stage = await openStage(SIZE);
  const before = table((await stage.run(["audit"])).last.tables, "target");
  const said = before.reduce((n, row) => n + String(row[4]).split(", ").filter(Boolean).length, 0);
  const made = await stage.run(["schema"]);
  assertEquals(made.code, 0, told(made));
  const after = table((await stage.run(["audit"])).last.tables, "target");
  assert(said > 40, String(said));
  assertEquals(after.filter((row) => row[1] !== "yes" || row[4] !== ""), []);
});

Deno.test("people in Twenty's trash are a warning only with the address of a patient, and are named by their ids", async () => {
  await using stage = await openStage({ patients: 12 });
  const { simulators } = stage;
  const patients = (await simulators.practice()).patients ?? [];
  const email = String(patients.find((p) => String(p.email ?? "").includes("@example.test"))?.email);
  const binned = async (primaryEmail: string) => {
    const { id } = await simulators.person("POST", "people", { emails: { primaryEmail } });
    await simulators.person("DELETE", `people/${id}`);
    return id;
  };
  await binned("nobody.here@example.test");
  const before = (await stage.run(["audit"])).last;
  assertEquals([finding(before.findings, "soft-deleted"), table(before.tables, "trash")], [undefined, []]);
  assertEquals(finding(before.findings, "trash")?.severity, "info");
  const id = await binned(email.toUpperCase());
  const { last } = await stage.run(["audit"]);
  assertStringIncludes(finding(last.findings, "soft-deleted")?.title ?? "", "1 deleted person holds");
  assertEquals(table(last.tables, "trash"), [["Person", id]]);
  const console = await stage.console();
  const page = await auditReport(console);
  await console.ledger.close();
  assertStringIncludes(page, id);
  assert(!(JSON.stringify(last) + page).toLowerCase().includes(email.toLowerCase()));
});

Deno.test("a person in the trash whom this migration wrote is in nobody's way", async () => {
  await using stage = await openStage({ patients: 12 });
  assertEquals((await stage.run(TO_FULL_RUN)).code, 0);
  const people = JSON.stringify((await stage.simulators.practice()).patients);
  const console = await stage.console();
  const landed = await console.ledger.db.selectFrom("effect").select(["target_id", "written"])
    .where("object", "=", "person").where("source_key", "like", "patients/%").execute();
  await console.ledger.close();
  const primary = (written: string): string => JSON.parse(written).emails?.primaryEmail ?? "";
  const [ours] = landed.filter((r) => primary(r.written) !== "" && people.includes(primary(r.written)));
  assert(ours);
  await stage.simulators.person("DELETE", `people/${ours?.target_id}`);
  const { last } = await stage.run(["audit"]);
  assertEquals(finding(last.findings, "soft-deleted"), undefined);
  assertEquals(finding(last.findings, "trash")?.title, "1 person in Twenty's trash, in nobody's way");
});

Deno.test("the report is one page that needs nothing beside it and holds no patient's value", async () => {
  await using stage = await openStage(SIZE);
  const console = await stage.console();
  await runOn(console, ["audit"]);
  const page = await auditReport(console);
  await console.ledger.close();
  assertEquals(CANARIES.filter((value) => page.toLowerCase().includes(value.toLowerCase())), []);
  assertNotMatch(page, /<script|<link|<img|<iframe|@import|url\(|\sstyle=|\son[a-z]+=/i);
  const outside = [...page.matchAll(/(?:href|src|action)="([^"#][^"]*)"/g)].map(([, at = ""]) => at);
  assertEquals(outside.filter((at) => !at.startsWith(`${stage.simulators.target.url}/object/workflow/`)), []);
  for (
    const id of [
      "decide",
      "data",
      "stays",
      "inventory",
      "target",
      "estimate",
      "grade",
      "notes",
      "fields",
      "rows",
    ]
  ) {
    assertStringIncludes(page, `id="${id}"`);
  }
});

Deno.test("handover report prints the newest audit, and says when there is none", async () => {
  await using stage = await openStage({ patients: 12 });
  const env = environment(stage.simulators, stage.ledgerPath);
  await (await stage.console()).ledger.close();
  const none = await handover(["report"], env);
  assertEquals([none.code, none.stdout.trim()], [3, "There is no audit yet; run it first."]);
  await stage.run(["audit"]);
  const printed = await handover(["report"], env);
  assertEquals(printed.code, 0, printed.stderr);
  assertStringIncludes(printed.stdout, "<title>Audit of Riverside Chiropractic</title>");
  const file = `${stage.dir}/audit.html`;
  assertEquals((await handover(["report", "--out", file], env)).stdout, "");
  assertEquals((await Deno.readTextFile(file)).trim(), printed.stdout.trim());
});
