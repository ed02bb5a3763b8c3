import { assertEquals } from "@std/assert";
import fc from "../../../support/fast_check.ts";
import { toMarkdown, toRichMarkdown } from "../../../../steps/mapping/transforms/html.ts";

/** HTML with `@` for each of its words, and whether each is struck; boxes in their number. */
interface Made {
  html: string;
  struck: boolean[];
  ticked: number;
  unticked: number;
}

const NOTHING: Made = { html: "", struck: [], ticked: 0, unticked: 0 };
const joined = (parts: readonly Made[], between = ""): Made => ({
  html: parts.map(({ html }) => html).join(between),
  struck: parts.flatMap(({ struck }) => struck),
  ticked: parts.reduce((sum, { ticked }) => sum + ticked, 0),
  unticked: parts.reduce((sum, { unticked }) => sum + unticked, 0),
});
const wrap = (open: string, made: Made, close: string): Made => ({ ...made, html: open + made.html + close });

const BOXES: [html: string, ticked: boolean][] = [
  ['<input type="checkbox" checked>', true],
  ["<input type=radio CHECKED />", true],
  ["<input type='checkbox'>", false],
  ['<i class="fa fa-check-square-o"></i>', true],
  ['<span role="checkbox" aria-checked="false"></span>', false],
];
const STRIKES: [open: string, close: string][] = [
  ["<s>", "</s>"],
  ["<del>", "</del>"],
  ['<span style="color:red; text-decoration: line-through">', "</span>"],
  ['<p style="text-decoration-line:line-through">', "</p>"],
];

const word = fc.constant<Made>({ ...NOTHING, html: "@", struck: [false] });
const box = fc.constantFrom(...BOXES).map(([html, ticked]): Made => ({
  html: `${html} @`,
  struck: [false],
  ticked: Number(ticked),
  unticked: Number(!ticked),
}));
const inline: fc.Arbitrary<Made> = fc.oneof(
  { weight: 4, arbitrary: word },
  box,
  fc.tuple(fc.constantFrom("b", "i", "u", "span", "font", "label"), word).map(([tag, made]) =>
    wrap(`<${tag}>`, made, `</${tag}>`)
  ),
  fc.constantFrom(...STRIKES).map(([open, close]): Made => ({
    ...NOTHING,
    html: `${open}@ <b>@</b>${close}`,
    struck: [true, true],
  })),
  fc.boolean().map((chosen): Made => ({
    html: `<select><option${chosen ? " selected" : ""}>@</option></select>`,
    struck: [false],
    ticked: Number(chosen),
    unticked: Number(!chosen),
  })),
);
const line = fc.array(inline, { minLength: 1, maxLength: 4 }).map((parts) => joined(parts, " "));
const items = fc.array(fc.tuple(fc.option(fc.boolean(), { nil: undefined }), line), {
  minLength: 1,
  maxLength: 3,
})
  .map((all) =>
    joined(all.map(([checked, made]): Made => ({
      html: `<li${checked === undefined ? "" : ` data-checked="${checked}"`}>@ ${made.html}</li>`,
      struck: [false, ...made.struck],
      ticked: made.ticked + Number(checked === true),
      unticked: made.unticked + Number(checked === false),
    })))
  );
