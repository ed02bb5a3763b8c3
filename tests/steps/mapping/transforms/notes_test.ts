import { assertEquals } from "@std/assert";
import { mapped } from "../made_up_context.ts";

const body = (markdown: string) => ({ value: { markdown } });

const NOTES: [fact: string, data: unknown, expected: unknown][] = [
  [
    "items of key and val",
    { soap_data: [{ key: "Subjective", val: "<p>Sore</p>" }, { key: "Plan", val: "Rest" }] },
    body("### Subjective\n\nSore\n\n### Plan\n\nRest"),
  ],
  [
    "items of label and value",
    { soap_data: [{ label: "Plan", value: "<b>Rest</b>" }] },
    body("### Plan\n\n**Rest**"),
  ],
  [
    "both shapes in one note",
    { soap_data: [{ key: "A", val: "1" }, { label: "B", value: "2" }] },
    body("### A\n\n1\n\n### B\n\n2"),
  ],
  ["an item without a label", { soap_data: [{ val: "Sore" }] }, body("Sore")],
  ["empty items among full ones", {
    soap_data: [{ key: "A", val: "" }, { key: "B", val: "<p></p>" }, { key: "C", val: "x" }],
  }, body("### C\n\nx")],
  ["only empty items", { soap_data: [{ key: "A", val: "" }] }, { remark: "note-empty" }],
  ["no items", { soap_data: [] }, { remark: "note-empty" }],
  ["null", null, { remark: "note-empty" }],
  ["nothing", undefined, { remark: "note-empty" }],
  ["an empty object", {}, { remark: "note-empty" }],
  ["another shape", { text: "<p>Sore</p>", pain: 7 }, {
    ...body("**text**: Sore\n\n**pain**: 7"),
    remark: "note-shape",
  }],
  ["plain text", "<p>Sore</p>", { ...body("Sore"), remark: "note-shape" }],
  ["nested in lists", { parts: [{ heading: "A" }, { heading: "B" }] }, {
    ...body("**parts 1 / heading**: A\n\n**parts 2 / heading**: B"),
    remark: "note-shape",
  }],
];

for (const [fact, data, expected] of NOTES) {
  Deno.test(`note: ${fact}`, () => assertEquals<unknown>(mapped("noteBody", data), expected));
}

/** Words that a clinician wrote, in shapes that soap notes have not been seen with but may have. */
const KEPT: [fact: string, data: unknown][] = [
  ["a list as an item's value", { soap_data: [{ label: "Plan", value: ["kept"] }] }],
  ["an object as an item's value", { soap_data: [{ label: "Plan", value: { left: "kept" } }] }],
  ["an attribute beside the items", { soap_data: [{ label: "Plan", value: "Rest" }], addendum: "kept" }],
  ["another attribute of an item", { soap_data: [{ label: "Plan", value: "Rest", comment: "kept" }] }],
  ["val and value both", { soap_data: [{ label: "Plan", value: "Rest", val: "kept" }] }],
  ["an item that is text", { soap_data: ["kept"] }],
  ["a null among the items", { soap_data: [null, { label: "Plan", value: "kept" }] }],
];

for (const [fact, data] of KEPT) {
  Deno.test(`note: nothing a clinician wrote is lost: ${fact}`, () => {
    assertEquals(JSON.stringify(mapped("noteBody", data)).includes("kept"), true);
  });
}
