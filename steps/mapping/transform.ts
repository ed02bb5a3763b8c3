import type { Row } from "../practicehub/envelope.ts";
import type { Json } from "../twenty/json.ts";
import type { MapContext } from "./context.ts";
import type { Remark } from "./remarks.ts";
import type { FieldRow } from "./vocabulary.ts";

export type { Remark };

/**
 * One way to turn a source value into a target value. Transforms are total: every input gives a value, nothing
 * (the source holds nothing), or a remark that says why it could not be carried. They never throw.
 */
export type Transform = (input: Input) => Mapped;

export interface Input {
  /** The attribute that the field row names; the row itself for `*`, the text after `=` for a constant. */
  value: unknown;
  row: Row;
  map: FieldRow;
  context: MapContext;
}

export interface Mapped {
  value?: Json;
  /** Why the value is not, or not wholly, what the source holds. */
  remark?: Remark;
  /** Another reason, about another part of the value. */
  also?: Remark;
}

export const carried = (value: Json, remark?: Remark): Mapped => (remark ? { value, remark } : { value });
export const nothing: Mapped = {};
export const dropped = (remark: Remark): Mapped => ({ remark });

/** Text of a source value, trimmed; empty, null and absent are the same (contracts/practicehub 3). */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value.trim();
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return "";
}

/** A foreign key: number or numeric string (contracts/practicehub 3), else undefined. */
export function idOf(value: unknown): number | undefined {
  const text = textOf(value);
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
