import type { FieldReconciliation, Reconciliation } from "../runbook/step.ts";
import type { Landed, Verdict } from "./effect.ts";

/** Counts what became of the records of a run, per object, per field and per reason. Its size does not grow with N. */
export class Tally {
  #objects = new Map<string, Reconciliation>();
  #remarks = new Map<string, number>();
  #reasons = new Map<string, number>();
  #fields = new Map<string, FieldReconciliation>();
  #undecided = 0;
  #examples = new Map<string, string[]>();

  add(landed: readonly Landed[]): void {
    for (const one of landed) {
      const { wanted, verdict, reason } = one;
      const row = this.#row(wanted.object);
      row.source++;
      row[verdict]++;
      if (reason !== undefined && verdict !== "created" && verdict !== "updated") {
        this.#count(this.#reasons, [wanted.object, verdict, reason], wanted.sourceKey);
      }
      if (verdict === "conflict" && !one.decided) this.#undecided++;
      this.#addFields(one);
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

  /** Conflicts that nobody has decided. */
  get undecided(): number {
    return this.#undecided;
  }

  /** Every field by itself. A record that was skipped as a whole is skipped in each of its object's fields. */
  get fields(): FieldReconciliation[] {
    return [...this.#fields.values()].map((counted) => {
      const { source, skipped } = this.#row(counted.object);
      const row = { ...counted, source, skipped: counted.skipped + skipped };
      return { ...row, empty: source - VERDICTS.reduce((sum, verdict) => sum + row[verdict], 0) };
    });
  }

  #addFields(landed: Landed): void {
    const { wanted, verdict, changed = [] } = landed;
    if (verdict === "skipped") return;
    const carried = Object.keys(wanted.fields);
    for (const field of new Set([...carried, ...changed])) {
      this.#field(wanted.object, field)[verdictOn(landed, field)]++;
    }
    for (const field of new Set(wanted.remarks.map((r) => r.field))) {
      const row = this.#field(wanted.object, field);
      row.remarked++;
      if (!carried.includes(field) && !changed.includes(field)) row.skipped++;
    }
  }

  #field(object: string, field: string): FieldReconciliation {
    const key = `${object}\u001f${field}`;
    const row = this.#fields.get(key) ?? { ...NOTHING, object, field, empty: 0, remarked: 0 };
    this.#fields.set(key, row);
    return row;
  }

  #row(object: string): Reconciliation {
    const row = this.#objects.get(object) ?? { ...NOTHING, object };
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

const VERDICTS: readonly Verdict[] = ["created", "updated", "unchanged", "skipped", "failed", "conflict"];
const NOTHING = { source: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0, conflict: 0 };

/** A record that failed or is in conflict may be so in some of its fields only, if it was read. */
function verdictOn({ verdict, differing, changed }: Landed, field: string): Verdict {
  const elsewhere = differing.length > 0 && !differing.includes(field);
  if (verdict === "conflict") return elsewhere ? "unchanged" : "conflict";
  if (verdict === "failed" && !elsewhere) return "failed";
  if (verdict === "failed" && !changed) return "created";
  if (verdict === "failed" || verdict === "updated") {
    return changed?.includes(field) ? "updated" : "unchanged";
  }
  return verdict;
}

/** Different reasons that are counted apart. */
const MOST_REASONS = 1_000;
const OTHER = "another reason; see the rows";

/** Source rows named for each reason; all of them are in the effects. */
const EXAMPLES = 5;
