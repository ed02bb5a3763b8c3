import { hashOf } from "../../../db/hash.ts";
import {
  type Answer,
  answerItems,
  formKey,
  labelledAnswers,
  newestAnswer,
  questionKind,
  unaskedAnswers,
} from "../../mapping/form_answers.ts";
import { idOf, textOf } from "../../mapping/transform.ts";
import { type Check, gather } from "./check.ts";

/** A response, and when it was filled in. */
interface Response {
  response: number;
  created: string;
}

/** Of a long answer only a hash is kept. */
interface Answered extends Answer, Response {}

/**
 * Pictures that the API does not hand out, patients who are gone, forms that were filled in several times, and answers
 * that a field cannot hold beside another or that stand under no question (contracts/practicehub 3.8).
 */
export const formResponses: Check = {
  resource: "custom_form_responses",
  make({ note, references }) {
    const filledIn = new Map<string, Response[]>();
    const answered = new Map<string, Answered[]>();
    return {
      row(row) {
        for (const item of answerItems(row["data"])) {
          const picture = questionKind(textOf(item.name)) === "picture" && textOf(item.value) !== "";
          if (picture) note("signature", "data", row.id);
        }
        for (let n = unaskedAnswers(row).length; n > 0; n--) note("form-unasked", "data", row.id);
        const patient = idOf(row["patient_id"]);
        if (patient === undefined) return note("form-no-patient", "patient_id", row.id);
        if (references.dangles("patients", patient)) note("patient-missing", "patient_id", row.id);
        const where = { response: row.id, created: textOf(row["created"]) };
        gather(filledIn, `${patient} ${formKey(row)}`, where);
        for (const { label, said, question } of labelledAnswers(row)) {
          gather(answered, `${patient} ${label}`, { ...where, question, said: shortly(said) });
        }
      },
      end() {
        const older = [...filledIn.values()].flatMap((all) => all.toSorted(byAge).slice(0, -1));
        for (const { response } of older) note("form-repeated", "form_id", response);
        const others = [...answered.values()].flatMap((all) => newestAnswer(all.toSorted(byAge)).others);
        for (const { response } of others) note("form-label-shared", "data", response);
      },
    };
  },
};

/** As the run puts them: by when they were filled in, then by number. */
const byAge = (a: Response, b: Response): number =>
  a.created < b.created ? -1 : a.created > b.created ? 1 : a.response - b.response;

/** As long as a date with its time; longer answers are compared by their hashes, so that no text is kept. */
const LONGEST_KEPT = 19;
const shortly = (text: string): string => text.length > LONGEST_KEPT ? hashOf(text) : text;
