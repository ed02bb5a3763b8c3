import type { MapContext } from "../../mapping/context.ts";
import type { Code } from "../../mapping/remarks.ts";
import type { Row } from "../../practicehub/envelope.ts";
import type { ReferenceIndex } from "../../profile/reference_index.ts";

/** Looks at the rows of one resource one by one, and at what they show together when everything was read. */
export interface Check {
  resource: string;
  /** It looks at rows that stay behind as well. */
  always?: true;
  make(tools: CheckTools): { row(row: Row): void; end?(): void };
}

export interface CheckTools {
  /** @param field of the check's resource */
  note(rule: Code, field: string, id: number): void;
  /** What a rule has to say besides its counts: a sentence without any value. */
  explain(rule: Code, sentence: string): void;
  references: ReferenceIndex;
  context: MapContext;
  /** Epoch ms, as time goes on while pages are read. */
  now(): number;
}

/** Adds an item to those of a key. In place: many rows may share one value. */
export function gather<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const items = groups.get(key);
  if (items) items.push(item);
  else groups.set(key, [item]);
}

/** Of the rows that share a value all but the one with the smallest id. */
export const repeats = (groups: ReadonlyMap<string, number[]>): number[] =>
  [...groups.values()].flatMap((ids) => ids.toSorted((a, b) => a - b).slice(1));
