import { assertEquals } from "@std/assert";
import { type RawRow, upsertRecords } from "../../../db/source_records.ts";
import { answersOf, questionKind } from "../../../steps/mapping/form_answers.ts";
import { AT, TempLedger } from "../../db/temp_ledger.ts";

Deno.test("the kind of a question is read from its name", () => {
  const kinds = [
    ["checkbox_1", "checkbox"],
    ["date_2", "date"],
    ["select_3", "select"],
    ["radio_3", "select"],
    ["signature_3", "picture"],
    ["sketchpad_1", "picture"],
    ["drawableimage_1", "picture"],
    ["image_1", "picture"],
    ["text_4", "text"],
    ["", "text"],
  ] as const;
  for (const [name, kind] of kinds) assertEquals(questionKind(name), kind, name);
});

async function answers(patients: number[], ...rows: RawRow[]) {
  await using temp = await TempLedger.open();
  await temp.ledger.commit({ writes: upsertRecords(temp.ledger, "custom_form_responses", rows, 1, AT) });
  return await answersOf(temp.ledger, patients);
}

const form = (
  id: number,
  patient_id: unknown,
  created: string | null,
  data: unknown,
  form_id = "12",
): RawRow => ({ id, patient_id, created, data, form_id });

Deno.test("of several answers to one question the newest is kept, whatever the order of the forms, and it is said", async () => {
  const found = await answers(
    [9],
    form(2, "9", "2024-05-01 10:00:00", [{ label: "Pain", value: "new" }, { label: "Only", value: "once" }]),
    form(5, "9", "2023-05-01 10:00:00", [{ label: "Pain", value: "old" }]),
  );
  assertEquals([...found.get(9)?.byLabel ?? []].sort(), [["Only", "once"], ["Pain", "new"]]);
  assertEquals(found.get(9)?.repeated, true);
});

Deno.test("each patient has his own answers, whether his id came as a number or as text", async () => {
  const found = await answers(
    [1, 2, 12],
    form(1, "1", "2024-05-01 10:00:00", [{ label: "Pain", value: "a" }]),
    form(2, 2, "2024-05-01 10:00:00", [{ label: "Pain", value: "b" }]),
  );
  assertEquals([1, 2, 12].map((id) => found.get(id)?.byLabel.get("Pain")), ["a", "b", undefined]);
  assertEquals(found.get(1)?.repeated, false);
});

Deno.test("a form without answers, or with items that are none, holds nothing and stops nothing", async () => {
  for (const data of [null, [], "x", {}, [{}], [{ label: "", value: "long text" }], [null], ["x"]]) {
    const found = await answers([9], form(1, "9", null, data));
    assertEquals(found.get(9)?.byLabel.size ?? 0, 0, JSON.stringify(data));
  }
});

const FIRST = "2024-05-01 10:00:00";
const LATER = "2024-06-01 10:00:00";
const allergies = (value: unknown, name = "text_1") => ({ name, label: "Allergies", value });

Deno.test("a blank answer takes no filled one's place, on the same form or another", async () => {
  for (const blank of ["", "  ", null, "<p></p>", "<p><br></p>", "\u0000", []]) {
    for (const form_id of ["12", "13"]) {
      const found = await answers(
        [9],
        form(1, "9", FIRST, [allergies("nuts")]),
        form(2, "9", LATER, [allergies(blank)], form_id),
      );
      const { byLabel, shared, repeated } = found.get(9) ?? {};
      assertEquals([byLabel?.get("Allergies"), shared?.size, repeated], ["nuts", 0, false]);
    }
  }
});

Deno.test("zeros take no date's place, and stand where there is none", async () => {
  const zeros = form(2, "9", LATER, [allergies("0000-00-00", "date_1")]);
  const both = await answers([9], form(1, "9", FIRST, [allergies("2024-05-01", "date_1")]), zeros);
  assertEquals(both.get(9)?.byLabel.get("Allergies"), "2024-05-01");
  assertEquals((await answers([9], zeros)).get(9)?.byLabel.get("Allergies"), "0000-00-00");
});

Deno.test("different answers under one label are told of: on two forms, and on one that asks twice", async () => {
  const [eggs, nuts] = [allergies("eggs"), allergies("<p>nuts</p>", "text_2")];
  const ways = [
    [form(1, "9", FIRST, [eggs]), form(2, "9", LATER, [nuts], "13")],
    [form(1, "9", FIRST, [eggs, nuts])],
  ];
  for (const rows of ways) {
    const { byLabel, shared, repeated } = (await answers([9], ...rows)).get(9) ?? {};
    assertEquals([byLabel?.get("Allergies"), [...shared ?? []], repeated], [
      "<p>nuts</p>",
      ["Allergies"],
      false,
    ]);
  }
});

Deno.test("the same answer on two forms is nothing to tell of; a picture is no answer", async () => {
  const found = await answers(
    [9],
    form(1, "9", FIRST, [allergies("nuts")]),
    form(2, "9", LATER, [allergies("<p>nuts</p>"), allergies("widget-1", "signature_2")], "13"),
  );
  assertEquals([found.get(9)?.byLabel.get("Allergies"), found.get(9)?.shared.size], ["<p>nuts</p>", 0]);
});

Deno.test("an answer under no question is told of; printed text and pictures are none", async () => {
  const unasked = async (name: string, value: string) =>
    (await answers([9], form(1, "9", FIRST, [{ name, label: " ", value }]))).get(9)?.unasked;
  assertEquals(await unasked("text_1", "Penicillin"), true);
  assertEquals(await unasked("text_1", `<p>${"You may withdraw this consent. ".repeat(8)}</p>`), false);
  assertEquals(await unasked("signature_1", "widget-1"), false);
  assertEquals(await unasked("text_1", "<p></p>"), false);
});
