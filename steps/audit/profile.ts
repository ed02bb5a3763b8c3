import type { Row } from "../practicehub/envelope.ts";

/** What a source field was seen to hold. Samples are shapes, not values: letters become `a`, digits `0`. */
export interface FieldProfile {
  name: string;
  rows: number;
  filled: number;
  types: string[];
  samples: string[];
}

const SAMPLES = 3;

/** Gathers field profiles row by row; its size is that of the fields, not of the rows. */
export class Profile {
  rows = 0;
  #fields = new Map<string, { filled: number; types: Set<string>; samples: Set<string> }>();

  add(rows: readonly Row[]): void {
    for (const row of rows) {
      this.rows++;
      for (const [name, value] of Object.entries(row)) this.#see(name, value);
    }
  }

  get fields(): FieldProfile[] {
    return [...this.#fields].map(([name, f]) => ({
      name,
      rows: this.rows,
      filled: f.filled,
      types: [...f.types].sort(),
      samples: [...f.samples],
    }));
  }

  #see(name: string, value: unknown): void {
    const field = this.#fields.get(name) ?? { filled: 0, types: new Set(), samples: new Set() };
    this.#fields.set(name, field);
    if (value === null || value === undefined || value === "") return;
    if (Array.isArray(value) && value.length === 0) return;
    field.filled++;
    field.types.add(Array.isArray(value) ? "list" : typeof value);
    if (field.samples.size < SAMPLES && typeof value !== "object") field.samples.add(shapeOf(String(value)));
  }
}

/** The shape of a value: enough to see that it is a date or a telephone number, nothing of whom it belongs to. */
export function shapeOf(value: string): string {
  const shape = value.slice(0, 24).replace(/\p{L}/gu, "a").replace(/\p{N}/gu, "0").replace(
    /[^a0\s@.,:;/()+<>_-]/g,
    "·",
  );
  return value.length > 24 ? `${shape}…` : shape;
}
