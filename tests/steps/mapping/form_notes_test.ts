import { assertEquals } from "@std/assert";
import { formNoteOf, formRow, isNote } from "../../../steps/mapping/form_notes.ts";
import { mapKey } from "../../../steps/mapping/mapping.ts";
import { contextOf, mapped, record } from "./made_up_context.ts";

const body = (data: unknown) => mapped("formNote", undefined, { row: { data } });
const markdown = (...lines: string[]) => ({ value: { markdown: lines.join("\n\n") } });
const answer = (name: string, label: string, value: unknown) => ({ name, label, value });

Deno.test("every question is told with its answer, in the order of the form; an empty answer is a dash", () => {
  const data = [
    answer("text_1", "Allergies", "Nuts"),
    answer("select_2", "Insurance", ""),
    answer("text_3", "Why?", null),
  ];
  assertEquals<unknown>(body(data), markdown("**Allergies**: Nuts", "**Insurance**: —", "**Why?**: —"));
});

Deno.test("printed text between the questions is kept as it is", () => {
  assertEquals<unknown>(
    body([answer("html_1", "", "<p>I <b>agree</b></p>"), answer("checkbox_2", "Yes", "1")]),
    markdown("I **agree**", "**Yes**: 1"),
  );
});

Deno.test("where a signature or a drawing was is said, never what stands in its place", () => {
  const data = [answer("signature_5", "Signature", "widget-1"), answer("sketchpad_6", "", "widget-2")];
  assertEquals<unknown>(
    body(data),
    markdown(
      "**Signature**: _cannot be had from PracticeHub_",
      "**Picture**: _cannot be had from PracticeHub_",
    ),
  );
});

Deno.test("what was typed is no Markdown, in labels and answers alike; a list begins below its label", () => {
  assertEquals<unknown>(
    body([
      answer("text_1", "Pain *now*\n(1-10)", "> 7"),
      answer("text_2", "Where", "<ul><li>neck</li></ul>"),
    ]),
    markdown("**Pain \\*now\\* (1-10)**: \\> 7", "**Where**:", "* neck"),
  );
});

Deno.test("a response that holds nothing is told to be empty, whatever its shape", () => {
  for (const data of [null, undefined, [], " ", {}, [null], [{}], [answer("text_1", "", "")]]) {
    assertEquals(body(data), { remark: "note-empty" }, JSON.stringify(data));
  }
});

const rows = (...forms: string[]) => new Map([[mapKey("note", "custom_form_responses"), forms.map(formRow)]]);

Deno.test("a response is a note only where its form was chosen, by its name or its number", () => {
  const chosen = isNote({ rows: rows("Intake", "Form 12") });
  const of = (row: Record<string, unknown>) => chosen(record("custom_form_responses", row));
  assertEquals(of({ form_name: " Intake " }), true);
  assertEquals(of({ form_name: "Consent" }), false);
  assertEquals(of({ form_name: "", form_id: 12 }), true);
  assertEquals(of({ form_id: "13" }), false);
  assertEquals(isNote({ rows: new Map() })(record("custom_form_responses", { form_name: "Intake" })), false);
});

Deno.test("the note is called after its form and its patient, and dated as it was filled in", () => {
  const row = {
    form_name: "Intake",
    patient_id: "9",
    data: [answer("text_1", "Pain", "7")],
    created: "2024-05-01 10:00:00",
  };
  const context = contextOf({ patientName: (id) => (id === 9 ? "Ann Smith" : undefined) });
  const note = formNoteOf("id", record("custom_form_responses", row), context);
  assertEquals<unknown>(note.fields, {
    practiceHubId: "custom_form_responses/7",
    title: "Intake · Ann Smith",
    bodyV2: { markdown: "**Pain**: 7" },
    createdAt: "2024-05-01T09:00:00.000Z",
  });
  assertEquals([note.remarks, note.skip], [[], undefined]);
  assertEquals(
    formNoteOf("id", record("custom_form_responses", { ...row, form_name: null, form_id: 12 }), contextOf())
      .fields["title"],
    "Form 12",
  );
});

Deno.test("what could not be carried is remarked on the field that lacks it", () => {
  const row = { form_name: "Intake", data: null, created: "2024-13-01" };
  const note = formNoteOf("id", record("custom_form_responses", row), contextOf());
  assertEquals(note.remarks, [
    { field: "bodyV2", remark: "note-empty" },
    { field: "createdAt", remark: "time-impossible" },
  ]);
  assertEquals(Object.keys(note.fields), ["practiceHubId", "title"]);
});
