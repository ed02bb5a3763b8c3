import { assertEquals } from "@std/assert";
import { insertEffects } from "../../../../db/effects.ts";
import { proposeFields } from "../../../../db/maps.ts";
import { upsertRecords } from "../../../../db/source_records.ts";
import type { FieldMapTable } from "../../../../db/tables.ts";
import { waitingRows, waitingSentence } from "../../../../steps/load/forecast/predict_rows.ts";
import { AT, TempLedger } from "../../../db/temp_ledger.ts";
import { SETTINGS } from "../../support/make_kit.ts";
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

/** `object total/create/compare` of everything that waits. */
async function waiting(
  { ledger }: TempLedger,
  rows: FieldMapTable[],
  extraObjects: (typeof SETTINGS)["extraObjects"] = [],
): Promise<string[]> {
  await ledger.commit({ writes: [ledger.db.deleteFrom("field_map"), ...proposeFields(ledger, rows)] });
  const all = await waitingRows({ ledger, settings: { ...SETTINGS, extraObjects } });
  return all.map((w) => `${w.object} ${w.total}/${w.create}/${w.compare}`);
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

Deno.test("notes that wait: treatment notes, filled sticky notes, and responses of forms that were chosen", async () => {
  await using temp = await withRows();
  assertEquals(await waiting(temp, [NOTE]), ["notes 2/2/0", "attachments 0/0/0"]);
  assertEquals((await waiting(temp, [NOTE, formRow("Intake")]))[0], "notes 3/3/0");
  assertEquals((await waiting(temp, [NOTE, formRow("Form 12"), formRow("Form ?")]))[0], "notes 4/4/0");
  const ignored = { ...formRow("Intake"), state: "ignored" as const };
  assertEquals((await waiting(temp, [NOTE, ignored]))[0], "notes 2/2/0");
});

Deno.test("what is beyond the brief waits only while it is ticked, whatever its rows say", async () => {
  await using temp = await withRows();
  const rows = [row("invoice", "invoices", "id")];
  assertEquals(await waiting(temp, rows), ["attachments 0/0/0"]);
  assertEquals((await waiting(temp, rows, ["invoices"]))[0], "invoices 2/2/0");
});

Deno.test("what has landed is compared, what was skipped is neither", async () => {
  await using temp = await withRows();
  const on = (id: number, state: "confirmed" | "skipped") =>
    effectOn(`t${id}`, {}, { id, object: "invoice", source_key: `invoices/${id}`, state });
  await temp.ledger.commit({ writes: insertEffects(temp.ledger, [on(1, "confirmed"), on(2, "skipped")]) });
  assertEquals((await waiting(temp, [row("invoice", "invoices", "id")], ["invoices"]))[0], "invoices 2/0/1");
});

Deno.test("the sentence says what would be created and what compared", () => {
  const w = (object: string, create: number, compare: number) => ({
    object,
    total: create + compare,
    create,
    compare,
  });
  assertEquals(
    waitingSentence([w("people", 1_117, 0), w("invoices", 0, 3), w("notes", 2, 1)]),
    "Would create 1,117 people and 2 notes, and compare 4 records that are there.",
  );
  assertEquals(
    waitingSentence([w("people", 0, 5)]),
    "Would create nothing and compare 5 records, field by field.",
  );
});
