import { carried, dropped, nothing, textOf, type Transform } from "../transform.ts";

/** One option of a select. */
export const option: Transform = ({ value, map, context }) => {
  const given = textOf(value);
  if (given === "") return nothing;
  const chosen = context.option(map.object, map.target, given);
  return chosen === undefined ? dropped("option-unmapped") : carried(chosen);
};

/** A comma list as a multi-select; two spellings of one option are one. */
export const options: Transform = ({ value, map, context }) => {
  const given = splitTags(value);
  if (given.length === 0) return nothing;
  const chosen = given.map((tag) => context.option(map.object, map.target, tag));
  const known = [...new Set(chosen.filter((c) => c !== undefined))];
  const remark = known.length > 0 && chosen.includes(undefined) ? "option-unmapped" : undefined;
  return known.length === 0 ? dropped("option-unmapped") : carried(known, remark);
};

export function splitTags(value: unknown): string[] {
  const parts = Array.isArray(value) ? value.map(textOf) : textOf(value).split(/[,;]/);
  return parts.map((t) => t.trim()).filter((t) => t !== "");
}

/** A visit is cancelled by its status or by its date alone (practicehub/CONTRACT 3.2). */
export const status: Transform = (input) => {
  const value = textOf(input.row["cancelDate"]) === "" ? input.row["status"] : "cancelled";
  return option({ ...input, value });
};

/** `active` is 1 or 0 on packages and care plans; the value map says what they become. */
export const activity: Transform = (input) =>
  option({ ...input, value: textOf(input.value) === "1" ? "active" : "inactive" });
