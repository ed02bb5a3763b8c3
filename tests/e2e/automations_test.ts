import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { latestAcknowledgement } from "../../db/approvals.ts";
import { acknowledgeAutomations, auditedAutomations, startsOnOurs } from "../../steps/load/automations.ts";
import type { Console } from "../../steps/console/console.ts";
import { openStage, runOn, type Stage, told } from "../support/stage.ts";

const NO_WORD = { acceptProposals: false, acknowledgeAutomations: false };
const READY = ["audit", "schema", "members", "extract"] as const;
const WORKFLOW = "“Create company when adding a new person” (person.upserted)";

/** Every cell before the first record is written is green. */
async function ready(stage: Stage): Promise<Console> {
  const console = await stage.console();
  const ran = await runOn(console, READY);
  assertEquals(ran.code, 0, told(ran));
  return console;
}

/** As an admin would in Twenty's page. */
async function setStatus({ simulators }: Stage, status: string): Promise<void> {
  const { url, key } = simulators.target;
  const headers = { authorization: `Bearer ${key}` };
  const answer = await fetch(`${url}/rest/workflowVersions?limit=200`, { headers });
  const { data } = await answer.json() as {
    data: { workflowVersions: { id: string; trigger: { type: string } | null }[] };
  };
  const version = data.workflowVersions.find((v) => v.trigger?.type === "DATABASE_EVENT");
  await simulators.person("PATCH", `workflowVersions/${version?.id}`, { status });
}

const acknowledge = async (console: Console) => {
  const list = await auditedAutomations(console.ledger);
  await acknowledgeAutomations(await console.kit("Ana"), list?.subject ?? "");
};

Deno.test("nothing is written while an active workflow that would start is unread, and the sentence names it", async () => {
  await using stage = await openStage({ patients: 12 });
  const console = await ready(stage);
  const before = await stage.simulators.dump();
  const ran = await runOn(console, ["sample"], NO_WORD);
  assertEquals([ran.code, ran.last.state], [3, "waiting"]);
  assertStringIncludes(ran.last.verdict, WORKFLOW);
  assertEquals(await stage.simulators.dump(), before);
  const { blocked } = await console.predict("sample");
  assertStringIncludes(blocked ?? "", WORKFLOW);
});

Deno.test("what the audit shows is read once, for every cell after it", async () => {
  await using stage = await openStage({ patients: 12 });
  const console = await ready(stage);
  await acknowledge(console);
  assertEquals((await console.predict("sample")).blocked, undefined);
  const ran = await runOn(console, ["sample", "full-run", "delta"], NO_WORD);
  assertEquals(ran.code, 0, told(ran));
});

Deno.test("a list that is not the newest audit's is not acknowledged", async () => {
  await using stage = await openStage({ patients: 12 });
  const console = await ready(stage);
  const error = await acknowledgeAutomations(await console.kit("Ana"), "another").catch((e) => e);
  assertStringIncludes(String(error), "run again");
  assertEquals(await latestAcknowledgement(console.ledger, "automations"), undefined);
});

Deno.test("a workflow that is switched off after the audit stands in nobody's way, and the full run reminds of it", async () => {
  await using stage = await openStage({ patients: 12 });
  const console = await ready(stage);
  await setStatus(stage, "DEACTIVATED");
  const ran = await runOn(console, ["sample", "full-run"], NO_WORD);
  assertEquals(ran.code, 0, told(ran));
  const reminder = ran.last.findings?.find((f) => f.id === "switch-on");
  assertStringIncludes(reminder?.title ?? "", WORKFLOW);
  assert(ran.lines.some((line) => line.includes("switched off in Twenty since the audit")));
});

Deno.test("what is switched on after it was acknowledged as off has to be read", async () => {
  await using stage = await openStage({ patients: 12 });
  await setStatus(stage, "DEACTIVATED");
  const console = await ready(stage);
  assertEquals((await auditedAutomations(console.ledger))?.items, []);
  await setStatus(stage, "ACTIVE");
  const ran = await runOn(console, ["sample"], NO_WORD);
  assertEquals(ran.code, 3);
  assertStringIncludes(ran.last.verdict, WORKFLOW);
});

Deno.test("a script that accepts proposals goes on, and the log names what it went on with", async () => {
  for (const consent of [{ acceptProposals: true }, { ...NO_WORD, acknowledgeAutomations: true }]) {
    await using stage = await openStage({ patients: 12 });
    const console = await ready(stage);
    const ran = await runOn(console, ["sample"], consent);
    assertEquals(ran.code, 0, told(ran));
    const warning = ran.lines.find((line) => line.includes(`"acknowledged"`)) ?? "";
    assertStringIncludes(warning, "Create company when adding a new person");
    assertStringIncludes(warning, `"level":"warning"`);
    assertEquals((await latestAcknowledgement(console.ledger, "automations"))?.who, "command line");
    const again = await runOn(console, ["full-run"], consent);
    assertEquals(again.lines.filter((line) => line.includes(`"acknowledged"`)), []);
  }
});

Deno.test("only what happens to objects that we create or update counts", () => {
  const ours = ["person.created", "company.upserted", "note.*", "*.*", "*.updated", "attachment.created"];
  assertEquals(ours.filter(startsOnOurs), ours);
  assertEquals(["task.created", "person.deleted", "person.destroyed", "*.deleted"].filter(startsOnOurs), []);
});
