import type { Code } from "../mapping/remarks.ts";

/** Rows that one rule is about, by the field it is about. Keys are `resource/id`: no value of a patient. */
export interface Issue {
  rule: Code;
  resource: string;
  /** `object.target` of a field row, or `resource.field` where the source itself is meant. */
  field: string;
  /** All there were, also those whose keys were not kept. */
  count: number;
  keys: string[];
  /** Rows whose keys were not kept. */
  unlisted: number;
}

/** Keys kept for one rule; beyond, rows are only counted, and the finding says so. */
export const MAX_KEYS = 10_000;

/** Collects what rules find, with bounded memory. */
export class Issues {
  #issues = new Map<string, Issue>();
  #kept = new Map<string, number>();

  add(rule: Code, resource: string, field: string, key: string): void {
    const name = `${rule} ${resource} ${field}`;
    const issue = this.#issues.get(name) ?? { rule, resource, field, count: 0, keys: [], unlisted: 0 };
    this.#issues.set(name, issue);
    issue.count++;
    const kept = this.#kept.get(rule) ?? 0;
    // A row may break one rule several times, as a form with two signatures does; it is listed once.
    if (issue.keys.at(-1) === key) return;
    if (kept >= MAX_KEYS) {
      issue.unlisted++;
      return;
    }
    issue.keys.push(key);
    this.#kept.set(rule, kept + 1);
  }

  /** More rows of an issue, of which only the number is known. */
  addUnlisted(rule: Code, resource: string, field: string, count: number): void {
    const issue = this.#issues.get(`${rule} ${resource} ${field}`);
    if (!issue) return;
    issue.count += count;
    issue.unlisted += count;
  }

  get all(): Issue[] {
    return [...this.#issues.values()];
  }
}
