import type { ValueTotals } from "../runbook/step.ts";
import type { Entry, Fate } from "./account.ts";

/** Values of one attribute that share a fate. */
export interface AccountLine {
  resource: string;
  attribute: string;
  fate: Fate;
  /** Code of what explains it; absent where they are carried as they are, or unexplained. */
  why?: string;
  count: number;
  /** A few of the rows, as `resource/id`. */
  rows: string[];
}

/** Rows named for each line. */
const EXAMPLES = 5;

/** Adds up the accounts of a run's rows. Its size grows with the attributes and the reasons, not with the rows. */
export class Accounts {
  #lines = new Map<string, AccountLine>();

  /** @param sourceKey `resource/id` */
  add(sourceKey: string, entries: readonly Entry[]): void {
    const resource = sourceKey.split("/")[0] ?? "";
    for (const { path, fate, why } of entries) {
      const attribute = path[0] ?? "";
      const key = [resource, attribute, fate, why ?? ""].join("\u001f");
      const line = this.#lines.get(key) ??
        { resource, attribute, fate, ...(why === undefined ? {} : { why }), count: 0, rows: [] };
      line.count++;
      if (line.rows.length < EXAMPLES && line.rows.at(-1) !== sourceKey) line.rows.push(sourceKey);
      this.#lines.set(key, line);
    }
  }

  /** By resource and attribute; those nobody can explain first. */
  get lines(): AccountLine[] {
    return [...this.#lines.values()].sort((a, b) =>
      Number(b.fate === "unexplained") - Number(a.fate === "unexplained") || b.count - a.count
    );
  }

  get totals(): ValueTotals {
    return totalsOf(this.#lines.values());
  }
}

/** The sums of some lines. */
export function totalsOf(lines: Iterable<AccountLine>): ValueTotals {
  const totals: ValueTotals = { values: 0, carried: 0, changed: 0, left: 0, unexplained: 0 };
  for (const { fate, count } of lines) {
    totals[fate] += count;
    totals.values += count;
  }
  return totals;
}
