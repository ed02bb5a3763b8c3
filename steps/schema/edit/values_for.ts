import type { ValueMapTable } from "../../../db/tables.ts";
import { proposeOptions, sameOption } from "../../mapping/options_of.ts";
import { ANYTHING_ELSE, type FieldOfValues } from "./rows.ts";
import type { TargetField } from "./workspace.ts";

/**
 * The rows that a field's value map still lacks when one more source fills it: one option for each group of values that
 * differ in spelling only; an option that is mapped or that Twenty has under that label is taken.
 */
export function valuesFor(
  mapped: readonly ValueMapTable[],
  { object, field }: FieldOfValues,
  seen: readonly { source: string; label: string; count: number }[],
  there: TargetField | undefined,
): ValueMapTable[] {
  const known = new Map([
    ...(there?.options ?? []).map(({ label, value }) => [sameOption(label), { label, value }] as const),
    ...mapped.map(({ label, target_value: value }) => [sameOption(label), { label, value }] as const),
  ]);
  const listed = new Set([ANYTHING_ELSE, ...mapped.map((v) => v.source_value)]);
  const start = Math.max(-1, ...mapped.map((v) => v.position)) + 1;
  return proposeOptions(object, field, seen.filter((v) => !listed.has(v.source))).map((row) => {
    const option = known.get(sameOption(row.label));
    const place = { ...row, position: start + row.position };
    return option ? { ...place, target_value: option.value, label: option.label } : place;
  });
}
