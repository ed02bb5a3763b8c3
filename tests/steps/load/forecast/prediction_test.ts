import { assertEquals } from "@std/assert";
import { type Effect, insertEffects } from "../../../../db/effects.ts";
import { proposeFields } from "../../../../db/maps.ts";
import { upsertRecords } from "../../../../db/source_records.ts";
import type { FieldMapTable } from "../../../../db/tables.ts";
import { rowsPrediction, sourceRows } from "../../../../steps/load/forecast/prediction.ts";
import { AT, TempLedger } from "../../../db/temp_ledger.ts";
import { FakeWorld } from "../../support/fake_world.ts";
import { makeKit, SETTINGS } from "../../support/make_kit.ts";
import { effectOn } from "../../support/stage.ts";

const row = (object: string, resource: string, source: string): FieldMapTable => ({
  object,
  resource,
  source,
  target: "bodyV2",
  transform: "text",
  state: "confirmed",
  reason: "",
  creates: null,
  position: 0,
  confidence: 100,
  note: "",
});

/** `object total` of everything that a run goes through. */
async function counted(
  { ledger }: TempLedger,
  rows: FieldMapTable[],
  optionalObjects: (typeof SETTINGS)["optionalObjects"] = [],
): Promise<string[]> {
  await ledger.commit({ writes: [ledger.db.deleteFrom("field_map"), ...proposeFields(ledger, rows)] });
  const all = await sourceRows({ ledger, settings: { ...SETTINGS, optionalObjects } });
  return all.map((w) => `${w.object} ${w.total}`);
}

async function withRows(): Promise<TempLedger> {
  const temp = await TempLedger.open();
  const form = (id: number, form_name: string | null, form_id: unknown = null) => ({
    id,
    form_name,
    form_id,
  });
  await temp.ledger.commit({
    writes: [
      ...upsertRecords(temp.ledger, "patients", [{ id: 1, note: " " }, { id: 2, note: "sticky" }], 1, AT),
      ...upsertRecords(temp.ledger, "clinical_notes", [{ id: 1 }], 1, AT),
      ...upsertRecords(
        temp.ledger,
        "custom_form_responses",
        [form(1, " Intake"), form(2, "Consent"), form(3, "", 12), form(4, null)],
        1,
        AT,
      ),
      ...upsertRecords(temp.ledger, "invoices", [{ id: 1 }, { id: 2 }], 1, AT),
    ],
  });
  return temp;
}

const NOTE = row("note", "clinical_notes", "data");
const formRow = (name: string) => row("note", "custom_form_responses", name);

Deno.test("notes are of treatment notes, filled sticky notes, and responses of forms that were chosen", async () => {
  await using temp = await withRows();
  assertEquals(await counted(temp, [NOTE]), ["note 2", "attachment 0"]);
  assertEquals((await counted(temp, [NOTE, formRow("Intake")]))[0], "note 3");
  assertEquals((await counted(temp, [NOTE, formRow("Form 12"), formRow("Form ?")]))[0], "note 4");
  const ignored = { ...formRow("Intake"), state: "ignored" as const };
  assertEquals((await counted(temp, [NOTE, ignored]))[0], "note 2");
});

Deno.test("an optional object counts only while it is ticked, whatever its rows say", async () => {
  await using temp = await withRows();
  const rows = [row("invoice", "invoices", "id")];
  assertEquals(await counted(temp, rows), ["attachment 0"]);
  assertEquals((await counted(temp, rows, ["invoices"]))[0], "invoice 2");
});

Deno.test("what has landed and what was skipped is counted all the same", async () => {
  await using temp = await withRows();
  const on = (id: number, state: "confirmed" | "skipped") =>
    effectOn(`t${id}`, {}, { id, object: "invoice", source_key: `invoices/${id}`, state });
  await temp.ledger.commit({ writes: insertEffects(temp.ledger, [on(1, "confirmed"), on(2, "skipped")]) });
  assertEquals((await counted(temp, [row("invoice", "invoices", "id")], ["invoices"]))[0], "invoice 2");
});

Deno.test("until it is counted what a full run would write, its rows and the records of them are named", async () => {
  await using temp = await withRows();
  await temp.ledger.commit({ writes: proposeFields(temp.ledger, [NOTE, row("person", "patients", "id")]) });
  const kit = await makeKit(temp.ledger, new FakeWorld());
  assertEquals((await rowsPrediction(kit)).sentence, "Would create 2 people and 2 notes.");
  const of = (id: number, change: Partial<Effect>) =>
    effectOn(`t${id}`, {}, { id, object: "person", source_key: `patients/${id}`, ...change });
  await temp.ledger.commit({
    writes: insertEffects(temp.ledger, [
      of(1, { state: "confirmed" }),
      of(2, { state: "conflict" }),
      of(3, { state: "skipped" }),
      of(4, { state: "confirmed", kind: "remove" }),
    ]),
  });
  assertEquals(
    (await rowsPrediction(kit)).sentence,
    "Would go through 2 people and 2 notes, and compare 2 records that are there.",
  );
});
