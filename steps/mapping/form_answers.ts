import type { Ledger } from "../../db/ledger.ts";
import { formResponsesOf } from "../../db/patients.ts";
import { itemsOf, membersOf, nameOf, saysAnything, unpacked } from "./shapes.ts";
import { textOf } from "./transform.ts";
import { toMarkdown } from "./transforms/html.ts";
import { cleaned } from "./transforms/text.ts";

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

/** One item of a response: which widget, under which label, with which answer. */
interface Item {
  name?: unknown;
  label?: unknown;
  value?: unknown;
}

/**
 * The answers of one response; `data` may be null, and what is no item is an answer under no question
 * (contracts/practicehub 3.8).
 */
export function answerItems(data: unknown): Item[] {
  const read = unpacked(data);
  const members = membersOf(read);
  const items = members && !("label" in members || "value" in members)
    // A map from questions to answers.
    ? Object.entries(members).map(([label, value]) => ({
      label,
      value: membersOf(value)?.["value"] ?? value,
    }))
    : itemsOf(read);
  return items.map((item): Item => {
    const asked = membersOf(item);
    if (!asked) return { value: item };
    const { value = ANSWERS.map((key) => asked[key]).find(saysAnything), ...rest } = asked;
    return { ...rest, value };
  });
}

/** Where an answer stands that is not under `value`. */
const ANSWERS = ["val", "answer", "answers", "selected", "response"];
/** Parts of an item that describe its question. */
const DESCRIBES: ReadonlySet<string> = new Set(
  "id key name label type help_text placeholder required options order position section width".split(" "),
);

/** Whether something stands in a response that is neither an answer nor describes a question. */
const hasMore = (row: Record<string, unknown>): boolean =>
  answerItems(row["data"]).some((item) => {
    const more = Object.entries(item).filter(([key, value]) =>
      key !== "value" && !DESCRIBES.has(key) && saysAnything(value)
    );
    return more.length >
      (ANSWERS.some((key) => more.length === 1 && more[0]?.[0] === key && more[0][1] === item.value) ? 1 : 0);
  });

/** What a response's form is called; forms are known by name, one without is told by its number. */
export const formName = (row: Record<string, unknown>): string =>
  nameOf(row["form_name"]) || `Form ${textOf(row["form_id"]) || "?"}`;

/** Forms are told apart by their number, else by their name. */
export const formKey = (row: Record<string, unknown>): string => textOf(row["form_id"]) || formName(row);

/** What a patient said under one label of a form. */
export interface Answer {
  /** Which question of which form asked: several may have one label. */
  question: string;
  /** Two answers that say the same are equal here. */
  said: string;
}

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

/** The answers of a response that have no question that they could be kept under. */
export const unaskedAnswers = (row: Record<string, unknown>): unknown[] =>
  answerItems(row["data"]).filter(({ label, name, value }) => {
    const { length } = saidIn(value);
    return textOf(label) === "" && questionKind(textOf(name)) !== "picture" && length > 0 &&
      length <= LONGEST_ANSWER;
  }).map(({ value }) => value);

export interface Answers {
  /** By question label, the newest that says something. */
  byLabel: Map<string, unknown>;
  /** Labels under which another question has another answer, which the field cannot hold too. */
  shared: Set<string>;
  /** Whether a form that was filled in again gave an answer in the place of an older one. */
  repeated: boolean;
  /** Whether a response has something that is no answer and no question. */
  more: boolean;
  /** Whether a response has an answer without a question. */
  unasked: boolean;
  /** The answers that no field holds, by label: older ones, those to other questions, those without a question. */
  beside: Record<"older" | "others" | "unasked", Record<string, unknown[]>>;
}

/** The newest answers of these patients. */
export async function answersOf(ledger: Ledger, patients: readonly number[]): Promise<Map<number, Answers>> {
  const responses = await formResponsesOf(ledger, patients);
  return new Map([...responses].map(([patient, rows]) => [patient, answersIn(rows)]));
}

/** @param responses of one patient, the oldest first */
function answersIn(responses: readonly Record<string, unknown>[]): Answers {
  const unasked = responses.flatMap(unaskedAnswers);
  const answers: Answers = {
    byLabel: new Map(),
    shared: new Set(),
    repeated: false,
    more: responses.some(hasMore),
    unasked: unasked.length > 0,
    beside: { older: {}, others: {}, unasked: unasked.length > 0 ? { "no question": unasked } : {} },
  };
  for (const [label, alike] of Map.groupBy(responses.flatMap(labelledAnswers), (answer) => answer.label)) {
    const { kept, older, others } = newestAnswer(alike);
    answers.byLabel.set(label, kept?.value);
    if (older.length > 0) {
      answers.repeated = true;
      answers.beside.older[label] = older.map(({ value }) => value);
    }
    if (others.length > 0) {
      answers.shared.add(label);
      answers.beside.others[label] = others.map(({ value }) => value);
    }
  }
  return answers;
}

/** The answer that the field of a label gets, and those that it cannot hold beside it. */
export interface Newest<A extends Answer> {
  kept: A | undefined;
  /** Answers to the same question, of a form that was filled in before. */
  older: A[];
  /** Other answers, to other questions that are called the same. */
  others: A[];
}

/** @param answers to the questions of one label, the oldest first; none of them blank */
export function newestAnswer<A extends Answer>(answers: readonly A[]): Newest<A> {
  const real = answers.filter((answer) => !ZEROS.test(answer.said));
  const kept = real.at(-1) ?? answers.at(-1);
  const before = real.filter((answer) => answer !== kept);
  return {
    kept,
    older: before.filter((answer) => answer.question === kept?.question),
    others: before.filter((answer) => answer.question !== kept?.question && answer.said !== kept?.said),
  };
}

/** Zeros stand for no date (contracts/practicehub 3): they are no newer answer than a date. */
const ZEROS = /^0000-00-00/;

/** What an answer says, without its tags; "" for one that was left blank, also by an editor that leaves `<p></p>`. */
export function saidIn(value: unknown): string {
  const { value: said } = cleaned(toMarkdown(textOf(value)).trim());
  return typeof said === "string" ? said : "";
}
