import type { Json, Row } from "../../../fixtures/practice/practice.ts";
import { Check } from "./check.ts";
import { Choices } from "./choices.ts";
import { type Reading, rowsOf } from "./context.ts";
import type { TargetField } from "./metadata.ts";
import { checkTyped } from "./typed.ts";

/** Attributes of patients that the contract's table or its guesses name (contracts/practicehub 3.1). */
const TOLD = new Set([
  ...[
    "id",
    "patient_number",
    "custom_reference",
    "first_name",
    "last_name",
    "email",
    "numbers",
    "locale",
    "note",
  ],
  ...["dob", "sex", "medical_insurance", "total_balance", "last_appt", "next_appt", "recall_status"],
  ...["communication_status", "created", "updated", "address", "city", "postcode", "tags", "referral_source"],
]);

/** Attributes that nobody told of: each has a field of a fitting type, called after it, with its values. */
export function checkAttributes(reading: Reading): void {
  const { practice, people, out, workspace } = reading;
  const patients = rowsOf(practice, "patients");
  for (const name of new Set(patients.flatMap((row) => Object.keys(row)))) {
    const values = patients.map((row) => row[name] ?? null).filter((value) => !isEmpty(value));
    if (TOLD.has(name) || values.length === 0) continue;
    const field = workspace.fields.get("people")?.find((field) => letters(field.label) === letters(name)) ??
      workspace.fields.get("people")?.find((field) => letters(field.name) === letters(name));
    if (!field) {
      out.add("people", "patients", name, "has no field");
      continue;
    }
    if (!fittingTypes(values).includes(field.type)) {
      out.add("people", "patients", name, "has a field of another type");
    }
    const choices = Choices.called("people", field.name, reading);
    for (const row of patients) {
      const found = people.of(`patients/${row.id}`);
      if (found) {
        checkTyped(
          new Check(reading, "people", `patients/${row.id}`, row as Row, found),
          field,
          name,
          choices,
        );
      }
    }
    choices.conclude();
  }
}

function fittingTypes(values: readonly Json[]): TargetField["type"][] {
  const all = (pattern: RegExp) => values.every((value) => pattern.test(String(value)));
  if (values.every(isPlainList)) return ["ARRAY"];
  if (values.some((value) => typeof value === "object")) return ["TEXT"];
  if (all(/^[01]$/)) return ["BOOLEAN", "NUMBER"];
  if (all(/^-?\d+(\.\d+)?$/)) return ["NUMBER"];
  if (all(/^\d{4}-\d\d-\d\d$/)) return ["DATE"];
  if (all(/^\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?$/)) return ["DATE_TIME"];
  return ["TEXT", "SELECT"];
}

const isPlainList = (value: Json): boolean =>
  Array.isArray(value) && value.every((item) => typeof item !== "object");

function isEmpty(value: Json): boolean {
  return value === null || value === "" || (typeof value === "object" && Object.keys(value).length === 0);
}

const letters = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, "");
