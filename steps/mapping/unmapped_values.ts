import type { Ledger } from "../../db/ledger.ts";
import { valueMap } from "../../db/maps.ts";
import { attributeValues } from "../../db/source_records.ts";
import { visitStatuses } from "../../db/patients.ts";
import type { Settings } from "../base/settings.ts";
import { confirmedRows } from "./mapping.ts";
import { valueKey } from "./options_of.ts";
import { textOf } from "./transform.ts";
import { takenBy, transformNamed } from "./transforms/catalogue.ts";
import { statusOf } from "./transforms/options.ts";
import type { FieldRow } from "./vocabulary.ts";
import { CSV_PREFIX } from "./with_exports.ts";

/** More distinct values than this are no picklist; the later ones have no option (docs/fine-print.md). */
export const MAX_VALUES = 300;

/** Every value of an attribute in the extracted rows, trimmed, with how many rows hold it; the commonest first. */
async function extractedValues(
  ledger: Ledger,
  resource: string,
  attribute: string,
): Promise<[value: string, rows: number][]> {
  const counts = new Map<string, number>();
  for (const [value, n] of await attributeValues(ledger, resource, attribute)) {
    const text = valueKey(textOf(value));
    if (text !== "" && (counts.size < MAX_VALUES || counts.has(text))) {
      counts.set(text, (counts.get(text) ?? 0) + n);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}

/** A field whose value map lacks values that the extracted rows hold. */
export interface Unlisted {
  object: string;
  field: string;
  values: number;
  rows: number;
}

/** Where the value map does not know what was extracted: the audit looks at some pages of the large resources only. */
export async function unlistedValues(
  ledger: Ledger,
  settings: Pick<Settings, "optionalObjects">,
): Promise<Unlisted[]> {
  const listed = new Map(
    [...Map.groupBy(await valueMap(ledger), (v) => `${v.object}.${v.field}`)]
      .map(([field, rows]) => [field, new Set(rows.map((v) => v.source_value))]),
  );
  const found: Unlisted[] = [];
  for (const row of await confirmedRows(ledger, settings)) {
    const known = listed.get(`${row.object}.${row.target}`);
    // Where there is a default, nothing is left without an option.
    if (known?.has("")) continue;
    const missing = (await extractedOf(ledger, row)).filter(([v]) => !known?.has(v));
    if (missing.length === 0) continue;
    const rows = missing.reduce((sum, [, n]) => sum + n, 0);
    found.push({ object: row.object, field: row.target, values: missing.length, rows });
  }
  return found;
}

/** The values of a row's source in the extracted rows, where they can be counted there; else none. */
export async function extractedOf(
  ledger: Ledger,
  { resource, source, transform }: Pick<FieldRow, "resource" | "source" | "transform">,
): Promise<[value: string, rows: number][]> {
  const of = transformNamed(transform)?.options?.of;
  if (of === "status") {
    const sums = new Map<string, number>();
    for (const [status, n] of await visitStatuses(ledger, MAX_VALUES)) {
      sums.set(statusOf(status), (sums.get(statusOf(status)) ?? 0) + n);
    }
    return [...sums];
  }
  const plain = of === "attribute" && takenBy(source) === "attribute" && !source.startsWith(CSV_PREFIX) &&
    resource !== "custom_form_responses";
  return plain ? await extractedValues(ledger, resource, source) : [];
}
