import type { Fields, Json } from "../twenty/json.ts";
import { type Ask, holds } from "./evidence.ts";
import { type Leaf, leavesOf } from "./leaves.ts";

/** Which field of which object an attribute of a resource goes to, by the maps. */
export interface Claim {
  attribute: string;
  object: string;
  field: string;
}

/** A record as it was made of a row: what it holds, and what was remarked. */
export interface Made {
  object: string;
  fields: Fields;
  remarks: readonly { field: string; remark: string }[];
  /** Why there is no record: then everything that would have gone into it is left. */
  skip?: string | undefined;
}

export type Fate = "carried" | "changed" | "left" | "unexplained";

/** What became of one value of a source row. */
export interface Entry {
  path: readonly string[];
  fate: Fate;
  /** Where it is, or would be; absent where no map names its attribute. */
  object?: string;
  field?: string;
  /** Code of the remark, skip or decision that explains it; absent where it is carried as it is, or unexplained. */
  why?: string;
}

/** What the maps say of the values of one resource's rows. */
export interface Claims {
  /** Where a value goes; none where no map names it. */
  claimsOn(path: readonly string[], row: SourceRow): readonly Claim[];
  /** Why a value that goes nowhere is left behind, as a code; undefined where nobody decided it. */
  leftOut(path: readonly string[], row: SourceRow): string | undefined;
}

/** A row as PracticeHub gave it, with the columns of its CSV rows. */
export type SourceRow = Readonly<Record<string, unknown>>;

/**
 * Accounts for every value of a source row: whether the records that were made of it hold the value, or which remark, skip
 * or decision says why not. It knows nothing of how values are transformed.
 *
 * @param made every record that was made of the row
 */
export function accountFor(row: SourceRow, claims: Claims, made: readonly Made[], ask: Ask): Entry[] {
  return Object.entries(row).flatMap(([attribute, value]) =>
    [...leavesOf(attribute, value)].map((leaf) => judge(leaf, row, claims, made, ask))
  );
}

/** The best of what its claims make of it: carried before changed before left. */
function judge(leaf: Leaf, row: SourceRow, claims: Claims, made: readonly Made[], ask: Ask): Entry {
  const { path } = leaf;
  const entries = claims.claimsOn(path, row).flatMap(({ object, field }) =>
    made.filter((record) => record.object === object).map((record) => inRecord(leaf, record, field, ask))
  );
  const [best] = entries.toSorted((a, b) => ORDER.indexOf(a.fate) - ORDER.indexOf(b.fate));
  if (best && best.fate !== "unexplained") return best;
  const why = isZeroDate(leaf)
    ? "date-zero"
    : isNameOfNothing(path, row)
    ? "names-nothing"
    : claims.leftOut(path, row);
  return why === undefined ? best ?? { path, fate: "unexplained" } : { path, fate: "left", why };
}

const ORDER: readonly Fate[] = ["carried", "changed", "left", "unexplained"];

function inRecord(leaf: Leaf, record: Made, field: string, ask: Ask): Entry {
  const { object, fields, remarks, skip } = record;
  const at = { path: leaf.path, object, field };
  if (skip !== undefined) return { ...at, fate: "left", why: skip };
  const value: Json | undefined = fields[field];
  const why = remarks.find((one) => one.field === field)?.remark;
  if (holds(value, leaf, { object, field }, ask)) return { ...at, fate: "carried" };
  if (why === undefined) return { ...at, fate: "unexplained" };
  return { ...at, fate: value === undefined ? "left" : "changed", why };
}

/** Zeros stand for no date (contracts/practicehub 3). */
const isZeroDate = ({ value }: Leaf): boolean => /^0000-00-00/.test(String(value));

/** The heading of a part, or the name of a question, under which nothing stands. */
function isNameOfNothing(path: readonly string[], row: SourceRow): boolean {
  const [name = ""] = path.slice(-1);
  if (path.length < 2 || !["label", "key", "name", "title", "help_text"].includes(name)) return false;
  const beside = path.slice(0, -1).reduce<unknown>(
    (inside, key) => (inside as SourceRow | undefined)?.[key],
    row,
  );
  if (typeof beside !== "object" || beside === null) return false;
  const values = Object.entries(beside).filter(([key]) => ["value", "val"].includes(key));
  return values.length > 0 && values.every(([key, value]) => leavesOf(key, value).next().done);
}
