import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import fc from "../../support/fast_check.ts";
import type { FieldMapTable, ValueMapTable } from "../../../db/tables.ts";
import { ACTION_TYPES, TRIGGER_TYPES, type Workflow } from "../../../steps/workflows/definition.ts";
import { FieldNames } from "../../../steps/workflows/field_names.ts";
import { rebuildGuide } from "../../../steps/workflows/guide.ts";
import { inline } from "../../../steps/workflows/words.ts";
import { FILTERS, STEPS, TRIGGERS } from "../../../steps/workflows/twenty_words.ts";
import { anyWorkflow, workflow } from "./made_up.ts";

const NO_MAP = new FieldNames([], []);

const guide = (workflows: Workflow[], names = NO_MAP): string =>
  rebuildGuide(workflows, {
    practice: "Riverside",
    workspace: "crm.example",
    timeZone: "Europe/London",
    names,
    at: "2026-11-23T09:00:00.000Z",
    who: "Ana",
  });

const row = (change: Partial<FieldMapTable>): FieldMapTable => ({
  object: "appointment",
  resource: "appointments",
  source: "state",
  target: "visitState",
  transform: "option",
  state: "confirmed",
  creates: JSON.stringify({ name: "visitState", label: "Visit state", type: "SELECT" }),
  reason: "",
  position: 0,
  confidence: 100,
  note: "",
  ...change,
});

const option: ValueMapTable = {
  object: "appointment",
  field: "visitState",
  source_value: "dna",
  target_value: "DID_NOT_ATTEND",
  label: "Did not attend",
  count: 1,
  state: "confirmed",
  position: 0,
};

Deno.test("every step and trigger of a guide is one that Twenty 2.19 has, whatever is rebuilt", () => {
  const known = new Set<string>([...Object.values(STEPS), ...Object.values(TRIGGERS)]);
  const operands = new Set(FILTERS.flatMap(({ operators }) => operators));
  for (const type of TRIGGER_TYPES) {
    for (const action of ACTION_TYPES) {
      const text = guide([workflow({
        trigger: { type, detail: "patients.dob", delay: { amount: 2, unit: "weeks" } },
        conditions: [{ field: "appointments.status", operator: "is", value: "x" }],
        actions: [{
          type: action,
          detail: "patients.recall_status = done",
          wait: { amount: 1, unit: "days" },
        }],
      })]);
      const steps = [...text.matchAll(/^\d+\. (?:Trigger: )?\*\*([^*]+)\*\*(?: \(inside|$)/gm)].map((m) =>
        m[1]
      );
      assert(steps.length >= 2, `${type}, ${action}`);
      assertEquals(steps.filter((name) => !known.has(name ?? "")), [], `${type}, ${action}`);
      const asked = [...text.matchAll(/\) _([A-Z][^_]+)_/g)].map((m) => m[1] ?? "");
      assertEquals(asked.filter((name) => !operands.has(name)), [], `${type}, ${action}`);
    }
  }
});

Deno.test("the words are those that the builder of 2.19 shows", () => {
  assertEquals(Object.values<string>(TRIGGERS), [
    "Record is created",
    "Record is updated",
    "Record is deleted",
    "Record is created or updated",
    "Launch manually",
    "On a schedule",
    "Webhook",
  ]);
  assertEquals(Object.values<string>(STEPS), [
    "Create Record",
    "Update Record",
    "Search Records",
    "Iterator",
    "Filter",
    "Delay",
    "Send Email",
    "Code - Logic Function",
    "HTTP Request",
  ]);
});

Deno.test("a source field is told by its name and label in Twenty, as this migration's map has it", () => {
  const names = new FieldNames([row({})], [option]);
  const text = guide([
    workflow({
      trigger: { type: "appointment missed" },
      conditions: [{ field: "appointments.state", operator: "is", value: "DNA" }],
    }),
  ], names);
  assertStringIncludes(text, "**Visit state** (`appointment.visitState`) _Is_ “Did not attend”");
});

Deno.test("without a map what will be proposed stands in; an ignored row and an unknown name do not", () => {
  assertEquals(NO_MAP.find("appointments.status")?.name, "appointmentStatus");
  assertEquals(NO_MAP.find("Patient: date of birth")?.name, "dateOfBirth");
  assertEquals(NO_MAP.find("patients.email")?.name, "emails");
  assertEquals(new FieldNames([row({ state: "ignored" })], []).find("appointments.state"), undefined);
  const text = guide([workflow({ conditions: [{ field: "shoe size", operator: "is", value: "9" }] })]);
  assertStringIncludes(
    text,
    "**shoe size** (no field of the map has this name: choose or make it in Twenty)",
  );
});

Deno.test("a name that several objects have is the one of the workflow's own object, or is asked for", () => {
  const both = [
    row({}),
    row({
      object: "person",
      resource: "patients",
      creates: JSON.stringify({ name: "state", label: "State", type: "TEXT" }),
    }),
  ];
  const names = new FieldNames(both, []);
  assertEquals(names.find("state", "person")?.object, "person");
  assertEquals(names.find("state"), undefined);
  const text = guide([workflow({ conditions: [{ field: "state", operator: "is", value: "x" }] })], names);
  assertStringIncludes(
    text,
    "which one is meant: Visit state (`appointment.visitState`), State (`person.state`)?",
  );
});

