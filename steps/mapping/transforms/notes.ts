import { answerItems, questionKind } from "../form_answers.ts";
import { carried, dropped, type Mapped, textOf, type Transform } from "../transform.ts";
import { toRichMarkdown } from "./html.ts";
import { asRichText, cleaned } from "./text.ts";

/** Notes as rich text. */
export const NOTES = {
  /** A treatment note: a heading for each part that holds something. */
  noteBody: {
    type: "RICH_TEXT",
    takes: ["own"],
    words: "parts of the note to rich text",
    run: ({ value }) => noteBody(value),
  },
  /**
   * A filled-in form: every question with its answer, the printed text between them, and where a picture was that the
   * API does not hand out (contracts/practicehub 3.8).
   */
  formNote: {
    type: "RICH_TEXT",
    takes: ["own"],
    words: "the filled-in form as a note",
    reads: ["data"],
    run: ({ row }) => noteOf(answerItems(row["data"]).map(answerLine)),
  },
} satisfies Record<string, Transform>;

/** Parts one below the other. */
function noteOf(parts: readonly string[]): Mapped {
  const mapped = asRichText(cleaned(parts.filter((text) => text !== "").join("\n\n")));
  return mapped.value === undefined ? dropped("note-empty") : mapped;
}

function answerLine(item: ReturnType<typeof answerItems>[number]): string {
  const label = toRichMarkdown(textOf(item.label)).replace(/\s+/g, " ");
  const answer = toRichMarkdown(textOf(item.value));
  if (questionKind(textOf(item.name)) === "picture") {
    return `**${label || "Picture"}**: _cannot be had from PracticeHub_`;
  }
  return label === "" ? answer : labelled(label, answer || "—");
}

/**
 * Items come as key/val or as label/value (contracts/practicehub 3.5). Nothing a clinician wrote is left out because
 * its shape is new: what is not known is kept key by key, and remarked.
 */
function noteBody(value: unknown): Mapped {
  if (value === null || value === undefined) return dropped("note-empty");
  const { soap_data, ...beside } = asObject(value) ?? { "": value };
  const items = Array.isArray(soap_data) ? soap_data : soap_data === undefined ? [] : [soap_data];
  const parts = items.map(part);
  const other = lines(beside, "");
  const mapped = noteOf([...parts.map((p) => p.markdown), ...other]);
  if (mapped.value === undefined) return mapped;
  const odd = other.length > 0 || parts.some((p) => p.odd);
  return carried(mapped.value, mapped.remark ?? (odd ? "note-shape" : undefined));
}

/** One item under its label. `odd` where it held more than a label and a text. */
function part(item: unknown): { markdown: string; odd: boolean } {
  const object = asObject(item);
  if (!object) return { markdown: lines(item, "").join("\n\n"), odd: item !== null };
  const { label, key, value, val, ...rest } = object;
  const heading = toRichMarkdown(textOf(label) || textOf(key)).replace(/\s+/g, " ");
  const texts = [value, val].filter((v) => v !== undefined && v !== null);
  const body = [...texts.flatMap((v) => lines(v, "")), ...lines(rest, "")].join("\n\n");
  const odd = lines(rest, "").length > 0 || texts.length > 1 || texts.some((v) => typeof v === "object");
  return { markdown: body === "" ? "" : heading === "" ? body : `### ${heading}\n\n${body}`, odd };
}

/** Every text in a value, each with the name it stands under. */
function lines(value: unknown, label: string): string[] {
  if (value !== null && typeof value === "object") {
    return Object.entries(value).flatMap(([k, v]) => lines(v, Array.isArray(value) ? label : k));
  }
  const body = toRichMarkdown(textOf(value));
  return body === "" ? [] : [label === "" ? body : labelled(toRichMarkdown(label), body)];
}

/** A text beside its name; a list or a table begins below it, or it would be none. */
function labelled(label: string, body: string): string {
  return /\n|^([#>|*+-]|\d+[.)])/.test(body) ? `**${label}**:\n\n${body}` : `**${label}**: ${body}`;
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  return value !== null && typeof value === "object" && !Array.isArray(value)
    ? value as Record<string, unknown>
    : undefined;
}
