import { assertEquals } from "@std/assert";
import fc from "../../../support/fast_check.ts";
import { mapped } from "../made_up_context.ts";

const PNG =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const lines = (...all: string[]) => ({ markdown: all.join("\n\n") });
const item = (value: unknown) => ({ soap_data: [{ label: "A", value }] });

const SHAPES: [fact: string, data: unknown, body: { markdown: string }][] = [
  [
    "both sides are named",
    { left: { rom: "40" }, right: { rom: "60" } },
    lines("**left / rom**: 40", "**right / rom**: 60"),
  ],
  ["a side under a heading", item({ left: { rom: 40 } }), lines("### A", "**left / rom**: 40")],
  ["a list of texts", { drugs: ["a", "b"] }, lines("**drugs**: a", "**drugs**: b")],
  [
    "a list of objects",
    { tests: [{ x: 1 }, { x: 2 }] },
    lines("**tests 1 / x**: 1", "**tests 2 / x**: 2"),
  ],
  [
    "a list as PHP writes it",
    { tests: { 0: { x: 1 }, 1: { x: 2 } } },
    lines("**tests 1 / x**: 1", "**tests 2 / x**: 2"),
  ],
  ["years are names", { pain: { 2023: "4", 2024: "7" } }, lines("**pain / 2023**: 4", "**pain / 2024**: 7")],
  ["a question and its answer", { knee: [{ label: "Pain", value: "7" }] }, lines("**knee / Pain**: 7")],
  [
    "a question without an answer",
    { knee: [{ title: "Pain", text: null }] },
    lines("**knee / title**: Pain"),
  ],
  ["JSON in a text", item('{"left":{"rom":"40"}}'), lines("### A", "**left / rom**: 40")],
  ["JSON in JSON in a text", item(JSON.stringify('{"left":"40"}')), lines("### A", "**left**: 40")],
  ["a whole note in a text", '{"soap_data":[{"label":"A","val":"<b>x</b>"}]}', lines("### A", "**x**")],
  [
    "HTML in base64",
    item(btoa("<p>Sore <s>left</s> right knee</p>")),
    lines("### A", "Sore ~~left~~ right knee"),
  ],
  [
    "JSON in base64",
    item(btoa('{"left":"sore","right":"not"}')),
    lines("### A", "**left**: sore", "**right**: not"),
  ],
];

for (const [fact, data, body] of SHAPES) {
  Deno.test(`a note of another shape: ${fact}`, () => {
    assertEquals<unknown>(mapped("noteBody", data), { value: body, remark: "note-shape" });
  });
}

Deno.test("what only looks like another value is what somebody typed", () => {
  for (
    const text of [
      "[1]",
      "{left}",
      "Rest",
      "Pneumonoultramicroscopic",
      "0123456789012345678901234567",
      '"quoted"',
    ]
  ) {
    assertEquals(mapped("noteBody", item(text)).remark, undefined, text);
  }
});

Deno.test("pictures inside a note are handed on, numbered over all of its parts, and the note says where they were", () => {
  const { value, remark, also, pictures } = mapped("noteBody", {
    soap_data: [
      { label: "A", value: `<p>x <img src="data:image/png;base64,${PNG}" alt="leg"></p>` },
      { label: "B", value: `data:image/png;base64,${PNG}` },
      { label: "C", value: PNG },
      { label: "D", value: "<svg><title>t</title><circle r='1'/></svg>" },
    ],
  });
  assertEquals<unknown>(
    value,
    lines(
      "### A",
      "x [picture 1: leg]",
      "### B",
      "[picture 2]",
      "### C",
      "[picture 3]",
      "### D",
      "t [picture 4]",
    ),
  );
  assertEquals([remark, also], ["note-picture", "note-shape"]);
  assertEquals(pictures?.map((one) => [one.name, one.mediaType, one.bytes.length]), [
    ["picture 1", "image/png", 70],
    ["picture 2", "image/png", 70],
    ["picture 3", "image/png", 70],
    ["picture 4", "image/svg+xml", 42],
  ]);
});

Deno.test("a sticky note hands on its pictures too", () => {
  const { remark, pictures } = mapped("richText", `<img src="data:image/png;base64,${PNG}">`);
  assertEquals([remark, pictures?.length], ["note-picture", 1]);
});

Deno.test("every text of a value stands in the note, and every name above it, whatever the shape", () => {
  const key = fc.stringMatching(/^[a-z]{3,6}$/);
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.stringMatching(/^[A-Z]{3,6}$/),
      fc.array(tie("tree"), { minLength: 1, maxLength: 3 }),
      fc.dictionary(key, tie("tree"), { minKeys: 1, maxKeys: 3 }),
    ),
  }));
  fc.assert(fc.property(tree, (value) => {
    const markdown = JSON.stringify(mapped("noteBody", { data: value }).value);
    for (const word of JSON.stringify(value).match(/[A-Za-z]{3,6}/g) ?? []) {
      assertEquals(markdown.includes(word), true, word);
    }
  }));
});

Deno.test("a value that is nested deeper than calls can be is read all the same", () => {
  const deep = JSON.parse(`${'{"a":'.repeat(20_000)}"kept"${"}".repeat(20_000)}`);
  assertEquals(JSON.stringify(mapped("noteBody", deep).value).includes("kept"), true);
});
