import { answerItems, questionKind } from "../form_answers.ts";
import { dropped, type Mapped, textOf, type Transform } from "../transform.ts";
import type { Picture } from "../rich_text/model.ts";
import { unpacked } from "../rich_text/packed.ts";
import { saidIn } from "../rich_text/shapes.ts";
import { toRichMarkdown } from "./html.ts";
import { asRichText, cleaned } from "./text.ts";

/** Notes as rich text. */
export const NOTES = {
  /** A treatment note: a heading for each part that holds something. */
  noteBody: {
    type: "RICH_TEXT",
    takes: ["own"],
    words: "parts of the note to rich text",
    shapes: { members: "any" },
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
    run: ({ row }) => formNote(row["data"]),
  },
} satisfies Record<string, Transform>;

/** What was met while a note was read. */
interface Reading {
  pictures: Picture[];
  /** Whether a part has another shape than is known. */
  isOdd: boolean;
}

/** Parts one below the other. */
function noteOf(parts: readonly string[], { pictures, isOdd }: Reading): Mapped {
  const mapped = asRichText(cleaned(parts.filter((text) => text !== "").join("\n\n")), pictures);
  if (mapped.value === undefined) return dropped("note-empty");
  if (!isOdd) return mapped;
  return mapped.remark
    ? { ...mapped, also: mapped.also ?? "note-shape" }
    : { ...mapped, remark: "note-shape" };
}

function formNote(data: unknown): Mapped {
  const reading: Reading = { pictures: [], isOdd: false };
  const lines = answerItems(data).map((item) => answerLine(item, reading));
  return noteOf(lines, reading);
}

function answerLine(item: ReturnType<typeof answerItems>[number], reading: Reading): string {
  const label = asLabel(textOf(item.label));
  const before = reading.pictures.length;
  const answer = linesOf(item.value, reading).join("\n\n");
  if (questionKind(textOf(item.name)) === "picture" && reading.pictures.length === before) {
    return `**${label || "Picture"}**: _cannot be had from PracticeHub_`;
  }
  return label === "" ? answer : labelled(label, answer || "—");
}

/**
 * Items come as key/val or as label/value (contracts/practicehub 3.5). Nothing a clinician wrote is left out because
 * its shape is new: what is not known is kept under all of its names, and remarked.
 */
function noteBody(value: unknown): Mapped {
  if (value === null || value === undefined) return dropped("note-empty");
  const reading: Reading = { pictures: [], isOdd: false };
  const packed = typeof value === "string" ? unpacked(value) : undefined;
  const body = packed?.kind === "value" ? packed.value : value;
  const { soap_data, ...beside } = asObject(body) ?? { "": body };
  const items = Array.isArray(soap_data) ? soap_data : soap_data === undefined ? [] : [soap_data];
  const parts = items.map((item) => part(item, reading));
  const other = linesOf("" in beside ? body : beside, reading);
  if (other.length > 0 || packed) reading.isOdd = true;
  return noteOf([...parts, ...other], reading);
}

/** One item under its label. It is odd where it holds more than a label and a text. */
function part(item: unknown, reading: Reading): string {
  const object = asObject(item);
  if (!object) {
    reading.isOdd ||= item !== null;
    return linesOf(item, reading).join("\n\n");
  }
  const { label, key, value, val, ...rest } = object;
  const heading = asLabel(textOf(label) || textOf(key));
  const texts = [value, val].filter((v) => v !== undefined && v !== null);
  const more = [
    ...linesOf(rest, reading),
    ...[label, key].flatMap((name) => typeof name === "object" ? linesOf(name, reading) : []),
  ];
  const body = [...texts.flatMap((v) => linesOf(v, reading)), ...more].join("\n\n");
  reading.isOdd ||= more.length > 0 || texts.length > 1 || texts.some((v) => typeof v === "object");
  return body === "" ? "" : heading === "" ? body : `### ${heading}\n\n${body}`;
}

/** Every text in a value, each with all the names that it stands under. */
function linesOf(value: unknown, reading: Reading): string[] {
  const said = saidIn(value, reading.pictures, () => reading.isOdd = true);
  return [...said].flatMap(({ names, text }) => {
    const body = toRichMarkdown(text, reading.pictures);
    const label = asLabel(names.filter((name) => name !== "").join(" / "));
    return body === "" ? [] : [label === "" ? body : labelled(label, body)];
  });
}

/** One line, without bold of its own: it becomes bold, or a heading. */
const asLabel = (text: string): string => toRichMarkdown(text).replace(/\s+/g, " ").replaceAll("**", "");

/** A text beside its name; a list or a table begins below it, or it would be none. */
function labelled(label: string, body: string): string {
  return /\n|^([#>|*+-]|\d+[.)])/.test(body) ? `**${label}**:\n\n${body}` : `**${label}**: ${body}`;
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  return value !== null && typeof value === "object" && !Array.isArray(value)
    ? value as Record<string, unknown>
    : undefined;
}