Deno.test("an operator becomes one that the field's type offers, and says where it is only near", () => {
  const said = (field: string, operator: string) =>
    guide([workflow({ conditions: [{ field, operator, value: "7" }] })]);
  assertStringIncludes(said("patients.dob", "before"), "_Is before_ “7”");
  assertStringIncludes(said("patients.tags", "is"), "_Contains_ “7” (the nearest");
  assertStringIncludes(said("appointments.status", "contains"), "_Is_ “7” (the nearest");
  assertStringIncludes(said("patients.total_balance", "at least"), "_Greater than or equal_ “7”");
  assertStringIncludes(said("patients.email", "at least"), "no filter on a field of this type can say so");
});

Deno.test("what the trigger's own filter asks is not asked a second time, unless it is one of several that may hold", () => {
  const status = (value: string) => ({ field: "appointments.status", operator: "is", value });
  const asks = (type: string, conditions: unknown[], match = "all") => {
    const detail = type === "tag added" ? "VIP" : "";
    const text =
      guide([workflow({ trigger: { type, detail }, conditions, match })]).split("### In Twenty")[1];
    return text?.match(/_(Is|Contains)_ “/g)?.length;
  };
  for (const type of ["before appointment", "appointment cancelled", "tag added"]) {
    const own = {
      "before appointment": status("pending"),
      "appointment cancelled": status("cancelled"),
      "tag added": { field: "patients.tags", operator: "contains", value: "VIP" },
    }[type];
    assertEquals(asks(type, [own]), 1, type);
    assertEquals(asks(type, [status("missed")]), 2, type);
    assertEquals(asks(type, [own, status("missed")], "any"), 3, type);
  }
});

Deno.test("what Twenty cannot do is said: text messages, a diary, birthdays, forms, notices to staff", () => {
  const one = (trigger: string, action: string) =>
    guide([workflow({ trigger: { type: trigger }, actions: [{ type: action }] })]);
  assertStringIncludes(one("manual", "send SMS"), "Twenty sends no text messages.");
  assertStringIncludes(one("before appointment", "send e-mail"), "Twenty has no diary.");
  assertStringIncludes(one("before appointment", "send e-mail"), "at most 200 records");
  assertStringIncludes(one("birthday", "send e-mail"), "No filter of Twenty compares day and month");
  assertStringIncludes(
    one("form submitted", "send e-mail"),
    "Forms sent in to PracticeHub do not reach Twenty.",
  );
  assertStringIncludes(one("manual", "notify staff"), "no step that notifies staff");
});

Deno.test("the guide warns of switching on before the last delta, says that nothing was made, and ends with ticks", () => {
  const text = guide([workflow({ name: "A" }), workflow({ name: "B", active: false })]);
  assertStringIncludes(text, "Nothing here has been created in Twenty.");
  assertStringIncludes(text, "Switch none of these on before the last delta is green.");
  const [, checklist = ""] = text.split("## Checklist");
  assertEquals(checklist.match(/- \[ \]/g)?.length, 10);
  assertEquals(checklist.match(/who: _+ when: _+/g)?.length, 8);
  assertStringIncludes(checklist, "2. B (was switched off)");
});

Deno.test("nothing that was entered is left out of the guide", () => {
  fc.assert(fc.property(anyWorkflow, (w) => {
    const plain = (text: string) => text.replaceAll(/[\s\\]/g, "");
    const text = plain(guide([w]));
    const said = [
      w.name,
      w.purpose,
      w.notes,
      w.trigger.detail,
      ...w.conditions.flatMap((c) => [c.field, c.value]),
      ...w.actions.flatMap((a) => [a.detail, a.template]),
    ];
    for (const each of said) assert(text.includes(plain(each)));
  }));
});

Deno.test("a number or a sign at the start of a line makes no list, and stays as it was typed", () => {
  const cases = [
    ["127.0.0.1", "127\\.0.0.1"],
    ["1. Reminder", "1\\. Reminder"],
    ["2) b", "2\\) b"],
    ["- a", "\\- a"],
    ["5-3", "5-3"],
    ["3 days", "3 days"],
  ];
  for (const [typed = "", written] of cases) assertEquals(inline(typed), written);
});

Deno.test("what was typed is text in the guide, never Markdown or HTML of its own", () => {
  const typed = "# <script>x</script> [a](http://b) | `c`\n# second";
  const text = guide([workflow({
    purpose: typed,
    notes: "```\n# not a heading",
    trigger: { type: "manual", detail: typed },
    actions: [{ type: "send e-mail", detail: typed, template: "```\n# inside\n```" }],
  })]);
  assert(!/^# (?!Workflows to rebuild)/m.test(text.replaceAll(/^( *)(`{3,})text\n[\s\S]*?^\1\2$/gm, "")));
  assert(!text.includes("<script>"));
  assertStringIncludes(text, "````text\n```\n# not a heading\n````");
});
