import { answerItems, questionKind } from "../../mapping/form_answers.ts";
import { idOf, textOf } from "../../mapping/transform.ts";
import { checkOf, gather, type MakeCheck } from "./check.ts";

/** Pictures that the API does not hand out, patients who are gone, and forms that were filled in several times (3.8). */
export const formResponses: MakeCheck = ({ add, seen }) => {
  const filledIn = new Map<string, number[]>();
  const note = (rule: string, field: string, id: number) =>
    add(rule, "custom_form_responses", `custom_form_responses.${field}`, id);
  return checkOf("custom_form_responses", (row) => {
    for (const item of answerItems(row["data"])) {
      const picture = questionKind(textOf(item.name)) === "picture" && textOf(item.value) !== "";
      if (picture) note("signature", "data", row.id);
    }
    const patient = idOf(row["patient_id"]);
    if (patient === undefined) return note("form-no-patient", "patient_id", row.id);
    if (seen.dangles("patients", patient)) note("patient-missing", "patient_id", row.id);
    const once = `${patient} ${textOf(row["form_id"])}`;
    gather(filledIn, once, row.id);
  }, () => {
    for (const ids of filledIn.values()) {
      for (const id of ids.toSorted((a, b) => a - b).slice(0, -1)) note("form-repeated", "form_id", id);
    }
  });
};