const cell = fc.tuple(fc.constantFrom("", ' colspan="2"', ' rowspan="2"', ' rowspan="3" colspan="3"'), line)
  .map(([span, made]) => wrap(`<td${span}>`, made, "</td>"));
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }).map(
  (rows) =>
    wrap(
      "<table>",
      joined(rows.map((cells) => wrap("<tr>", joined(cells), "</tr>"))),
      "</table>",
    ),
);
const block = fc.oneof(
  line.map((made) => wrap("<p>", made, "</p>")),
  line.map((made) => wrap("<h3>", made, "</h3>")),
  items.map((made) => wrap("<ul>", made, "</ul>")),
  items.map((made) => wrap("<ol>", made, "</ol>")),
  table,
  table.map((made) => wrap("<table><tr><td>@</td><td>", made, "</td></tr></table>")).map((made) => ({
    ...made,
    struck: [false, ...made.struck],
  })),
  line.map((made) => wrap("<blockquote>", made, "</blockquote>")),
  items.map((made) => wrap("<blockquote><ul>", made, "</ul></blockquote>")),
  line.map((made) => wrap("<div>", made, "</div>")),
);
const note = fc.array(block, { minLength: 1, maxLength: 4 }).map((blocks) => {
  const made = joined(blocks);
  let n = 0;
  return { ...made, html: made.html.replaceAll("@", () => `word${n++}x`) };
});

const WORD = /word\d+x/g;

Deno.test("every word stands in its order, every box is ticked or not, every struck word is struck", () => {
  fc.assert(
    fc.property(note, ({ html, struck, ticked, unticked }) => {
      const markdown = toRichMarkdown(html);
      assertEquals(markdown.match(WORD), struck.map((_, i) => `word${i}x`), html);
      assertEquals(
        [...markdown.matchAll(/~~(.*?)~~/g)].flatMap(([, text = ""]) => text.match(WORD) ?? []),
        struck.flatMap((is, i) => is ? [`word${i}x`] : []),
        html,
      );
      const boxes = [/☑|\[x\]/g, /☐|\[ \]/g].map((sign) => markdown.match(sign)?.length ?? 0);
      assertEquals(boxes, [ticked, unticked], html);
    }),
    { numRuns: 500 },
  );
});

Deno.test("whatever stands where, something comes out", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ..."<p> </p> <b> </b> <s> </s> <table> </table> <tr> </tr> <td> </td> <ul> </ul> <ol> <li> </li> </dl> <dd>"
        .split(" "),
      ..."<dt> <select> <option> </select> <textarea> </textarea> <pre> </pre> <svg> </svg> <!-- --> <a> </a> </h1>"
        .split(" "),
      ...['<td rowspan="9" colspan="99">', '<a href="https://x.test/?a=(">', '<img src="data:,x">', "<h2>"],
      ...["&lt;", "&", "<", "\n", "word", "*", "|", "<br>", "<blockquote>", "</blockquote>", "<![if x]>"],
    ),
    fc.string({ unit: "binary", maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      toMarkdown(pieces.join(""));
      toRichMarkdown(pieces.join(""), []);
    }),
    { numRuns: 2_000 },
  );
});

const LINES = Array.from({ length: 20_000 }, (_, i) => `line ${i} pain`);
const LONG: Record<string, string> = {
  "lines that were typed": LINES.join("\n"),
  paragraphs: `<p>${LINES.join("</p><p>")}`,
  "line breaks": LINES.join("<br>"),
  "runs of one line": LINES.map((line) => `<b>${line}<i>x</i></b>`).join(""),
  spans: `<span>${LINES.join(" <span>")}`,
  "lists in lists": `<ul><li>${LINES.join("<ul><li>")}`,
  "tables in tables": `<table><tr><td>${LINES.join("<table><tr><td>")}`,
  rows: `<table><tr><td>${LINES.join("<tr><td>")}`,
  "rows and columns that are mostly empty": `<table><tr>${"<td>x".repeat(5_000)}${"<tr><td>x".repeat(5_000)}`,
  "tags that never end": "<b a='".repeat(50_000) + "<p>x",
  "comments that never end": "<!--".repeat(60_000) + "<p>x",
};

for (const [what, html] of Object.entries(LONG)) {
  Deno.test(`a note of 20,000 lines takes no longer than its length: ${what}`, () => {
    const start = performance.now();
    const { length } = toRichMarkdown(html);
    // Ten times what it takes; what grows with the square takes a hundred times.
    assertEquals([performance.now() - start < 5_000, length < 8 * html.length], [true, true]);
  });
}
