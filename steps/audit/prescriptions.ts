import type { AuditFacts } from "./facts.ts";

/** Words for prescriptions and medicines in the languages that PracticeHub's practices write. */
const WORDS =
  /prescri|medicat|medicine|drug|receta|medicament|rezept|verschreib|ordonnance|farmac|pharmac|dosage|dosis/i;

/** Where prescriptions are spoken of: names of fields, of forms and their questions, and headings of notes; never values. */
export function prescriptionPlaces({ moving, leftBehind, values }: AuditFacts): string[] {
  const fields = [...moving, ...leftBehind].flatMap((r) => r.fields.map((f) => `${r.name}.${f.name}`));
  return [
    ...fields.filter((name) => WORDS.test(name)).map((name) => `field ${name}`),
    ...[...values.forms.keys()].filter((form) => WORDS.test(form)).map((form) => `form “${form}”`),
    ...[...values.questions.keys()].filter((q) => WORDS.test(q)).map((q) => `question “${q}”`),
    ...[...values.noteHeadings].filter((h) => WORDS.test(h)).map((h) => `heading “${h}” in treatment notes`),
  ];
}
