import type { Reconciliation } from "./step.ts";
import type { Landed, Verdict } from "./wanted.ts";

/** Counts what became of the records of a run, per object, per field and per reason. Its size does not grow with N. */
export class Tally {
  #objects = new Map<string, Reconciliation>();
  #remarks = new Map<string, number>();
  #reasons = new Map<string, number>();
  #filled = new Map<string, number>();
  #examples = new Map<string, string[]>();

  add(landed: readonly Landed[]): void {
    for (const { wanted, verdict, reason } of landed) {
      const row = this.#row(wanted.object);
      row.source++;
      row[verdict]++;
      if (reason !== undefined && verdict !== "created" && verdict !== "updated") {
        this.#count(this.#reasons, [wanted.object, verdict, reason], wanted.sourceKey);
      }
      for (const field of Object.keys(wanted.fields)) {
        const key = `${wanted.object}\u001f${field}`;
        this.#filled.set(key, (this.#filled.get(key) ?? 0) + 1);
      }
      for (const { field, remark } of wanted.remarks) {
        this.#count(this.#remarks, [wanted.object, field, remark], wanted.sourceKey);
      }
    }
  }

  get reconciliation(): Reconciliation[] {
    return [...this.#objects.values()];
  }

  total(verdict: Verdict): number {
    return this.reconciliation.reduce((sum, row) => sum + row[verdict], 0);
  }

  /** `[object, verdict, reason, count, examples]`, most frequent first. */
  get reasons(): [string, string, string, number, string][] {
    return this.#list(this.#reasons);
  }

  /** `[object, field, remark, count, examples]`, most frequent first. */
  get remarks(): [string, string, string, number, string][] {
    return this.#list(this.#remarks);
  }

  /** `[object, field, carried, with a remark, left empty]`: they add up to the object's records. */
  get fields(): [string, string, number, number, number][] {
    return [...this.#filled].map(([key, carried]) => {
      const [object = "", field = ""] = key.split("\u001f");
      const remarked = this.remarks.filter(([o, f]) => o === object && f === field).reduce(
        (n, r) => n + r[3],
        0,
      );
      return [
        object,
        field,
        carried,
        remarked,
        this.#row(object).source - this.#row(object).skipped - carried,
      ];
    });
  }

  #row(object: string): Reconciliation {
    const row = this.#objects.get(object) ??
      { object, source: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0, conflict: 0 };
    this.#objects.set(object, row);
    return row;
  }

  #count(counts: Map<string, number>, parts: [string, string, string], sourceKey: string): void {
    const known = parts.join("\u001f");
    // Twenty's words are many, and some of them name what they are about.
    const isOneTooMany = counts.size >= MOST_REASONS && !counts.has(known);
    const key = isOneTooMany ? [parts[0], parts[1], OTHER].join("\u001f") : known;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    const examples = this.#examples.get(key) ?? [];
    if (examples.length < EXAMPLES) this.#examples.set(key, [...examples, sourceKey]);
  }

  #list(counts: Map<string, number>): [string, string, string, number, string][] {
    return [...counts].sort(([, a], [, b]) => b - a).map(([key, n]) => {
      const [a = "", b = "", c = ""] = key.split("\u001f");
      return [a, b, c, n, (this.#examples.get(key) ?? []).join(", ")];
    });
  }
}

/** Different reasons that are counted apart. */
const MOST_REASONS = 1_000;
const OTHER = "another reason; see the rows";

/** Source rows named for each reason; all of them are in the effects. */
const EXAMPLES = 5;
