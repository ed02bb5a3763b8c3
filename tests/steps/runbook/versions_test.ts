import { assertEquals, assertNotEquals } from "@std/assert";
import type { Commit, Ledger } from "../../../db/ledger.ts";
import { confirmAll, proposeFields, proposeValues, saveMember } from "../../../db/maps.ts";
import { decideValue } from "../../support/decided_maps.ts";
import { saveMigration } from "../../../db/migration.ts";
import { insertRun } from "../../../db/runs.ts";
import { insertSignOff } from "../../../db/approvals.ts";
import type { RunState } from "../../../db/tables.ts";
import { currentVersions, NONE } from "../../../steps/runbook/versions.ts";
import type { InputName } from "../../../steps/runbook/step.ts";
import { AT, TempLedger } from "../../db/temp_ledger.ts";

const FIELD = {
  object: "person",
  resource: "patients",
  source: "a",
  target: "b",
  transform: "text",
  state: "proposed" as const,
  creates: null,
  reason: "",
  confidence: 100,
  note: "",
  position: 0,
};
const VALUE = {
  object: "person",
  field: "sex",
  source_value: "F",
  target_value: "F",
  label: "F",
  count: 1,
  state: "proposed" as const,
  position: 0,
};

/** The inputs whose version `change` changes. */
async function changedBy(ledger: Ledger, change: () => Promise<void>): Promise<InputName[]> {
  const before = await currentVersions(ledger);
  await change();
  const after = await currentVersions(ledger);
  return (Object.keys(before) as InputName[]).filter((name) => before[name] !== after[name]);
}

let runs = 0;
const ended = (ledger: Ledger, step: string, state: RunState, fingerprint?: string) => {
  const id = ++runs;
  return ledger.commit({
    writes: [insertRun(ledger, {
      id,
      step,
      number: id,
      state,
      who: "ana",
      started_at: AT,
      ended_at: AT,
      input: "{}",
      input_hash: "",
      inputs: "{}",
      progress: "[]",
      outcome: JSON.stringify({ fingerprint }),
    })],
  });
};

Deno.test("nothing has a version before anything was done", async () => {
  await using temp = await TempLedger.open();
  assertEquals(new Set(Object.values(await currentVersions(temp.ledger))), new Set([NONE]));
});

Deno.test("every decision changes the version of its own input, and of no other", async () => {
  await using temp = await TempLedger.open();
  const { ledger } = temp;
  const commit = (writes: Commit["writes"]) => () => ledger.commit({ writes });
  assertEquals(await changedBy(ledger, commit(proposeFields(ledger, [FIELD]))), ["field map"]);
  assertEquals(await changedBy(ledger, commit(proposeValues(ledger, [VALUE]))), ["value map"]);
  assertEquals(await changedBy(ledger, commit(confirmAll(ledger))), ["field map", "value map"]);
  assertEquals(await changedBy(ledger, commit([decideValue(ledger, VALUE, { label: "Female" })])), [
    "value map",
  ]);
  const member = {
    practitioner_id: 1,
    name: "",
    member_id: "m",
    how: "hand",
    state: "matched",
    email: null,
  } as const;
  assertEquals(await changedBy(ledger, commit([saveMember(ledger, member)])), ["member map"]);
  const signOff = { id: 1, run_id: 1, diff_hash: "d", who: "ana", at: AT };
  assertEquals(await changedBy(ledger, commit([insertSignOff(ledger, signOff)])), ["sign-off"]);
  const migration = { id: "m", sourceUrl: "https://a.test", targetUrl: "https://b.test", settings: { a: 1 } };
  assertEquals(await changedBy(ledger, () => saveMigration(ledger, migration, AT)), ["settings"]);
  assertEquals(
    await changedBy(ledger, () => saveMigration(ledger, { ...migration, settings: { a: 2 } }, AT)),
    [
      "settings",
    ],
  );
});

Deno.test("names and addresses of companies are an input of their own; the audit's settings stay as they are", async () => {
  await using temp = await TempLedger.open();
  const { ledger } = temp;
  const migration = { id: "m", sourceUrl: "https://a.test", targetUrl: "https://b.test" };
  const save = (settings: unknown) => () => saveMigration(ledger, { ...migration, settings }, AT);
  await save({ zone: "x" })();
  assertEquals((await currentVersions(ledger)).companies, NONE);
  for (
    const named of [
      { practiceName: "Riverside" },
      { practiceName: "Riverside", locations: { "7": "Hill Street" } },
      { practiceName: "Riverside", locations: { "7": "Hill Street" }, addresses: { "7": { city: "Leeds" } } },
    ]
  ) assertEquals(await changedBy(ledger, save({ zone: "x", ...named })), ["companies"]);
});

Deno.test("counts that follow the source, and the order of rows, change no version", async () => {
  await using temp = await TempLedger.open();
  const { ledger } = temp;
  await ledger.commit({ writes: [...proposeFields(ledger, [FIELD]), ...proposeValues(ledger, [VALUE])] });
  const again = [
    ...proposeFields(ledger, [{ ...FIELD, position: 5, reason: "seen again" }]),
    ...proposeValues(ledger, [{ ...VALUE, count: 9 }]),
  ];
  assertEquals(await changedBy(ledger, () => ledger.commit({ writes: again })), []);
});

Deno.test("a step that ran again to the same result has the same version; a failed run has none", async () => {
  await using temp = await TempLedger.open();
  const { ledger } = temp;
  assertEquals(await changedBy(ledger, () => ended(ledger, "extract", "green", "rows-1")), ["extract"]);
  assertEquals(await changedBy(ledger, () => ended(ledger, "extract", "green", "rows-1")), []);
  assertEquals(await changedBy(ledger, () => ended(ledger, "extract", "red", "rows-2")), []);
  assertEquals(await changedBy(ledger, () => ended(ledger, "extract", "green", "rows-2")), ["extract"]);
  assertNotEquals((await currentVersions(ledger)).extract, NONE);
});

Deno.test("a ledger belongs to one practice and one workspace", async () => {
  await using temp = await TempLedger.open();
  const migration = { id: "m", sourceUrl: "https://a.test", targetUrl: "https://b.test", settings: {} };
  await saveMigration(temp.ledger, migration, AT);
  for (const other of [{ sourceUrl: "https://c.test" }, { targetUrl: "https://c.test" }]) {
    const error = await saveMigration(temp.ledger, { ...migration, ...other }, AT).catch((e: Error) =>
      e.message
    );
    assertEquals(String(error).includes("belongs to the migration https://a.test → https://b.test"), true);
  }
});
