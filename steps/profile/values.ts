import { z } from "zod";
import { answerItems, formName, type Question, questionKind } from "../mapping/form_answers.ts";
import { flagOf, nameOf } from "../mapping/shapes.ts";
import { textOf } from "../mapping/transform.ts";
import { isCancelled } from "../practicehub/resources.ts";
import { subscriberIds } from "../mapping/transforms/references.ts";
import { PROPOSALS } from "../mapping/proposals.ts";
import { transformNamed } from "../mapping/transforms/catalogue.ts";
import type { FieldRow } from "../mapping/vocabulary.ts";
import { type FieldProfile, Profile } from "./profile.ts";
import { splitTags, statusOf } from "../mapping/transforms/options.ts";
import type { Row } from "../practicehub/envelope.ts";

/** Distinct values with their counts, by what they are called. */
export type Counts = Map<string, number>;

/** More distinct values than this are no picklist. */
export const MAX_OPTIONS = 300;

const isPicklist = ({ transform }: FieldRow) => transformNamed(transform)?.options?.of === "attribute";

/** Attributes that become a select, by resource: their values are counted however few rows there are. */
const PICKLISTS = new Map(
  [...Map.groupBy(PROPOSALS.filter(isPicklist), (row) => row.resource)]
    .map(([resource, rows]) => [resource, rows.map((row) => row.source).filter(isAttribute)]),
);

/** A question with its values and with the forms that ask it. */
export interface AskedQuestion extends Question {
  values: Counts;
  /** Of what was answered wherever it was asked, as `answer`. */
  profile: Profile;
  /** Answers by form name. */
  forms: Counts;
}

/** What the audit gathers for value maps: which values occur, how often, and which questions forms ask. */
export class Values {
  readonly counts = new Map<string, Counts>();
  readonly questions = new Map<string, AskedQuestion>();
  /** Responses by form name. */
  readonly forms: Counts = new Map();
  /** What parts of treatment notes are called; templates name them, not patients. */
  readonly noteHeadings = new Set<string>();
  /** Bytes of the files that were looked at, as far as their rows say. */
  fileBytes = 0;

  add(resource: string, rows: readonly Row[]): void {
    for (const row of rows) {
      for (const field of PICKLISTS.get(resource) ?? []) {
        this.count(`${resource}.${field}`, textOf(row[field]));
      }
      if (resource === "patient_packages" || resource === "care_plans") {
        this.count("activity", flagOf(row["active"]) ? "active" : "inactive");
      }
      if (resource === "patient_packages" || resource === "care_plans") {
        this.count(`${resource}.activity`, flagOf(row["active"]) ? "active" : "inactive");
      }
      if (resource === "patients") {
        for (const tag of splitTags(row["tags"])) this.count("patients.tags", tag);
      } else if (resource === "appointment_types") {
        this.count("appointment_types", `${row.id}\u001f${nameOf(row["name"])}`);
      } else if (resource === "appointments") {
        this.count(
          "appointments.status",
          isCancelled(row) ? "cancelled" : statusOf(textOf(row["status"])),
        );
        this.count("appointments.type", textOf(row["appointment_type_id"]));
        this.count("appointments.location", textOf(row["location_id"]));
      } else if (resource === "clinical_notes") {
        for (const heading of headingsOf(row["data"])) this.noteHeadings.add(heading);
      } else if (resource === "custom_form_responses") {
        this.#answers(formName(row), row["data"]);
      } else if (resource === "files") {
        this.fileBytes += Number(textOf(row["size"])) || 0;
      } else if (resource === "patient_packages") {
        if (subscriberIds(row).length > 1) this.count("patient_packages.shared", "several patients");
      } else if (resource === "payments") {
        this.count("payments.type", textOf(row["payment_type_id"]));
      } else if (resource === "payment_methods") {
        this.count("payment_methods", `${row.id}\u001f${nameOf(row["name"])}`);
      }
    }
  }

  count(name: string, value: string): void {
    if (value === "") return;
    const counts = this.counts.get(name) ?? new Map<string, number>();
    this.counts.set(name, counts);
    if (counts.size < MAX_OPTIONS || counts.has(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }

  #answers(form: string, data: unknown): void {
    this.forms.set(form, (this.forms.get(form) ?? 0) + 1);
    for (const item of answerItems(data)) {
      const label = textOf(item.label);
      if (label === "") continue;
      const kind = questionKind(textOf(item.name));
      const question = this.questions.get(label) ??
        {
          label,
          kind,
          answers: 0,
          values: new Map<string, number>(),
          forms: new Map<string, number>(),
          profile: new Profile(),
        };
      this.questions.set(label, question);
      question.kind = together(question.kind, kind);
      const value = kind === "picture" ? "" : textOf(item.value);
      question.profile.add([{ id: 0, answer: value }]);
      if (value !== "") {
        question.answers++;
        question.forms.set(form, (question.forms.get(form) ?? 0) + 1);
        if (kind === "select" && (question.values.size < MAX_OPTIONS || question.values.has(value))) {
          question.values.set(value, (question.values.get(value) ?? 0) + 1);
        }
      }
    }
  }
}

/** The kind of questions that share a label: a text takes what both were answered, a picture is never carried. */
function together(a: Question["kind"], b: Question["kind"]): Question["kind"] {
  if (a === b || b === "picture") return a;
  return a === "picture" ? b : "text";
}

/** Fewer answers than this say nothing of what the next one is. */
const ENOUGH_ANSWERS = 3;

/** What every answer to a question is, if it is always the same and not simply text. */
export function holdsAlways(question: AskedQuestion): Question["holds"] {
  const { kind, sure } = answerProfile(question);
  const { answers } = question;
  if (answers < ENOUGH_ANSWERS || sure < 100) return undefined;
  return kind === "number" || kind === "date" || kind === "instant" || kind === "flag" ? kind : undefined;
}

/**
 * What was answered to a question, as the audit tells it of an attribute; its name is the question.
 *
 * @throws {Error} the question was never profiled: a fault of ours
 */
export function answerProfile({ profile, label }: AskedQuestion): FieldProfile {
  const [found] = profile.fields.filter((f) => f.name === "answer");
  if (!found) throw new Error("a question is profiled when it first occurs");
  return { ...found, name: label };
}

const Items = z.object({
  soap_data: z.array(z.object({ key: z.unknown(), label: z.unknown() }).partial().catch({})),
}).catch({ soap_data: [] });

/** Longer than this is no heading but something that somebody wrote. */
const MAX_HEADING = 60;

function headingsOf(data: unknown): string[] {
  return Items.parse(data).soap_data.map((item) => textOf(item.label) || textOf(item.key))
    .filter((heading) => heading !== "" && heading.length <= MAX_HEADING);
}

function isAttribute(source: string): boolean {
  return !source.startsWith("=") && !source.startsWith("csv:");
}
