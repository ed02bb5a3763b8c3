import { BY_VALUES } from "../mapping/fields.ts";
import type { Code } from "../mapping/remarks.ts";
import type { Target } from "../mapping/target.ts";
import type { FieldRow } from "../mapping/vocabulary.ts";
import { MAX_KEYS } from "./issues.ts";

type Source = Pick<FieldRow, "resource" | "source">;

/**
 * Sources whose type shows only when all of their values were read: each value is put through every transform that may
 * be chosen then. Of a row only its id is kept.
 */
export class Candidates {
  #bySource = new Map<string, readonly Candidate[]>();

  /** Every transform that a source may get, with what it has made so far. */
  of(source: Source): readonly Candidate[] {
    const name = nameOf(source);
    const candidates = this.#bySource.get(name) ?? BY_VALUES.map((transform) => new Candidate(transform));
    this.#bySource.set(name, candidates);
    return candidates;
  }

  /** The one that was chosen; undefined where no value was tried, or a transform is chosen that is no candidate. */
  find(map: Source & Pick<FieldRow, "transform">): Candidate | undefined {
    return this.#bySource.get(nameOf(map))?.find(({ transform }) => transform === map.transform);
  }
}

/** What one transform made of the values of one source. */
export class Candidate {
  filled = 0;
  carried = 0;
  /** By remark: how often, and the ids of the first rows. */
  readonly remarks = new Map<Code, { count: number; ids: number[] }>();

  constructor(readonly transform: string) {}

  add(id: number, { fields, remarks }: Target): void {
    this.filled++;
    if (Object.keys(fields).length > 0) this.carried++;
    for (const { remark } of remarks) {
      const remarked = this.remarks.get(remark) ?? { count: 0, ids: [] };
      this.remarks.set(remark, remarked);
      remarked.count++;
      if (remarked.ids.length < MAX_KEYS) remarked.ids.push(id);
    }
  }
}

const nameOf = ({ resource, source }: Source): string => `${resource}\u001f${source}`;
