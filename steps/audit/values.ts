import { answerItems, type Question, questionKind } from "../mapping/form_answers.ts";
import { textOf } from "../mapping/transform.ts";
import { splitTags } from "../mapping/transforms/options.ts";
import type { Row } from "../practicehub/envelope.ts";

/** Distinct values with their counts, by what they are called. */
export type Counts = Map<string, number>;

/** More distinct values than this are no picklist. */
export const MAX_OPTIONS = 300;

/** What the audit gathers for value maps: which values occur, how often, and which questions forms ask. */
export class Values {
  readonly counts = new Map<string, Counts>();
  readonly questions = new Map<string, Question & { values: Counts }>();

  add(resource: string, rows: readonly Row[]): void {
    for (const row of rows) {
      if (resource === "patients") {
        this.count("patients.sex", textOf(row["sex"]));
        this.count("patients.referral_source", textOf(row["referral_source"]));
        for (const tag of splitTags(row["tags"])) this.count("patients.tags", tag);
      } else if (resource === "appointment_types") {
        this.count("appointment_types", `${row.id}\u001f${textOf(row["name"])}`);
      } else if (resource === "appointments") {
        this.count(
          "appointments.status",
          textOf(row["cancelDate"]) === "" ? textOf(row["status"]) : "cancelled",
        );
        this.count("appointments.type", textOf(row["appointment_type_id"]));
      } else if (resource === "clinical_notes") {
        this.count("clinical_notes.state", textOf(row["state"]));
      } else if (resource === "custom_form_responses") {
        this.#answers(row["data"]);
      }
    }
  }

  count(name: string, value: string): void {
    if (value === "") return;
    const counts = this.counts.get(name) ?? new Map<string, number>();
    this.counts.set(name, counts);
    if (counts.size < MAX_OPTIONS || counts.has(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }

  #answers(data: unknown): void {
    for (const item of answerItems(data)) {
      const label = textOf(item.label);
      if (label === "") continue;
      const kind = questionKind(textOf(item.name));
      const question = this.questions.get(label) ??
        { label, kind, answers: 0, values: new Map<string, number>() };
      const value = textOf(item.value);
      if (value !== "") {
        question.answers++;
        if (kind === "select" && question.values.size < MAX_OPTIONS) {
          question.values.set(value, (question.values.get(value) ?? 0) + 1);
        }
      }
      this.questions.set(label, question);
    }
  }
}
