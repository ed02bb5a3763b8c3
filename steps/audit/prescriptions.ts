import { many } from "../base/words.ts";
import type { Finding } from "../runbook/step.ts";
import type { AuditFacts } from "./plan.ts";

/** Prescriptions are not in PracticeHub's API; where rows speak of them, a person has to know. */
export function prescriptions(facts: AuditFacts): Finding[] {
  const places = prescriptionPlaces(facts);
  if (places.length === 0) return [];
  return [{
    id: "prescriptions",
    severity: "warning",
    title: `Prescriptions or medicines are spoken of in ${many(places.length, "place")}`,
    detail:
      `${
        places.join("; ")
      }. What is written there is moved as text. Prescriptions that are kept in another ` +
      "program are not in PracticeHub's API and are not moved.",
    action: "Ask where prescriptions are issued and kept, and leave that program as it is.",
  }];
}

/** Words for prescriptions and medicines in the languages that PracticeHub's practices write. */
const WORDS =
  /prescri|medicat|medicine|drug|receta|medicament|rezept|verschreib|ordonnance|farmac|pharmac|dosage|dosis/i;

/** Where prescriptions are spoken of: names of fields, of forms and their questions, and headings of notes; never values. */
function prescriptionPlaces({ moving, leftBehind, values }: AuditFacts): string[] {
  const fields = [...moving, ...leftBehind].flatMap((r) => r.fields.map((f) => `${r.name}.${f.name}`));
  return [
    ...fields.filter((name) => WORDS.test(name)).map((name) => `field ${name}`),
    ...[...values.forms.keys()].filter((form) => WORDS.test(form)).map((form) => `form “${form}”`),
    ...[...values.questions.keys()].filter((q) => WORDS.test(q)).map((q) => `question “${q}”`),
    ...[...values.noteHeadings].filter((h) => WORDS.test(h)).map((h) => `heading “${h}” in treatment notes`),
  ];
}
