import type { Picture } from "../rich_text/model.ts";
import { itemsOf } from "../shapes.ts";
import { toMarkdown, toRichMarkdown } from "./html.ts";
import { carried, type Mapped, nothing, type Remark, textOf, type Transform } from "../transform.ts";

/**
 * The longest text we send. Above about 1 MB of distinct words Twenty's search index refuses the record
 * (contracts/twenty j13); this leaves room for words in which every character takes several bytes.
 */
export const MAX_TEXT = 200_000;

/** Texts, and texts with markup. */
export const TEXTS = {
  text: {
    type: "TEXT",
    takes: ["attribute", "constant"],
    words: "text as it is",
    run: ({ value }) => cleaned(textOf(value)),
  },
  markdown: {
    type: "TEXT",
    words: "HTML to Markdown",
    bestFor: ["html"],
    run: ({ value }) => cleaned(toMarkdown(textOf(value))),
  },
  /** A list or an object that nobody foresaw: readable, and nothing of it is lost. */
  json: {
    type: "TEXT",
    words: "kept as JSON",
    bestFor: ["list", "objects", "object"],
    shapes: { members: "any" },
    run({ value }) {
      if (value === null || value === undefined || value === "") return nothing;
      if (typeof value !== "object") return cleaned(textOf(value));
      return Object.keys(value).length === 0 ? nothing : cleaned(JSON.stringify(value));
    },
  },
  /** A list of plain values; what is no list is one of one (contracts/twenty e: an ARRAY takes strings only). */
  textList: {
    type: "ARRAY",
    words: "list of texts",
    shapes: { lists: true },
    run({ value }) {
      const items = itemsOf(value).map((item) => cleaned(textOf(item)));
      const texts = items.flatMap((item) => typeof item.value === "string" ? [item.value] : []);
      const remark = items.find((item) => item.remark !== undefined)?.remark;
      return texts.length === 0 ? nothing : carried(texts, remark);
    },
  },
  /** HTML, or text as it was typed; Twenty makes its own blocks from the Markdown (contracts/twenty f). */
  richText: {
    type: "RICH_TEXT",
    words: "HTML to rich text",
    run({ value }) {
      const pictures: Picture[] = [];
      return asRichText(cleaned(toRichMarkdown(textOf(value), pictures)), pictures);
    },
  },
} satisfies Record<string, Transform>;

/**
 * Markdown in the shape of Twenty's rich text.
 *
 * @param pictures that stood inside of the text
 */
export function asRichText(mapped: Mapped, pictures: readonly Picture[] = []): Mapped {
  if (typeof mapped.value !== "string") return mapped;
  const text = { ...mapped, value: { markdown: mapped.value } };
  if (pictures.length === 0) return text;
  return mapped.remark
    ? { ...text, also: "note-picture", pictures }
    : { ...text, remark: "note-picture", pictures };
}

/** NUL makes Twenty answer 500 (contracts/twenty j10) and is never meant; lone surrogates would come back changed. */
export function cleaned(raw: string): Mapped {
  if (raw === "") return nothing;
  let remark: Remark | undefined;
  let value = raw.replaceAll("\u0000", "").toWellFormed();
  if (value !== raw) remark = "text-cleaned";
  if (value.length > MAX_TEXT) {
    value = value.slice(0, MAX_TEXT).toWellFormed();
    remark = "text-cut";
  }
  return value === "" ? nothing : carried(value, remark);
}
