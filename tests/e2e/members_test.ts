import { assertEquals } from "@std/assert";
import { memberMap } from "../../db/maps.ts";
import { giveEmails } from "../../steps/members/assign.ts";
import { openStage, type Stage, TO_FULL_RUN, told } from "../support/stage.ts";
import { green, must, read } from "./review/ground.ts";
import { readWorkspace } from "./reader/workspace.ts";

const ADDRESS = "invited@clinic.example";

/** The practitioner who is no member and owns most visits, and whose they are meanwhile. */
async function outsider(stage: Stage) {
  const console = await stage.console();
  const rows = await memberMap(console.ledger);
  const { appointments = [] } = await stage.simulators.practice();
  const visits = (id: number) => appointments.filter((a) => a["practitioner_id"] === id).length;
  const outside = rows.filter((r) => r.practitioner_id !== 0 && r.member_id === null)
    .toSorted((a, b) => visits(b.practitioner_id) - visits(a.practitioner_id));
  await console.ledger.close();
  return must(outside[0]);
}

async function give(stage: Stage, practitionerId: number, email: string) {
  const console = await stage.console();
  try {
    return await giveEmails(await console.kit("ana"), [{ practitionerId, email }]);
  } finally {
    await console.ledger.close();
  }
}

Deno.test("a practitioner to invite falls back, is found by the address once there, and is given what is theirs", async () => {
  await using stage = await openStage({ patients: 6 });
  const ran = await stage.run(TO_FULL_RUN);
  assertEquals(ran.code, 0, told(ran));
  const { practitioner_id } = await outsider(stage);
  const found = ran.outcomes.find(({ step }) => step === "members")?.findings?.find((f) =>
    f.id === "to-invite"
  );
  assertEquals(found?.rows?.[0]?.keys.includes(`practitioners/${practitioner_id}`), true);

  assertEquals(await give(stage, practitioner_id, ADDRESS), { matched: 0, toInvite: 1, kept: 0 });
  const nothing = await stage.run(["members", "full-run"]);
  assertEquals(nothing.code, 0, told(nothing));
  assertEquals(nothing.last.reconciliation?.map((r) => r.updated), nothing.last.reconciliation?.map(() => 0));

  const member = await stage.simulators.person("POST", "workspaceMembers", {
    name: { firstName: "An", lastName: "Other" },
    userEmail: ADDRESS,
  });
  const own = () => ownedBy(stage, member.id);
  assertEquals(await own(), 0);
  await green(stage.run(["members", "sample", "full-run"]));
  const { appointments = [] } = await stage.simulators.practice();
  const visits = appointments.filter((a) => a["practitioner_id"] === practitioner_id).length;
  assertEquals([visits > 0, await own()], [true, visits]);
  // The reader knows of names alone.
  assertEquals((await read(stage)).filter(({ field }) => field !== "recordOwnerId"), []);
});

async function ownedBy({ simulators }: Stage, member: string): Promise<number> {
  const { appointments } = await readWorkspace(simulators.target);
  return appointments.filter((a) => a["recordOwnerId"] === member).length;
}

Deno.test("an address of nobody takes no member from who was found by name, one of a member does", async () => {
  await using stage = await openStage({ patients: 2 });
  await green(stage.run(["audit", "schema", "members"]));
  const console = await stage.console();
  const named = must(
    (await memberMap(console.ledger)).find((r) => r.practitioner_id !== 0 && r.how === "name"),
  );
  await console.ledger.close();
  assertEquals(await give(stage, named.practitioner_id, "private@home.example"), {
    matched: 0,
    toInvite: 0,
    kept: 1,
  });
  assertEquals(await give(stage, named.practitioner_id, (named.email ?? "").toUpperCase()), {
    matched: 1,
    toInvite: 0,
    kept: 0,
  });
});
