import { fieldFor } from "../mapping/fields.ts";
import type { Question } from "../mapping/form_answers.ts";
import { fieldLabel } from "../mapping/names.ts";
import type { FieldKind } from "../mapping/transform.ts";
import type { FieldRow } from "../mapping/vocabulary.ts";

/** What the answers to a question are, as far as the form tells. */
const KINDS: Record<Exclude<Question["kind"], "picture">, FieldKind> = {
  checkbox: "flag",
  date: "date",
  select: "choice",
  text: "html",
};

const READ_AS: Record<NonNullable<Question["holds"]>, string> = {
  number: "a number",
  date: "a date",
  instant: "a time",
  flag: "yes or no",
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
    // A question of text whose answers are all of one kind gets a field of that kind.
    const holds = question.kind === "text" ? question.holds : undefined;
    const { label, changed } = fieldLabel(question.label);
    const name = known.get(question.label) ?? freeName(question.label, used);
    used.add(name);
    const { transform, creates } = fieldFor(holds ?? KINDS[question.kind], name, label);
    return [{
      object: "person",
      resource: "custom_form_responses",
      source: question.label,
      target: name,
      transform,
      creates: { ...creates, ...(changed ? { description: question.label } : {}) },
      reason: [
        `Asked on a form, ${question.answers} answers`,
        ...holds ? [`every one of them reads as ${READ_AS[holds]}`] : [],
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
