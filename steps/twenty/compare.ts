import { hashOf } from "../../db/hash.ts";
import type { Fields, Found, Json } from "./json.ts";

/** The fields of `expected` that the record read back does not hold. */
export function differences(expected: Fields, found: Found): string[] {
  return Object.keys(expected).filter((field) => !holds(expected[field] ?? null, found[field] ?? null));
}

/**
 * Whether a value read back holds what was sent. Twenty gives "" for null text, fills composite values with empty
 * parts, orders multi-selects as it likes and may write an instant or a number in another notation
 * (contracts/twenty b, e): none of that is a difference.
 */
export function holds(expected: Json, found: Json): boolean {
  if (isEmpty(expected)) return isEmpty(found);
  if (Array.isArray(expected)) return Array.isArray(found) && sameItems(expected, found);
  if (typeof expected === "object" && expected !== null) {
    if (typeof found !== "object" || found === null || Array.isArray(found)) return false;
    return Object.entries(expected).every(([key, value]) => holds(value, found[key] ?? null));
  }
  if (typeof expected === "number") return found !== null && Number(found) === expected;
  if (typeof expected === "string" && typeof found === "string") {
    return expected === found || sameInstant(expected, found);
  }
  return expected === found;
}

/**
 * Of a value read back the parts that `holds` looks at: Twenty adds parts of its own, such as a second form of a note or
 * a signed link.
 */
export function compared(expected: Json, found: Json): Json {
  if (Array.isArray(expected) && Array.isArray(found)) {
    const all = Object.fromEntries(expected.filter(isParts).flatMap((item) => Object.entries(item)));
    return found.map((item) => compared(all, item));
  }
  if (!isParts(expected) || !isParts(found)) return found;
  return Object.fromEntries(
    Object.entries(found).flatMap(([key, part]) => {
      const wanted = expected[key];
      return wanted === undefined ? [] : [[key, compared(wanted, part)]];
    }),
  );
}

/** Whether `found` holds something else in a field, or a part of one, that `wanted` fills and `last` left empty. */
export function isFilledOtherwise(last: Json, wanted: Json, found: Json): boolean {
  if (isParts(wanted) && isParts(found) && (isParts(last) || last === null)) {
    return Object.entries(wanted).some(([key, part]) =>
      isFilledOtherwise(last?.[key] ?? null, part, found[key] ?? null)
    );
  }
  return isEmpty(last) && !isEmpty(found) && !holds(wanted, found);
}

const isParts = (value: Json): value is { [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a field is set to so that it holds nothing, in the shape of what it holds (contracts/twenty b: what PATCH wipes). */
export function cleared(value: Json): Json {
  if (Array.isArray(value)) return [];
  if (value === null || typeof value !== "object") return null;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, typeof part === "string" ? "" : cleared(part)]),
  );
}

/**
 * Hash of a whole record as it stands, ours and other people's fields alike, by which a later edit shows. Left out:
 * what the server changes by itself, links that are signed anew at each reading, and fields that hold nothing, so
 * that a field made later does not count as an edit.
 */
export function recordHash(found: Fields, leaveOut: ReadonlySet<string> = new Set()): string {
  const entries = Object.entries(found).filter(([key, value]) =>
    !VOLATILE.has(key) && !leaveOut.has(key) && !isEmpty(value)
  );
  return hashOf(Object.fromEntries(entries.map(([key, value]) => [key, stable(value)])));
}

/** What a record holds in the fields that we wrote last or want to. */
export function foundIn(last: Fields, wanted: Fields, found: Found | undefined): Fields {
  if (!found) return {};
  return Object.fromEntries(
    Object.keys({ ...last, ...wanted }).map((field) => [field, found[field] ?? null]),
  );
}

/** Another one as soon as any of these values is another. */
export const foundHash = (found: Fields): string => recordHash(found);

const VOLATILE: ReadonlySet<string> = new Set(["updatedAt", "updatedBy", "position", "searchVector"]);

function stable(value: Json): Json {
  if (Array.isArray(value)) return value.map(stable);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).filter(([key]) => key !== "url").map(([k, v]) => [k, stable(v)]),
  );
}

export function isEmpty(value: Json | undefined): boolean {
  if (value === null || value === undefined || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && Object.values(value).every(isEmpty);
}

/** Options have no order, and no text of a list may stand for two; lists of objects keep their order. */
function sameItems(expected: Json[], found: Json[]): boolean {
  if (expected.length !== found.length) return false;
  if (expected.every((e) => typeof e === "string")) {
    const sorted = found.map(String).sort();
    return expected.toSorted().every((e, i) => e === sorted[i]);
  }
  return expected.every((e, i) => holds(e, found[i] ?? null));
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

function sameInstant(a: string, b: string): boolean {
  return INSTANT.test(a) && INSTANT.test(b) && Date.parse(a) === Date.parse(b);
}
