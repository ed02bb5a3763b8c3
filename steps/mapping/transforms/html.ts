import { type Block, type Picture, type Run } from "../rich_text/model.ts";
import { paragraphs } from "../rich_text/paragraphs.ts";
import { Reader } from "../rich_text/read.ts";
import { withTypedSigns } from "../rich_text/typed_signs.ts";
import { writeMarkdown } from "../rich_text/write.ts";

/**
 * HTML as Markdown that a person reads with its signs. Text is taken for HTML only where it has a whole tag or an entity:
 * "pain < moderate & worse" is what somebody typed, and stays as it is.
 */
export function toMarkdown(raw: string): string {
  const html = withTypedSigns(raw);
  return html === undefined ? raw : writeMarkdown(blocksOf(html, []), "person");
}

/**
 * The same for rich text, where Twenty reads typed text as Markdown too: `> 90` would lose its sign and `2*3*4` its
 * stars (asked of 2.19), so what was typed is escaped and keeps its lines. It never throws.
 *
 * @param pictures gets the pictures that stand inside the text; their numbers go on from those that are there
 */
export function toRichMarkdown(raw: string, pictures: Picture[] = []): string {
  const html = withTypedSigns(raw);
  return writeMarkdown(html === undefined ? typed(raw) : blocksOf(html, pictures), "editor");
}

/** Without any of these, a line break in the text is one that somebody typed. */
const BREAKS = /<\/?(p|div|br|ul|ol|li|table|tr|h[1-6]|blockquote|pre|hr|section|article)\b/i;

const blocksOf = (html: string, pictures: Picture[]): Block[] =>
  new Reader(html, pictures, !BREAKS.test(html)).blocks;

function typed(text: string): Block[] {
  const runs = text.split(/\r\n?|\n/).flatMap((line, i): Run[] => [
    ...i === 0 ? [] : [{ text: "\n", marks: 0 }],
    { text: line, marks: 0 },
  ]);
  return paragraphs(runs, 0);
}
