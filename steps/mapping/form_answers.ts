import { z } from "zod";
import type { Ledger } from "../../db/ledger.ts";
import { formResponsesOf } from "../../db/patients.ts";
import type { FieldSpec } from "../twenty/metadata.ts";
import { date, flag, instant, number, select, text } from "./fields.ts";
import { fieldLabel } from "./names.ts";
import { type Answer, newestAnswer, saidIn } from "./newest_answer.ts";
import { textOf } from "./transform.ts";
import type { FieldRow } from "./vocabulary.ts";

/** One question of the practice's forms, as the audit saw its answers. */
export interface Question {
  label: string;
  /** Of the answer's `name`: its kind, as far as the source tells (contracts/practicehub 3.8). */
  kind: "checkbox" | "date" | "select" | "text" | "picture";
  answers: number;
  /** What every answer to a question of text is, if it is always the same and not simply text. */
  holds?: "number" | "date" | "instant" | "flag";
}

/** The kind in an item's `name`; signatures and drawings are pictures that the API does not hand out. */
export function questionKind(name: string): Question["kind"] {
  if (/signature|sketchpad|drawableimage|image/i.test(name)) return "picture";
  if (/checkbox/i.test(name)) return "checkbox";
  if (/date/i.test(name)) return "date";
  return /select|radio|dropdown/i.test(name) ? "select" : "text";
}

const MAKE: Record<
  Exclude<Question["kind"], "picture">,
  [transform: string, make: (n: string, l: string) => FieldSpec]
> = {
  checkbox: ["boolean", (n, l) => flag(n, l)],
  date: ["date", (n, l) => date(n, l)],
  select: ["option", (n, l) => select(n, l)],
  text: ["markdown", (n, l) => text(n, l)],
};

const READ_AS: Record<NonNullable<Question["holds"]>, string> = {
  number: "a number",
  date: "a date",
  instant: "a time",
  flag: "yes or no",
};

/** A question of text whose answers are all of one kind gets a field of that kind. */
const BY_VALUES: Record<NonNullable<Question["holds"]>, typeof MAKE["text"]> = {
  number: ["number", (n, l) => number(n, l)],
  date: ["date", (n, l) => date(n, l)],
  instant: ["instant", (n, l) => instant(n, l)],
  flag: ["boolean", (n, l) => flag(n, l)],
};

/**
 * A custom field of the patient for every question that can be kept.
 *
 * @param taken names that the person object has
 * @param known the field that a question was given before, by label; it keeps it
 */
export function proposeAnswers(
  questions: readonly Question[],
  taken: ReadonlySet<string>,
  known: ReadonlyMap<string, string>,
): FieldRow[] {
  const used = new Set([...taken, ...known.values()]);
  return questions.flatMap((question): FieldRow[] => {
    if (question.kind === "picture") return [];
    const typed = question.kind === "text" && question.holds ? BY_VALUES[question.holds] : undefined;
    const [transform, make] = typed ?? MAKE[question.kind];
    const { label, changed } = fieldLabel(question.label);
    const name = known.get(question.label) ?? freeName(question.label, used);
    used.add(name);
    return [{
      object: "person",
      resource: "custom_form_responses",
      source: question.label,
      target: name,
      transform,
      creates: { ...make(name, label), ...(changed ? { description: question.label } : {}) },
      reason: [
        `Asked on a form, ${question.answers} answers`,
        ...typed ? [`every one of them reads as ${READ_AS[question.holds ?? "flag"]}`] : [],
        ...changed ? [changed] : [],
      ].join("; "),
    }];
  });
}

/** Twenty takes `^[a-z][a-zA-Z0-9]*$`, at most 63 characters (contracts/twenty e); `form` in front keeps clear of its reserved words. */
function freeName(label: string, used: ReadonlySet<string>): string {
  const words = label.normalize("NFKD").replace(/\p{M}/gu, "").split(/[^A-Za-z0-9]+/).filter(Boolean);
  const camel = words.map((w) => w.charAt(0).toUpperCase() + w.slice(1).toLowerCase()).join("");
  const base = `form${camel || "Answer"}`.slice(0, 50);
  for (let n = 1;; n++) {
    const name = n === 1 ? base : `${base}${n}`;
    if (!used.has(name)) return name;
  }
}

const Items = z.array(
  z.object({ name: z.unknown(), label: z.unknown(), value: z.unknown() }).partial().catch({}),
).catch([]);

/** The answers of one response; `data` may be null, and what is no item holds nothing (contracts/practicehub 3.8). */
export const answerItems = (data: unknown): z.infer<typeof Items> => Items.parse(data);

/** What a response's form is called; forms are known by name, one without is told by its number. */
export const formName = (row: Record<string, unknown>): string =>
  textOf(row["form_name"]) || `Form ${textOf(row["form_id"]) || "?"}`;

/** Forms are told apart by their number, else by their name. */
export const formKey = (row: Record<string, unknown>): string => textOf(row["form_id"]) || formName(row);

/** An answer that stands under a question, and which question of which form that is. */
export interface LabelledAnswer extends Answer {
  label: string;
  value: unknown;
}

/** The answers of one response that can be kept with their question: pictures and what was left blank are none. */
export function labelledAnswers(row: Record<string, unknown>): LabelledAnswer[] {
  return answerItems(row["data"]).flatMap((item, place): LabelledAnswer[] => {
    const label = textOf(item.label);
    const name = textOf(item.name);
    const said = saidIn(item.value);
    if (label === "" || said === "" || questionKind(name) === "picture") return [];
    return [{ label, value: item.value, said, question: `${formKey(row)} ${name || place}` }];
  });
}

/** Printed text has no question either, and is longer than what somebody writes into a line of a form. */
const LONGEST_ANSWER = 200;

/** How many answers of a response have no question that they could be kept under. */
export const unaskedAnswers = (row: Record<string, unknown>): number =>
  answerItems(row["data"]).filter(({ label, name, value }) => {
    const { length } = saidIn(value);
    return textOf(label) === "" && questionKind(textOf(name)) !== "picture" && length > 0 &&
      length <= LONGEST_ANSWER;
  }).length;

export interface Answers {
  /** By question label, the newest that says something. */
  byLabel: Map<string, unknown>;
  /** Labels under which another question has another answer, which the field cannot hold too. */
  shared: Set<string>;
  /** Whether a form that was filled in again gave an answer in the place of an older one. */
  repeated: boolean;
  /** Whether a response has an answer without a question. */
  unasked: boolean;
}

/** The newest answers of these patients. */
export async function answersOf(ledger: Ledger, patients: readonly number[]): Promise<Map<number, Answers>> {
  const responses = await formResponsesOf(ledger, patients);
  return new Map([...responses].map(([patient, rows]) => [patient, answersIn(rows)]));
}

/** @param responses of one patient, the oldest first */
function answersIn(responses: readonly Record<string, unknown>[]): Answers {
  const answers: Answers = {
    byLabel: new Map(),
    shared: new Set(),
    repeated: false,
    unasked: responses.some((row) => unaskedAnswers(row) > 0),
  };
  for (const [label, given] of Map.groupBy(responses.flatMap(labelledAnswers), (answer) => answer.label)) {
    const { kept, older, others } = newestAnswer(given);
    answers.byLabel.set(label, kept?.value);
    if (older.length > 0) answers.repeated = true;
    if (others.length > 0) answers.shared.add(label);
  }
  return answers;
}
