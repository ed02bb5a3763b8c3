import type { MapContext } from "../../mapping/context.ts";
import type { Code } from "../../mapping/remarks.ts";
import type { Row } from "../../practicehub/envelope.ts";
import type { ReferenceIndex } from "../../profile/reference_index.ts";

/** Looks at rows one by one, and at what they show together in the end. */
export interface Check {
  row(resource: string, row: Row): void;
  /** When everything was read. */
  end?(): void;
}

export interface CheckTools {
  /** @param field `resource.field` of the source */
  add(rule: Code, resource: string, field: string, id: number): void;
  /** What a rule has to say besides its counts: a sentence without any value. */
  explain(rule: Code, sentence: string): void;
  references: ReferenceIndex;
  context: MapContext;
  /** Epoch ms, as time goes on while pages are read. */
  now(): number;
}

export type MakeCheck = (tools: CheckTools) => Check;

/** A check of the rows of one resource. */
export const checkOf = (resource: string, row: (row: Row) => void, end?: () => void): Check => ({
  row: (of, one) => {
    if (of === resource) row(one);
  },
  ...(end ? { end } : {}),
});

/** Adds an item to those of a key. In place: many rows may share one value. */
export function gather<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const items = groups.get(key);
  if (items) items.push(item);
  else groups.set(key, [item]);
}
