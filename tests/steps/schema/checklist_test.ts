import { assertEquals, assertStringIncludes } from "@std/assert";
import { checklistCsv, checklistMarkdown, itemsOf } from "../../../steps/schema/checklist.ts";
import type { TargetObjectFields } from "../../../steps/map_editor/workspace.ts";
import { field, makes, value } from "../map_editor/made_up_maps.ts";

const CONFIRMED = { state: "confirmed" as const };
const LINK = JSON.stringify({
  name: "patient",
  label: "Patient",
  type: "RELATION",
  icon: "IconUser",
  description: "",
  relation: { to: "person", reverseLabel: "Appointments", reverseIcon: "IconCalendarEvent" },
});
const MAPS = {
  fields: [
    field("patient_id", "patientId", {
      ...CONFIRMED,
      object: "appointment",
      resource: "appointments",
      transform: "patient",
      creates: LINK,
    }),
    field("sex", "sex", {
      ...CONFIRMED,
      transform: "option",
      creates: makes("sex", "SELECT", "Sex, *asked*"),
    }),
    field("fax", "fax", { creates: makes("fax", "TEXT") }),
  ],
  values: [value("F", "Female", CONFIRMED), value("M", "=Male", CONFIRMED)],
};
const text = (name: string, type = "TEXT", options?: { value: string; label: string }[]) => ({
  name,
  label: name,
  type,
  ours: false,
  ...(options ? { options } : {}),
});
const there = (fields: ReturnType<typeof text>[]): TargetObjectFields[] => [
  { object: "person", label: "Person", fields },
];

Deno.test("the checklist can be worked through: objects, then fields, relations last; open rows are not in it", () => {
  const items = itemsOf(MAPS, there([]));
  assertEquals(items.map((i) => [i.what, i.object, i.name, i.there]), [
    ["object", "appointment", "appointment", "no"],
    ["field", "person", "sex", "no"],
    ["field", "person", "practiceHubId", "no"],
    ["field", "appointment", "practiceHubId", "no"],
    ["relation", "appointment", "patient", "no"],
  ]);
});

Deno.test("what is there is told, and so is what is there in another way", () => {
  const states = (fields: ReturnType<typeof text>[]) =>
    itemsOf(MAPS, there(fields)).find((i) => i.name === "sex")?.there;
  assertEquals(states([text("sex", "TEXT")]), "other type");
  assertEquals(
    states([text("sex", "SELECT", [{ value: "FEMALE", label: "Female" }])]),
    "options are missing",
  );
  const all = [{ value: "FEMALE", label: "Female" }, { value: "=MALE", label: "x" }];
  assertEquals(states([text("sex", "SELECT", all)]), "yes");
  const link: TargetObjectFields = {
    object: "appointment",
    label: "",
    fields: [text("patientId", "RELATION")],
  };
  assertEquals(
    itemsOf(MAPS, [link]).find((i) => i.name === "patient")?.there,
    "yes",
    "by the column it writes",
  );
  assertEquals(itemsOf(MAPS, []).every((i) => i.there === "not known"), true);
});

Deno.test("as Markdown every thing has a box, what is there is ticked, options stand in order", () => {
  const markdown = checklistMarkdown(itemsOf(MAPS, there([text("practiceHubId")])));
  for (
    const line of [
      "- [ ] **Appointment** `appointment` · plural **Appointments** `appointments` · icon ",
      "- [x] **PracticeHub id** `practiceHubId` · TEXT · unique",
      "- [ ] **Sex, \\*asked\\*** `sex` · SELECT · icon IconAbc",
      "  1. Female `FEMALE` blue",
      "  2. =Male `=MALE` green",
      "- [ ] **Patient** `patient` · RELATION · many to one person, there called “Appointments” · icon IconUser",
    ]
  ) assertStringIncludes(markdown, line);
  assertStringIncludes(checklistMarkdown([]), "nothing to make");
});

Deno.test("as CSV a label that looks like a formula is text, and a comma stays in its cell", () => {
  const lines = checklistCsv(itemsOf(MAPS, [])).split("\r\n");
  assertEquals(
    lines[0]?.startsWith("\ufeffDone,Step,Object,Label,API name,Plural label,Plural API name,Type"),
    true,
  );
  assertEquals(
    lines[1]?.startsWith(",object,appointment,Appointment,appointment,Appointments,appointments,"),
    true,
  );
  assertEquals(lines.filter((l) => l.includes('"Sex, *asked*"')).length, 3);
  assertEquals(lines.filter((l) => l.includes(",'=Male,")).length, 1);
});

Deno.test("options that a field of Twenty's own lacks are in it, and nothing of a field that lacks none", () => {
  const maps = {
    fields: [field("active", "stage", { ...CONFIRMED, transform: "activity" })],
    values: [value("active", "Customer", { ...CONFIRMED, field: "stage" })],
  };
  const stages = (names: string[]) =>
    itemsOf(maps, there([text("stage", "SELECT", names.map((value) => ({ value, label: value })))]))
      .filter((i) => i.name === "stage").map((i) => [i.there, i.options.map((o) => [o.value, o.there])]);
  assertEquals(stages(["NEW"]), [["options are missing", [["CUSTOMER", false]]]]);
  assertEquals(stages(["NEW", "CUSTOMER"]), []);
});
