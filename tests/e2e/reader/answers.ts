import type { Row } from "../../../fixtures/practice/practice.ts";
import { Check } from "./check.ts";
import { Choices } from "./choices.ts";
import { type Reading, rowsOf } from "./context.ts";
import type { TargetField } from "./metadata.ts";
import { keyIn, textIn } from "./source_values.ts";
import { checkTyped } from "./typed.ts";

/** One question with its answer (contracts/practicehub 3.8). */
export interface Item extends Row {
  name: string;
  label: string;
  value: string;
}

/** A signature or a drawing is a widget's number: there is no picture to be had (contracts/practicehub 6.16). */
export const isPicture = (item: Item): boolean =>
  /signature|sketchpad|drawableimage|image/i.test(textIn(item, "name"));

export const itemsOf = (row: Row): Item[] => Array.isArray(row.data) ? row.data as Item[] : [];

/** The newest answer of each patient to each question that was not left blank, in the field that is labelled as the question is. */
export function checkAnswers(reading: Reading): void {
  const { practice, people, out, workspace } = reading;
  const responses = rowsOf(practice, "custom_form_responses")
    .toSorted((a, b) =>
      textIn(a, "created") < textIn(b, "created")
        ? -1
        : textIn(a, "created") > textIn(b, "created")
        ? 1
        : a.id - b.id
    );
  const asked = responses.flatMap(itemsOf).filter((item) => !isPicture(item) && textIn(item, "label") !== "");
  for (const label of new Set(asked.map((item) => textIn(item, "label")))) {
    const field = workspace.fields.get("people")?.find((field) => isLabelled(field, label));
    if (!field) {
      out.add("people", "custom_form_responses", label, "has no field");
      continue;
    }
    const choices = Choices.called("people", field.name, reading);
    for (const row of rowsOf(practice, "patients")) {
      const found = people.of(`patients/${row.id}`);
      if (!found) continue;
      const own = responses.filter((response) => keyIn(response, "patient_id") === row.id);
      const given = own.flatMap(itemsOf).filter((item) =>
        textIn(item, "label") === label && !isPicture(item) && !isBlank(item)
      );
      const newest = given.findLast((item) => !isZeros(item)) ?? given.at(-1);
      const answer = { id: row.id, answer: newest?.value ?? null };
      checkTyped(new Check(reading, "people", `patients/${row.id}`, answer, found), field, "answer", choices);
    }
    choices.conclude();
  }
}

/** Editors leave empty tags where nothing was written. */
const isBlank = (item: Item): boolean =>
  textIn(item, "value").replace(/<[^>]*>/g, "").replaceAll("&nbsp;", " ").trim() === "";

/** Zeros stand for no date: they take no date's place. */
const isZeros = (item: Item): boolean => textIn(item, "value").startsWith("0000-00-00");

/** Long labels may be cut. */
function isLabelled({ label }: TargetField, question: string): boolean {
  const said = label.replace(/…$/, "").trim();
  return said === question || (said.length > 50 && question.startsWith(said));
}
