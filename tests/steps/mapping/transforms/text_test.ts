import { assertEquals } from "@std/assert";
import fc from "../../../support/fast_check.ts";
import { MAX_TEXT } from "../../../../steps/mapping/transforms/text.ts";
import { mapped } from "../made_up_context.ts";

const MARKDOWN: [html: string, markdown: string][] = [
  ["<p>Prefers <strong>mornings</strong></p>", "Prefers **mornings**"],
  ["<b>a</b> and <em>b</em>", "**a** and _b_"],
  // Twenty shows a star that ends bold and italic at once, and reads `_` nowhere inside a word.
  ["<b>b <i>bi</i></b>", "**b _bi_**"],
  ["in<i>side</i>", "in*side*"],
  ["in<b><i>side</i></b>", "in***side***"],
  ["<ul><li>one</li><li>two</li></ul>", "* one\n* two"],
  ["<ol><li>one</li><li>two</li></ol>", "1. one\n2. two"],
  ["one<br>two<br/>three", "one  \ntwo  \nthree"],
  ["<p>a</p><p>b</p>", "a\n\nb"],
  ["5 &lt; 7 &amp; 7 &gt; 5", "5 < 7 & 7 > 5"],
  ["caf&eacute; &#8364;", "café €"],
  ["<script>alert(1)</script>kept", "kept"],
  ["no tags", "no tags"],
  ["1 < 2", "1 < 2"],
];

for (const [html, expected] of MARKDOWN) {
  Deno.test(`markdown of ${html}`, () =>
    assertEquals<unknown>(mapped("markdown", html), { value: expected }));
}

/** What Twenty's own reader of Markdown would otherwise take for something else, or show. */
const RICH: [fact: string, given: string, markdown: string][] = [
  ["typed signs are no tag", "ROM <full and >half", "ROM <\u2060full and >half"],
  ["a letter after a sign is no tag with attributes", "a <b then > 90", "a <\u2060b then > 90"],
  ["a tag that was typed as entities is no tag", "<p>&lt;b&gt;</p>", "<\u2060b>"],
  ["a sign before a number stays", "<p>5 &lt; 7, &lt;3</p>", "5 < 7, <3"],
  ["both kinds of numbers are no list", "1. a\n2) b", "1\\. a  \n2\\) b"],
  ["an equals sign is not escaped, a line of them is", "= a\n==", "= a  \n\\=="],
  ["typed bars are no table", "a|b\n:-|-:", "a|b  \n:\\-|-:"],
  ["bold ends before a sign that a letter follows", "<b>Pain:</b>7", "**Pain**:7"],
  ["bold begins after a sign that follows a letter", "x<b>(a)</b>", "x(**a)**"],
  ["italic inside a word is italic", "a<i>b</i>c", "a*b*c"],
  ["a list in a numbered list is inside it", "<ol><li>a<ul><li>b</li></ul></li></ol>", "1. a\n    * b"],
  ["a power in a cell stays raised", "<table><tr><td>10<sup>-2</sup></td></tr></table>", "| 10⁻² |"],
  ["an address keeps its underscores", "https://x.test/a_b and a_b", "https://x.test/a_b and a\\_b"],
  [
    "a link after an exclamation is no picture",
    '<p>see!<a href="https://x.test">t</a></p>',
    "see!\u2060[t](https://x.test)",
  ],
];

for (const [fact, given, expected] of RICH) {
  Deno.test(`rich text: ${fact}`, () => {
    const { value } = mapped("richText", given);
    assertEquals((value as { markdown: string }).markdown.replace(/\n\| -+ \|[^]*/, ""), expected);
  });
}

Deno.test("a text field needs nothing to keep its signs apart", () => {
  assertEquals<unknown>(mapped("markdown", "<p>&lt;full&gt;</p>"), { value: "<full>" });
});

