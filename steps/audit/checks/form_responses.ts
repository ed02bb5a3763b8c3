import { hashOf } from "../../../db/hash.ts";
import {
  answerItems,
  formKey,
  labelledAnswers,
  questionKind,
  unaskedAnswers,
} from "../../mapping/form_answers.ts";
import { type Answer, newestAnswer } from "../../mapping/newest_answer.ts";
import type { Code } from "../../mapping/remarks.ts";
import { idOf, textOf } from "../../mapping/transform.ts";
import { checkOf, gather, type MakeCheck } from "./check.ts";

/** A response, and when it was filled in. */
interface Response {
  response: number;
  created: string;
}

/** An answer, of which only a hash is kept, and its response. */
interface Answered extends Answer, Response {}

/**
 * Pictures that the API does not hand out, patients who are gone, forms that were filled in several times, and answers
 * that a field cannot hold beside another or that stand under no question (contracts/practicehub 3.8).
 */
export const formResponses: MakeCheck = ({ add, references }) => {
  const filledIn = new Map<string, Response[]>();
  const answered = new Map<string, Answered[]>();
  const note = (rule: Code, field: string, id: number) =>
    add(rule, "custom_form_responses", `custom_form_responses.${field}`, id);
  return checkOf("custom_form_responses", (row) => {
    for (const item of answerItems(row["data"])) {
      const picture = questionKind(textOf(item.name)) === "picture" && textOf(item.value) !== "";
      if (picture) note("signature", "data", row.id);
    }
    for (let n = unaskedAnswers(row); n > 0; n--) note("form-unasked", "data", row.id);
    const patient = idOf(row["patient_id"]);
    if (patient === undefined) return note("form-no-patient", "patient_id", row.id);
    if (references.dangles("patients", patient)) note("patient-missing", "patient_id", row.id);
    const where = { response: row.id, created: textOf(row["created"]) };
    gather(filledIn, `${patient} ${formKey(row)}`, where);
    for (const { label, said, question } of labelledAnswers(row)) {
      gather(answered, `${patient} ${label}`, { ...where, question, said: shortly(said) });
    }
  }, () => {
    for (const responses of filledIn.values()) {
      for (const { response } of responses.toSorted(byAge).slice(0, -1)) {
        note("form-repeated", "form_id", response);
      }
    }
    for (const answers of answered.values()) {
      for (const { response } of newestAnswer(answers.toSorted(byAge)).others) {
        note("form-label-shared", "data", response);
      }
    }
  });
};

/** As the run puts them: by when they were filled in, then by number. */
const byAge = (a: Response, b: Response): number =>
  a.created < b.created ? -1 : a.created > b.created ? 1 : a.response - b.response;

/** As long as a date with its time; longer answers are compared by their hashes, so that no text is kept. */
const LONGEST_KEPT = 19;
const shortly = (text: string): string => text.length > LONGEST_KEPT ? hashOf(text) : text;
