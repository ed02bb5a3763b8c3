import { valueKey } from "../options_of.ts";
import { carried, dropped, type Input, nothing, type Remark, textOf, type Transform } from "../transform.ts";

/** One option of a select. */
export const option: Transform = (input) => {
  const given = textOf(input.value);
  if (given === "") return nothing;
  const { chosen, remark } = choose(input, given);
  return chosen === undefined ? dropped(remark ?? "option-unmapped") : carried(chosen, remark);
};

/** A comma list as a multi-select; two spellings of one option are one. */
export const options: Transform = (input) => {
  const given = splitTags(input.value).map((tag) => choose(input, tag));
  if (given.length === 0) return nothing;
  const known = [...new Set(given.flatMap(({ chosen }) => chosen ?? []))];
  const remark = given.find((one) => one.remark !== undefined)?.remark;
  return known.length === 0 ? dropped(remark ?? "option-unmapped") : carried(known, remark);
};

/** The option that the value map has for a value, else its default; a value that was left out has neither. */
function choose({ map, context }: Input, given: string): { chosen?: string; remark?: Remark } {
  const value = valueKey(given);
  const chosen = context.option(map.object, map.target, value);
  if (chosen === null) return { remark: "option-ignored" };
  if (chosen !== undefined) return value === given ? { chosen } : { chosen, remark: "text-cleaned" };
  const byDefault = context.option(map.object, map.target, "");
  return byDefault ? { chosen: byDefault, remark: "option-default" } : { remark: "option-unmapped" };
}

export function splitTags(value: unknown): string[] {
  const parts = Array.isArray(value) ? value.map(textOf) : textOf(value).split(/[,;]/);
  return parts.map((t) => t.trim()).filter((t) => t !== "");
}

/** A visit is cancelled by its status or by its date alone (contracts/practicehub 3.2). */
export const status: Transform = (input) => {
  const value = textOf(input.row["cancelDate"]) === "" ? input.row["status"] : "cancelled";
  return option({ ...input, value });
};

/** `active` is 1 or 0 on packages and care plans; the value map says what they become. */
export const activity: Transform = (input) =>
  option({ ...input, value: textOf(input.value) === "1" ? "active" : "inactive" });
