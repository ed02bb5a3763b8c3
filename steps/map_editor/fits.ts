import { date, flag, instant, list, money, multiSelect, number, select, text } from "../mapping/fields.ts";
import type { FieldSpec } from "../twenty/metadata.ts";

/** What a transform looks at: one attribute, a fixed text, the whole row, or something only its own proposal knows. */
export type Takes = "attribute" | "constant" | "row" | "own";

export interface Fit {
  /** Types of Twenty's fields that take what it makes. */
  types: readonly string[];
  takes: readonly Takes[];
  /** How it is said on the page. */
  words: string;
}

const fit = (types: string | readonly string[], takes: Takes | readonly Takes[], words: string): Fit => ({
  types: typeof types === "string" ? [types] : types,
  takes: typeof takes === "string" ? [takes] : takes,
  words,
});

/** Which transforms fit which type of field: the one table. */
export const FITS: Record<string, Fit> = {
  text: fit("TEXT", ["attribute", "constant"], "text as it is"),
  markdown: fit("TEXT", "attribute", "HTML to Markdown"),
  json: fit("TEXT", "attribute", "kept as JSON"),
  textList: fit("ARRAY", "attribute", "list of texts"),
  number: fit("NUMBER", "attribute", "number"),
  boolean: fit("BOOLEAN", "attribute", "yes or no"),
  consent: fit("BOOLEAN", "attribute", "1 is yes, 0 is no, anything else nothing"),
  date: fit("DATE", "attribute", "date"),
  instant: fit("DATE_TIME", "attribute", "clinic's time to an instant"),
  visitStart: fit("DATE_TIME", "own", "clinic's time to an instant"),
  money: fit("CURRENCY", "attribute", "amount of money"),
  unusedValue: fit("CURRENCY", "own", "worth of the visits that are left"),
  option: fit("SELECT", ["attribute", "constant"], "option by the value map"),
  options: fit("MULTI_SELECT", "attribute", "list of options by the value map"),
  activity: fit("SELECT", "attribute", "1 or 0 to an option"),
  emails: fit("EMAILS", "attribute", "e-mail addresses"),
  phones: fit("PHONES", "attribute", "telephone numbers"),
  richText: fit("RICH_TEXT", "attribute", "HTML to rich text"),
  noteBody: fit("RICH_TEXT", "own", "parts of the note to rich text"),
  formNote: fit("RICH_TEXT", "own", "the filled-in form as a note"),
  address: fit("ADDRESS", "row", "address from its parts"),
  personName: fit("FULL_NAME", "row", "first and last name"),
  minutes: fit("NUMBER", "row", "minutes from start to end"),
  status: fit("SELECT", "row", "status, or cancelled by its date"),
  appointmentName: fit("TEXT", "row", "visit type and patient"),
  carePlanName: fit("TEXT", "row", "visits and frequency as a name"),
  packageName: fit("TEXT", "own", "the package's own name"),
  noteTitle: fit("TEXT", "row", "kind of note and patient"),
  invoiceName: fit("TEXT", "own", "invoice and its number"),
  paymentName: fit("TEXT", "own", "payment and its number"),
  logName: fit("TEXT", "row", "kind of entry and patient"),
  key: fit("TEXT", "own", "resource and id"),
  ref: fit("RELATION", "own", "link to a fixed record"),
  patient: fit("RELATION", "own", "link to the patient"),
  practitioner: fit("RELATION", "own", "link to the practitioner"),
  location: fit("RELATION", "own", "link to the location"),
  appointment: fit("RELATION", "own", "link to the visit"),
  firstSubscriber: fit("RELATION", "own", "link to the first patient"),
  homeCompany: fit("RELATION", "own", "location of the patient's visits"),
  memberOf: fit("RELATION", "own", "member of the practitioner"),
  memberNamed: fit("RELATION", "own", "member of the practitioner's name"),
  fallbackOwner: fit("RELATION", "own", "the fallback owner"),
};

/** What a row's source is: `*`, `=text`, or an attribute. */
export function takenBy(source: string): Takes {
  return source === "*" ? "row" : source.startsWith("=") ? "constant" : "attribute";
}

/** The transforms that a person may choose for this source and type of field. */
export function fitting(source: string, type: string): string[] {
  const takes = takenBy(source);
  return Object.keys(FITS).filter((name) => fits(name, takes, type));
}

export function fits(transform: string, takes: Takes, type: string): boolean {
  const known = FITS[transform];
  return known !== undefined && known.types.includes(type) && known.takes.includes(takes);
}

/** Types that a person may choose for a new field, and how they are said. */
export const NEW_TYPES: Record<string, { words: string; make: (name: string, label: string) => FieldSpec }> =
  {
    TEXT: { words: "text", make: text },
    NUMBER: { words: "number", make: number },
    BOOLEAN: { words: "yes or no", make: flag },
    DATE: { words: "date", make: date },
    DATE_TIME: { words: "date and time", make: instant },
    SELECT: { words: "one option", make: select },
    MULTI_SELECT: { words: "several options", make: multiSelect },
    ARRAY: { words: "list of texts", make: list },
    CURRENCY: { words: "amount of money", make: money },
  };

/** The type that suits what an attribute was seen to hold (`FieldProfile.kind`). */
export function typeFor(kind: string | undefined): string {
  const types: Record<string, string> = {
    number: "NUMBER",
    flag: "BOOLEAN",
    date: "DATE",
    instant: "DATE_TIME",
    choice: "SELECT",
    list: "ARRAY",
  };
  return types[kind ?? ""] ?? "TEXT";
}

/** The transform that suits a type and what the attribute was seen to hold. */
export function transformFor(source: string, type: string, kind: string | undefined): string | undefined {
  if (type === "TEXT" && takenBy(source) === "attribute") {
    if (kind === "html") return "markdown";
    if (kind === "list" || kind === "objects" || kind === "object") return "json";
  }
  return fitting(source, type)[0];
}

/** How a transform is said. */
export const wordsOf = (transform: string): string => FITS[transform]?.words ?? transform;

/** Fields that are filled by way of the value map. */
export const byValueMap = (transform: string): boolean =>
  ["option", "options", "activity", "status"].includes(transform);
