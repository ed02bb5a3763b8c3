import { hashOf } from "../../db/hash.ts";
import type { Row } from "../practicehub/envelope.ts";
import type { FieldKind } from "../mapping/transform.ts";
import { chooseKind, likenessOf, type Shape, shapeOfValue } from "./kind.ts";

/** What the profiled rows hold in one field. Samples are shapes, not values: letters become `a`, digits `0`. */
export interface FieldProfile {
  name: string;
  rows: number;
  filled: number;
  /** JSON types that occur, sorted. */
  types: string[];
  /** Up to three masked shapes. */
  samples: string[];
  kind: FieldKind;
  /** Percent of the filled values that are of this kind. */
  sure: number;
  /** Different values, counted up to 301. */
  distinct: number;
  /** Characters of the longest value; of a list or object as JSON. */
  longest: number;
  /** How many filled values look like an e-mail address or a telephone number; audits of an earlier program do not say. */
  like?: { emails: number; phones: number };
}

const SAMPLES = 3;
/** Counted so far and no further: more than this is no picklist (contracts/twenty e, and `MAX_OPTIONS`). */
const MAX_DISTINCT = 301;
/** Longer values are told apart by their hash, so that notes are not kept in memory. */
const LONGEST_KEPT = 63;

interface Field {
  filled: number;
  types: Set<string>;
  samples: Set<string>;
  shapes: Map<Shape, number>;
  /** How often each value occurred; emptied when there are too many. */
  counts: Map<string, number> | undefined;
  longest: number;
  like: { emails: number; phones: number };
}

/** Gathers field profiles row by row; its size is that of the fields, not of the rows. */
export class Profile {
  rows = 0;
  #fields = new Map<string, Field>();

  add(rows: readonly Row[]): void {
    for (const row of rows) {
      this.rows++;
      for (const [name, value] of Object.entries(row)) this.#observe(name, value);
    }
  }

  get fields(): FieldProfile[] {
    return [...this.#fields].map(([name, f]) => {
      const distinct = f.counts ? f.counts.size : MAX_DISTINCT;
      return {
        name,
        rows: this.rows,
        filled: f.filled,
        types: [...f.types].sort(),
        samples: [...f.samples],
        ...chooseKind({ ...f, name, distinct }),
        distinct,
        longest: f.longest,
        like: { ...f.like },
      };
    });
  }

  /** The values of a field with how often each occurs, the commonest first; none where there are too many. */
  valuesOf(name: string): [value: string, count: number][] {
    return [...this.#fields.get(name)?.counts ?? []].sort((a, b) => b[1] - a[1]);
  }

  #observe(name: string, value: unknown): void {
    const field = this.#fields.get(name) ?? newField();
    this.#fields.set(name, field);
    if (isEmpty(value)) return;
    const text = typeof value === "object" ? JSON.stringify(value) : String(value).trim();
    const shape = shapeOfValue(value);
    field.filled++;
    field.types.add(Array.isArray(value) ? "list" : typeof value);
    field.shapes.set(shape, (field.shapes.get(shape) ?? 0) + 1);
    field.longest = Math.max(field.longest, text.length);
    const likeness = likenessOf(text);
    if (likeness) field.like[likeness]++;
    count(field, text);
    const sample = field.samples.size < SAMPLES ? shapeOf(plain(value)) : "";
    if (sample !== "") field.samples.add(sample);
  }
}

const newField = (): Field => ({
  filled: 0,
  types: new Set(),
  samples: new Set(),
  shapes: new Map(),
  counts: new Map(),
  longest: 0,
  like: { emails: 0, phones: 0 },
});

/**
 * How much of the rows hold something, in percent and rounded down, so that 100 is all of them; what is there and less
 * than one percent is no zero.
 */
export function percentFilled({ filled, rows }: Pick<FieldProfile, "filled" | "rows">): number | "under 1" {
  const percent = rows === 0 ? 0 : Math.floor(100 * filled / rows);
  return percent === 0 && filled > 0 ? "under 1" : percent;
}

/** Null, absent, blank and an empty list say the same: nothing (contracts/practicehub 3). */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === "string") return value.trim() === "";
  return Array.isArray(value) && value.length === 0;
}

function count(field: Field, text: string): void {
  if (!field.counts) return;
  const key = text.length > LONGEST_KEPT ? hashOf(text) : text;
  field.counts.set(key, (field.counts.get(key) ?? 0) + 1);
  if (field.counts.size >= MAX_DISTINCT) field.counts = undefined;
}

/** Entries of a list or object of which a sample is made. */
const SAMPLED_ENTRIES = 5;

/** What a list or an object holds, one after the other, without the names. */
function plain(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value ?? "");
  return Object.values(value).slice(0, SAMPLED_ENTRIES).map(plain).filter((text) => text !== "").join(", ");
}

/** The shape of a value: enough to see that it is a date or a telephone number, nothing of whom it belongs to. */
export function shapeOf(value: string): string {
  const shape = value.slice(0, 24).replace(/\p{L}/gu, "a").replace(/\p{N}/gu, "0").replace(
    /[^a0\s@.,:;/()+<>_-]/g,
    "·",
  );
  return value.length > 24 ? `${shape}…` : shape;
}
