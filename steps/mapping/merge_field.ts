import type { Fields } from "../twenty/json.ts";
import type { FieldRemark } from "./target.ts";
import type { Mapped } from "./transform.ts";
import { transformNamed } from "./transforms/catalogue.ts";
import type { FieldRow } from "./vocabulary.ts";

/** What a record holds so far, and what is to be said of it. */
export interface Held {
  fields: Fields;
  remarks: FieldRemark[];
}

/** Of several rows for one field the first that yields a value counts; telephone numbers go side by side. */
export const isDone = (held: Held, map: FieldRow): boolean =>
  held.fields[map.target] !== undefined && !joinOf(map);

const joinOf = (map: FieldRow) => transformNamed(map.transform)?.join;

/** Puts what a field row made into the record, unless another row has filled the field. */
export function hold(held: Held, map: FieldRow, mapped: Mapped): void {
  if (isDone(held, map)) return;
  const { value } = mapped;
  const before = held.fields[map.target];
  if (value !== undefined) {
    held.fields[map.target] = before === undefined ? value : joinOf(map)?.(before, value) ?? before;
  }
  // What a source could not say is no loss where the next one could; a constant says nothing of the row.
  if (value !== undefined && before === undefined && !map.source.startsWith("=")) {
    held.remarks = held.remarks.filter((r) => r.field !== map.target);
  }
  // A number that was there already was not made out of what is said of it.
  const isNew = held.fields[map.target] !== before;
  for (const remark of [mapped.remark, mapped.also]) {
    if (!remark || (remark === "phone-country-assumed" && !isNew)) continue;
    if (held.remarks.some((r) => r.field === map.target && r.remark === remark)) continue;
    held.remarks.push({ field: map.target, remark });
  }
}
