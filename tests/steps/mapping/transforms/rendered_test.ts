import { assertEquals } from "@std/assert";
import fc from "../../../support/fast_check.ts";
import { toRichMarkdown } from "../../../../steps/mapping/transforms/html.ts";
import { note, typed } from "./rendered/made_up_html.ts";
import { readMarkdown } from "./rendered/read_markdown.ts";
import { lineOf } from "./rendered/shown.ts";

// Once in ten thousand, what is typed cannot be told from a tag: `<b pain = same >`. That is no failure.

Deno.test("a note that is rendered back shows every block, list, cell, and every bold or italic letter of the source", () => {
  fc.assert(
    fc.property(note, ({ html, shown }) => {
      assertEquals(readMarkdown(toRichMarkdown(html)), shown, html);
    }),
    { numRuns: 500 },
  );
});

Deno.test("text that somebody typed shows every line as it was typed", () => {
  fc.assert(
    fc.property(typed, (lines) => {
      const shown = readMarkdown(toRichMarkdown(lines.join("\n")));
      const text = shown.map((
        block,
      ) => (block.kind === "text" && block.level === 0 ? block.text.text : block));
      assertEquals(text, [lineOf([{ text: lines.join("\n"), bold: false, italic: false }]).text]);
    }),
    { numRuns: 1_000 },
  );
});
