import { Choices } from "./choices.ts";
import type { Check } from "./check.ts";
import type { TargetField } from "./metadata.ts";
import { dayIn, millis, momentIn, textIn } from "./source_values.ts";

/**
 * Compares a field whose type the migration chose by the values it saw: each type carries what it can hold of the
 * source's attribute, and nothing of what it cannot.
 */
export function checkTyped(check: Check, field: TargetField, source: string, choices: Choices): void {
  const text = textIn(check.row, source);
  const value = check.row[source] ?? null;
  const found = check.found[field.name];
  switch (field.type) {
    case "BOOLEAN":
      return check.same(field.name, FLAGS[text.toLowerCase()]);
    case "NUMBER":
      return check.number(field.name, source);
    case "DATE":
      return check.same(
        field.name,
        dayIn(check.row, source),
        typeof found === "string" ? found.slice(0, 10) : found,
      );
    case "DATE_TIME":
      return check.same(field.name, momentIn(check.row, source, check.reading.timeZone), millis(found));
    case "ARRAY":
      return check.same(field.name, textsIn(value), textsIn(found));
    case "SELECT":
      return choices.see(check.key, text, found);
    default:
      if (typeof value === "object" && value !== null) check.json(field.name, source);
      else check.prose(field.name, [text]);
  }
}

/** A list is the same when it holds the same in the same order; an empty one is none. */
const textsIn = (value: unknown): string | undefined =>
  Array.isArray(value) && value.length > 0 ? JSON.stringify(value.map(String)) : undefined;

const FLAGS: Record<string, boolean> = { "1": true, "0": false, true: true, false: false };
