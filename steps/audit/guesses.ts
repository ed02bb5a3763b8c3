import type { MapContext } from "../mapping/context.ts";
import type { Code } from "../mapping/remarks.ts";
import type { Transform } from "../mapping/transform.ts";
import { TRANSFORMS } from "../mapping/transforms/list.ts";
import type { FieldRow } from "../mapping/vocabulary.ts";
import type { Row } from "../practicehub/envelope.ts";
import { MAX_KEYS } from "./issues.ts";
import { isEmpty } from "../profile/profile.ts";

/** What a transform made of the values of one source. */
export interface Tried {
  filled: number;
  carried: number;
  /** By remark: how often, and the ids of the first rows. */
  remarks: Map<Code, { count: number; ids: number[] }>;
}

/** What `schema/propose` makes of a source whose values tell its type, and what a person may choose in its stead. */
const CANDIDATES: readonly string[] = [
  "text",
  "markdown",
  "number",
  "boolean",
  "date",
  "instant",
  "option",
  "json",
];

/**
 * Sources whose type shows only when all of their values were read: each value is put through every transform that may
 * be chosen then, and what the others made is forgotten. Of a row only its id is kept.
 */
export class Guesses {
  #tried = new Map<string, Map<string, Tried>>();

  constructor(readonly context: MapContext) {}

  /** @param map object, resource and source; target and transform are not chosen yet */
  add(map: FieldRow, row: Row, value: unknown): void {
    if (isEmpty(value)) return;
    const name = nameOf(map);
    const tried = this.#tried.get(name) ?? new Map<string, Tried>();
    this.#tried.set(name, tried);
    for (const candidate of CANDIDATES) {
      const transform = TRANSFORMS[candidate];
      if (transform) count(tried, candidate, this.#made(transform, map, row, value), row.id);
    }
  }

  /** What the transform that was chosen made of a source's values; nothing where it has none, or another chose it. */
  of(map: Pick<FieldRow, "resource" | "source" | "transform">): Tried | undefined {
    return this.#tried.get(nameOf(map))?.get(map.transform);
  }

  #made(transform: Transform, map: FieldRow, row: Row, value: unknown) {
    return transform({ value, row, map, context: this.context });
  }
}

function count(
  all: Map<string, Tried>,
  candidate: string,
  { value, remark }: ReturnType<Transform>,
  id: number,
): void {
  const tried = all.get(candidate) ?? { filled: 0, carried: 0, remarks: new Map() };
  all.set(candidate, tried);
  tried.filled++;
  if (value !== undefined) tried.carried++;
  if (!remark) return;
  const remarked = tried.remarks.get(remark) ?? { count: 0, ids: [] };
  tried.remarks.set(remark, remarked);
  remarked.count++;
  if (remarked.ids.length < MAX_KEYS) remarked.ids.push(id);
}

const nameOf = ({ resource, source }: Pick<FieldRow, "resource" | "source">): string =>
  `${resource}\u001f${source}`;
