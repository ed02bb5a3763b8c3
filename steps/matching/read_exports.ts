import { csvExports } from "../../db/csv.ts";
import type { Ledger } from "../../db/ledger.ts";
import type { FieldProfile } from "../profile/profile.ts";
import { csvProfile, csvValues } from "../staging/csv/profile.ts";
import { CSV_PREFIX } from "../mapping/with_exports.ts";

/** What the CSV exports hold, named as source attributes: `csv:Tags`. */
export interface Exports {
  /** Columns by resource. */
  columns: Map<string, FieldProfile[]>;
  /** Values with their rows, by `resource.csv:Column`; only of columns that may be picklists. */
  values: Record<string, [value: string, count: number][]>;
}

/** Columns of lists: their cells hold several values, so there are more different cells than options. */
const LISTS: ReadonlySet<string> = new Set(["Tags"]);

export async function readExports(ledger: Ledger): Promise<Exports> {
  const exports: Exports = { columns: new Map(), values: {} };
  for (const { kind } of await csvExports(ledger)) {
    const columns = await csvProfile(ledger, kind);
    exports.columns.set(kind, columns.map((c) => ({ ...c, name: CSV_PREFIX + c.name })));
    for (const { name, kind: holds } of columns) {
      if (holds !== "choice" && !LISTS.has(name) && name !== "Referral Source") continue;
      exports.values[`${kind}.${CSV_PREFIX}${name}`] = await csvValues(ledger, kind, name);
    }
  }
  return exports;
}
