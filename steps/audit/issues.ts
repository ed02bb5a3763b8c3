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

/** What an issue is about, and who counts it: assembling one row, or a check that sees more. */
type Of = Pick<Issue, "rule" | "resource" | "field"> & { by: "assembly" | "check" };

/** Collects what rules find, with bounded memory. */
export class Issues {
  #issues = new Map<string, { issue: Issue; by: Of["by"] }>();
  #kept = new Map<string, number>();

  add({ by, ...of }: Of, id: number): void {
    const name = nameOf(of);
    const issue = this.#issues.get(name)?.issue ?? { ...of, count: 0, keys: [], unlisted: 0 };
    this.#issues.set(name, { issue, by });
    issue.count++;
    const key = `${of.resource}/${id}`;
    const kept = this.#kept.get(`${by} ${of.rule}`) ?? 0;
    // A row may break one rule several times, as a form with two signatures does; it is listed once.
    if (issue.keys.at(-1) === key) return;
    if (kept >= MAX_KEYS) {
      issue.unlisted++;
      return;
    }
    issue.keys.push(key);
    this.#kept.set(`${by} ${of.rule}`, kept + 1);
  }

  /** More rows of an issue, of which only the number is known. */
  addUnlisted(of: Of, count: number): void {
    const issue = this.#issues.get(nameOf(of))?.issue;
    if (!issue) return;
    issue.count += count;
    issue.unlisted += count;
  }

  /** In the order in which they were met; what a check counts of a resource is not counted a second time. */
  get all(): Issue[] {
    const all = [...this.#issues.values()];
    const checked = new Set(all.filter(({ by }) => by === "check").map(({ issue }) => ruleIn(issue)));
    return all.filter(({ by, issue }) => by === "check" || !checked.has(ruleIn(issue))).map(({ issue }) =>
      issue
    );
  }
}

const nameOf = ({ rule, resource, field }: Omit<Of, "by">): string => `${rule} ${resource} ${field}`;
const ruleIn = ({ rule, resource }: Issue): string => `${rule} ${resource}`;
