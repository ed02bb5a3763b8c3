import type { Delay } from "./definition.ts";

/** The object that a text speaks of, by its singular name in Twenty; undefined where it names none or several. */
export function objectIn(text: string): string | undefined {
  const found = WORDS.filter(([words]) => words.test(text)).map(([, object]) => object);
  return new Set(found).size === 1 ? found[0] : undefined;
}

const WORDS: [RegExp, string][] = [
  [/\b(patient|person|people|contact|client)s?\b(?!\s*package)/i, "person"],
  [/\b(appointment|booking|visit)s?\b/i, "appointment"],
  [/\b(package|care plan|opportunit(y|ie)|deal)s?\b/i, "opportunity"],
  [/\b(note)s?\b/i, "note"],
  [/\b(invoice)s?\b/i, "invoice"],
  [/\b(payment)s?\b/i, "payment"],
  [/\b(compan(y|ie)|location|practice|clinic)s?\b/i, "company"],
];

const OBJECTS: Record<string, string> = {
  person: "People",
  appointment: "Appointments",
  opportunity: "Opportunities",
  note: "Notes",
  invoice: "Invoices",
  payment: "Payments",
  company: "Companies",
};

export const objectName = (object: string | undefined): string =>
  OBJECTS[object ?? ""] ?? "the one that the words above name";

/** ` (\`appointment.startsAt\`)`: the name by which the API and a variable know it. */
export const idOf = (field: { object: string; name: string } | undefined): string =>
  field ? ` (\`${field.object}.${field.name}\`)` : "";

const HOURS = { minutes: 1 / 60, hours: 1, days: 24, weeks: 168, months: 720 };

/** As a number of hours to write into code; a day where nothing is said. */
export const hoursOf = (delay: Delay | null): string =>
  delay ? String(Number((delay.amount * HOURS[delay.unit]).toFixed(4))) : "24";

/** `1 day`, `3 weeks`. */
export const inWords = ({ amount, unit }: Delay): string =>
  `${amount} ${amount === 1 ? unit.replace(/s$/, "") : unit}`;