Deno.test("a table keeps every cell, row by row", () => {
  const html = "<table><tr><th>Day</th><th>Pain</th></tr><tr><td>Mon</td><td>7</td></tr></table>";
  const value = String(mapped("markdown", html).value);
  const cells = value.split("\n").filter((line) => /\w/.test(line)).map((line) => line.match(/\w+/g));
  assertEquals(cells, [["Day", "Pain"], ["Mon", "7"]]);
});

Deno.test("every word of a note is in its Markdown", () => {
  const word = fc.stringMatching(/^[a-z]{3,8}$/);
  const tag = fc.constantFrom("p", "div", "b", "i", "li", "td", "h2", "span", "blockquote");
  const html = fc.array(fc.tuple(word, tag), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(html, (parts) => {
      const given = parts.map(([w, t]) => `<${t}>${w}</${t}>`).join(" ");
      const words = String(mapped("markdown", given).value).match(/[a-z]{3,8}/g);
      assertEquals(words, parts.map(([w]) => w));
    }),
    { numRuns: 200 },
  );
});

Deno.test("html that holds no words is nothing", () => {
  for (const html of ["", "<p></p>", "<p> </p>", "<br>", "&nbsp;", null]) {
    assertEquals(mapped("markdown", html), {}, String(html));
  }
});

Deno.test("html that is nested without end, or never closed, is read all the same", () => {
  for (
    const html of ["<div>".repeat(500) + "kept", "<p>kept".repeat(2_000), "kept" + "</div>".repeat(2_000)]
  ) {
    assertEquals(String(mapped("markdown", html).value).includes("kept"), true);
  }
});

Deno.test("rich text is the same Markdown in Twenty's shape", () => {
  assertEquals<unknown>(mapped("richText", "<b>a</b>"), { value: { markdown: "**a**" } });
  assertEquals(mapped("richText", "<p></p>"), {});
});

Deno.test("NUL and lone surrogates are removed, and it is said", () => {
  assertEquals<unknown>(mapped("text", "a\u0000b"), { value: "ab", remark: "text-cleaned" });
  assertEquals<unknown>(mapped("text", "a\ud800b"), { value: "a\ufffdb", remark: "text-cleaned" });
  assertEquals(mapped("text", "\u0000"), {});
});

Deno.test("what is too long for Twenty's index is cut, and it is said; a character is never cut in half", () => {
  assertEquals<unknown>(mapped("text", "x".repeat(MAX_TEXT)), { value: "x".repeat(MAX_TEXT) });
  const { value, remark } = mapped("text", "x".repeat(MAX_TEXT - 1) + "😀😀");
  assertEquals([String(value).length <= MAX_TEXT, remark, String(value).isWellFormed()], [
    true,
    "text-cut",
    true,
  ]);
});

Deno.test("text that was carried is carried again as it is", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (given) => {
    const once = mapped("text", given).value;
    if (once !== undefined) assertEquals<unknown>(mapped("text", once), { value: once });
  }));
});

for (
  const plain of ["pain <moderate today", "line 1\nline 2 & line 3", "a_b_c & d", "Smith & Sons *urgent*"]
) {
  Deno.test(`text that only looks like html is kept as it is: ${JSON.stringify(plain)}`, () => {
    assertEquals<unknown>(mapped("markdown", plain), { value: plain });
  });
}

Deno.test("a list keeps its plain values in their order, repeated ones too; blanks go, and what is no list is one of one", () => {
  assertEquals(mapped("textList", ["pt", "en", "pt", 3, true]), { value: ["pt", "en", "pt", "3", "true"] });
  assertEquals(mapped("textList", ["", " ", null]), {});
  assertEquals(mapped("textList", "en"), { value: ["en"] });
  assertEquals(mapped("textList", [{ level: "gold" }]), { value: ["level: gold"] });
  assertEquals(mapped("textList", ["a\u0000b"]), { value: ["ab"], remark: "text-cleaned" });
});
