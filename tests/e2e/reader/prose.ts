import { clean, TEXT_LIMIT, uncut, wordsIn, wordsOf } from "./source_values.ts";

/**
 * What a piece of Markdown lacks of the HTML it was made from: words, and what made it readable. Text above the limit
 * is cut by the program, so there the words must be the first ones.
 */
export function* proseProblems(html: readonly string[], markdown: string): Generator<string> {
  const words = html.flatMap(wordsOf);
  if (html.every((text) => clean(text) === "") && markdown !== "") yield "should be empty";
  if (!uncut(html.join(" "))) {
    if (isBeginning(words, markdown)) return;
    yield "is not the beginning of the source's text";
    return;
  }
  const missing = missingFrom(words, wordsIn(markdown));
  if (missing > 0) yield `lacks ${missing} words of the source`;
  for (const text of html) yield* shapeProblems(text, markdown);
}

function missingFrom(words: readonly string[], there: readonly string[]): number {
  const left = new Map<string, number>();
  for (const word of there) left.set(word, (left.get(word) ?? 0) + 1);
  return words.filter((word) => {
    const n = left.get(word) ?? 0;
    left.set(word, n - 1);
    return n <= 0;
  }).length;
}

/** Nearly as long as may be, and but for headings the source's words in their order; the last may be cut. */
function isBeginning(words: readonly string[], markdown: string): boolean {
  const there = wordsIn(markdown).slice(0, -1);
  const start = there.indexOf(words[0] ?? "");
  const rest = there.slice(start);
  return start >= 0 && start < 10 && markdown.length <= TEXT_LIMIT && markdown.length > TEXT_LIMIT * 0.99 &&
    rest.every((word, index) => word === words[index]);
}

/** Lists, bold words, headings, tables and links must still be what they were. */
function* shapeProblems(html: string, markdown: string): Generator<string> {
  const lines = markdown.split("\n");
  const items = count(html, /<li\b/gi);
  if (items > lines.filter((line) => /^\s*([-*+]|\d+[.)])\s/.test(line)).length) {
    yield "has lost an item of a list";
  }
  for (const [, bold] of html.matchAll(/<(?:b|strong)>([^<]+)<\/(?:b|strong)>/gi)) {
    const [first] = wordsOf(bold!);
    if (first && !new RegExp(`(\\*\\*|__)${first}`).test(markdown)) yield "has lost what was bold";
  }
  const headings = count(html, /<h[1-6]\b/gi);
  if (headings > lines.filter((line) => /^#{1,6} /.test(line)).length) yield "has lost a heading";
  const rows = count(html, /<tr\b/gi);
  if (rows > lines.filter((line) => /^\s*\|.*\|\s*$/.test(line) && !/^[\s|:-]+$/.test(line)).length) {
    yield "has lost a row of a table";
  }
  for (const [, address] of html.matchAll(/<a href="([^"]+)"/gi)) {
    if (!markdown.includes(`](${address!.replaceAll("&amp;", "&")})`)) yield "has lost a link";
  }
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
