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

/** HTML to a rich text field; Twenty makes its own blocks from the Markdown (CONTRACT f). */
export const richText: Transform = (input) => asRichText(markdown(input));

export function asRichText(mapped: Mapped): Mapped {
  if (typeof mapped.value !== "string") return mapped;
  return { ...mapped, value: { markdown: mapped.value } };
}

/** HTML as Markdown; text without tags passes through the same converter, so that entities are read alike. */
export function toMarkdown(html: string): string {
  if (html === "") return "";
  return /[<&]/.test(html) ? NodeHtmlMarkdown.translate(html).trim() : html;
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
