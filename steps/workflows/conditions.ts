import type { Condition, Operator } from "./definition.ts";
import type { FieldNames, FoundField } from "./field_names.ts";
import { idOf, inline } from "./words.ts";
import { FILTERS } from "./twenty_words.ts";

/** What PracticeHub's operators are called by Twenty, the nearest first; each field type offers some of them. */
const SAID: Record<Exclude<Operator, "other">, readonly string[]> = {
  "is": ["Is", "Contains"],
  "is not": ["Is not", "Doesn't contain"],
  "contains": ["Contains", "Is"],
  "does not contain": ["Doesn't contain", "Is not"],
  "at least": ["Greater than or equal", "Is after or equal"],
  "at most": ["Less than or equal", "Is before"],
  "before": ["Is before", "Less than or equal"],
  "after": ["Is after or equal", "Greater than or equal"],
  "is empty": ["Is empty"],
  "is not empty": ["Is not empty"],
};

export interface ConditionLine {
  /** Markdown, e.g. `**Status** (`appointment.appointmentStatus`) _Is_ “Cancelled”`. */
  text: string;
  /** Object of the field; undefined where the map has no such field. */
  object: string | undefined;
}

/** A condition as Twenty's filter takes it. `near` is the object the workflow is about. */
export function conditionLine(condition: Condition, names: FieldNames, near?: string): ConditionLine {
  const field = names.find(condition.field, near);
  const named = field
    ? `**${inline(field.label)}**${idOf(field)}`
    : `**${inline(condition.field)}** (${unknown(condition.field, names)})`;
  return { text: `${named} ${comparison(condition, field, names)}`, object: field?.object };
}

/** The line of the condition that asks for a visit's status. */
export const statusIs = (status: string, names: FieldNames): string =>
  conditionLine({ field: "appointments.status", operator: "is", value: status }, names, "appointment").text;

function unknown(name: string, names: FieldNames): string {
  const several = names.all(name).map((field) => `${inline(field.label)}${idOf(field)}`);
  return several.length > 0
    ? `which one is meant: ${several.join(", ")}?`
    : "no field of the map has this name: choose or make it in Twenty";
}

function comparison(
  { operator, value }: Condition,
  field: FoundField | undefined,
  names: FieldNames,
): string {
  const shown = value.trim() === "" ? "" : ` “${inline(names.option(field, value))}”`;
  if (operator === "other") return `as it says here:${shown || " (nothing)"}`;
  const type = field?.type ?? "";
  if (type === "BOOLEAN") return yesOrNo(operator, shown);
  const filter = FILTERS.find(({ types }) => types.includes(type));
  if (!filter) return `_${SAID[operator][0]}_${shown}`;
  const offered = SAID[operator].find((name) => filter.operators.includes(name));
  if (!offered) return `${operator}${shown} (no filter on a field of this type can say so)`;
  const same = offered === SAID[operator][0];
  const remark = same
    ? ""
    : operator === "at most" && type.startsWith("DATE")
    ? ", of the next day, because it leaves the day itself out"
    : " (the nearest that a field of this type offers)";
  return `_${offered}_${shown}${remark}`;
}

/** Such a field is true or false, and a filter on it has one operator. */
const yesOrNo = (operator: Operator, shown: string): string =>
  ["is not", "does not contain", "is empty"].includes(operator)
    ? `_Is_ the opposite of${shown || " yes"}`
    : `_Is_${shown || " true"}`;
