import { textOf } from "./transform.ts";
import { toMarkdown } from "./transforms/html.ts";
import { cleaned } from "./transforms/text.ts";

/** What a patient said under one label of a form. */
export interface Answer {
  /** Which question of which form asked: several may have one label. */
  question: string;
  /** Two answers that say the same are equal here. */
  said: string;
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
