import { NodeHtmlMarkdown } from "node-html-markdown";
import { carried, type Mapped, nothing, type Remark, textOf, type Transform } from "../transform.ts";

/**
 * The longest text we send. Above about 1 MB of distinct words Twenty's search index refuses the record
 * (twenty/CONTRACT j13); this leaves room for words in which every character takes several bytes.
 */
export const MAX_TEXT = 200_000;

/** Plain text as it is. */
export const text: Transform = ({ value }) => cleaned(textOf(value));

/** HTML to Markdown, for text fields. */
export const markdown: Transform = ({ value }) => cleaned(toMarkdown(textOf(value)));

/** A list or an object that nobody foresaw, as JSON: readable, and nothing of it is lost. */
export const json: Transform = ({ value }) => {
  if (value === null || value === undefined || value === "") return nothing;
  if (typeof value !== "object") return cleaned(textOf(value));
  return Object.keys(value).length === 0 ? nothing : cleaned(JSON.stringify(value));
};

/** HTML to a rich text field; Twenty makes its own blocks from the Markdown (CONTRACT f). */
export const richText: Transform = (input) => asRichText(markdown(input));

export function asRichText(mapped: Mapped): Mapped {
  if (typeof mapped.value !== "string") return mapped;
  return { ...mapped, value: { markdown: mapped.value } };
}

/**
 * HTML as Markdown. Text is taken for HTML only where it has a whole tag or an entity: "pain < moderate & worse" is
 * what somebody typed, and stays as it is.
 */
export function toMarkdown(given: string): string {
  if (!HTML.test(given)) return given;
  return NodeHtmlMarkdown.translate(depthOf(given) > MAX_DEPTH ? given.replace(TAGS, " ") : given).trim();
}

const HTML = /<\/?[a-z][a-z0-9]*(\s[^<>]*)?\/?>|&(#\d+|#x[0-9a-f]+|[a-z][a-z0-9]+);/i;
const TAGS = /<(\/?)[a-z][^<>]*>/gi;
/** The converter's time grows faster than the square of the depth; nobody writes a note this deep. */
const MAX_DEPTH = 300;

function depthOf(html: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [tag, closing] of html.matchAll(TAGS)) {
    if (closing === "/") depth--;
    else if (!tag.endsWith("/>") && !/^<(br|hr|img|input|meta)\b/i.test(tag)) {
      deepest = Math.max(deepest, ++depth);
    }
  }
  return deepest;
}

/** NUL makes Twenty answer 500 (CONTRACT j10) and is never meant; lone surrogates would come back changed. */
export function cleaned(given: string): Mapped {
  if (given === "") return nothing;
  let remark: Remark | undefined;
  let value = given.replaceAll("\u0000", "").toWellFormed();
  if (value !== given) remark = "text-cleaned";
  if (value.length > MAX_TEXT) {
    value = value.slice(0, MAX_TEXT).toWellFormed();
    remark = "text-cut";
  }
  return value === "" ? nothing : carried(value, remark);
}
