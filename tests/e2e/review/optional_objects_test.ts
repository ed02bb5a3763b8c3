import { assert, assertEquals } from "@std/assert";
import type { Settings } from "../../../steps/base/settings.ts";
import { openStage, type Ran, type Stage, TO_FULL_RUN, told } from "../../support/stage.ts";
import { discrepancies } from "../reader.ts";
import type { Optional } from "../reader/context.ts";
import { readWorkspace } from "../reader/workspace.ts";
import { green, last, rollBack, SMALL } from "./ground.ts";

const OPTIONAL: readonly Optional[] = ["invoices", "payments", "patient_logs"];

/** Ticks or unticks optional objects, as the form of the page does. */
async function tick(stage: Stage, optionalObjects: Settings["optionalObjects"]): Promise<void> {
  const { ledger } = await stage.console({ settings: { optionalObjects } });
  await ledger.close();
}

async function everythingMoved(): Promise<Stage> {
  const stage = await openStage(SMALL);
  await tick(stage, [...OPTIONAL]);
  await green(stage.run(TO_FULL_RUN));
  return stage;
}

const readAll = async ({ simulators }: Stage) =>
  await discrepancies(await simulators.practice(), simulators.target, { optional: OPTIONAL });

const changes = (ran: Ran): Record<string, number>[] =>
  (ran.last.reconciliation ?? []).flatMap(({ object, created, updated }) =>
    created + updated > 0 ? [{ [object]: created + updated }] : []
  );

/** Requests that change something in Twenty; questions in GraphQL are counted apart. */
async function writes({ simulators, world }: Stage): Promise<number> {
  const sent = [...await simulators.targetRequests()].filter(([r]) =>
    /^(POST|PATCH|PUT|DELETE) \/rest\//.test(r)
  );
  return sent.reduce((sum, [, n]) => sum + n, world.mutations);
}

Deno.test("optional objects: every invoice, payment and log line arrives with its links; a second full run writes nothing", async () => {
  await using stage = await everythingMoved();
  const { simulators } = stage;
  assertEquals(await readAll(stage), []);
  const practice = await simulators.practice();
  const there = await readWorkspace(simulators.target);
  assertEquals(
    [there.invoices.length, there.payments.length, there.activityLogEntries.length],
    [practice.invoices?.length, practice.payments?.length, practice.patient_logs?.length],
  );
  const patients = new Map((practice.patients ?? []).map((p) => [String(p.id), `patients/${p.id}`]));
  const people = new Map(there.people.map((p) => [p.id, p.practiceHubId]));
  for (const [resource, rows] of [["invoices", there.invoices], ["payments", there.payments]] as const) {
    for (const row of practice[resource] ?? []) {
      const found = rows.find((r) => r.practiceHubId === `${resource}/${row.id}`);
      assertEquals(people.get(String(found?.["patientId"])), patients.get(String(row.patient_id)));
    }
  }
  const visits = new Set(there.appointments.map((a) => a.id));
  assert(there.invoices.some((row) => visits.has(String(row["appointmentId"]))), "no invoice has its visit");

  const before = await writes(stage);
  const dump = await simulators.dump();
  const again = await green(stage.run(["full-run"]));
  assertEquals([changes(again), await writes(stage) - before], [[], 0]);
  assertEquals(await simulators.dump(), dump);
});

Deno.test("optional objects: a delta brings a new invoice, changes one and removes one that is gone", async () => {
  await using stage = await everythingMoved();
  const { simulators } = stage;
  const { invoices = [] } = await simulators.practice();
  const [first, second] = invoices;
  await simulators.putRow("invoices", { ...last(invoices), id: 9_001, total: "12.34" });
  await simulators.putRow("invoices", { ...first, total: "99.99" });
  await simulators.deleteRow("invoices", second?.id ?? 0);
  const delta = await green(stage.run(["delta"]));
  assertEquals(changes(delta), [{ invoice: 2 }], told(delta));
  assertEquals(delta.last.detail, { removed: 1, sweep: true, tolerance: 0 });
  assertEquals(await readAll(stage), []);
  assertEquals((await stage.run(["delta"])).last.verdict.startsWith("Nothing is left"), true);
});

Deno.test("optional objects: rollback takes their objects back and leaves the workspace as it was, byte for byte", async () => {
  await using stage = await openStage(SMALL);
  const untouched = await stage.simulators.dump();
  await tick(stage, [...OPTIONAL]);
  await green(stage.run(TO_FULL_RUN));
  const done = await rollBack(stage);
  assertEquals(done.code, 0, told(done));
  assertEquals(await stage.simulators.dump(), untouched);
});

Deno.test("optional objects: unticked after a run, the schema stays green and nothing of them is written, proposed or asked for", async () => {
  await using stage = await everythingMoved();
  const { simulators } = stage;
  await tick(stage, []);
  const { invoices = [], payments = [] } = await simulators.practice();
  await simulators.putRow("invoices", { ...last(invoices), total: "1.00" });
  await simulators.putRow("payments", { ...last(payments), id: 9_002 });
  const before = await readWorkspace(simulators.target);
  const asked = await askedFor(stage, "invoices");

  await green(stage.run(TO_FULL_RUN));
  const delta = await green(stage.run(["delta"]));
  const after = await readWorkspace(simulators.target);
  for (const plural of ["invoices", "payments", "activityLogEntries"] as const) {
    assertEquals(after[plural], before[plural], plural);
  }
  assertEquals(changes(delta), []);
  // The audit still counts them, so that it can say what stays behind: one page, not all.
  assert(await askedFor(stage, "invoices") - asked <= 3, "the rows were extracted all the same");

  await tick(stage, ["invoices", "payments", "patient_logs"]);
  await green(stage.run([...TO_FULL_RUN, "delta"]));
  assertEquals(await readAll(stage), []);
});

Deno.test("optional objects: one ticked alone brings no other", async () => {
  await using stage = await openStage(SMALL);
  await tick(stage, ["payments"]);
  await green(stage.run(TO_FULL_RUN));
  const { simulators } = stage;
  assertEquals(
    await discrepancies(await simulators.practice(), simulators.target, { optional: ["payments"] }),
    [],
  );
  const { schema } = JSON.parse(await simulators.dump());
  assertEquals(Object.keys(schema.objects).sort(), ["appointment", "packagePatient", "payment"]);
});

async function askedFor({ simulators }: Stage, resource: string): Promise<number> {
  const { requests } = await simulators.sourceStats();
  return requests.filter((r) => r.path.includes(`/${resource}`)).reduce((sum, r) => sum + r.count, 0);
}
