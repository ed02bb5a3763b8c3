import { namesIn } from "../../../db/stored.ts";
import { csvColumnValues, csvExports, csvPages } from "../../../db/csv.ts";
import type { Ledger } from "../../../db/ledger.ts";
import type { CsvKind } from "../../../db/tables.ts";
import { type FieldProfile, Profile } from "../../profile/profile.ts";

const ROWS_AT_ONCE = 500;
/** Values of one column that are looked at: more than a picklist in Twenty may have (fine print: 300). */
const MOST_VALUES = 1_000;

/**
 * What the columns of an export were seen to hold, in file order, as the audit tells it of the API's attributes. All
 * rows count, also those that stand for no record: before the extract none does. No export: none.
 */
export async function csvProfile(ledger: Ledger, kind: CsvKind): Promise<FieldProfile[]> {
  const file = (await csvExports(ledger)).find((e) => e.kind === kind);
  if (!file) return [];
  const columns = namesIn(file.columns);
  const profile = new Profile();
  for await (const rows of csvPages(ledger, { kind, limit: ROWS_AT_ONCE })) {
    // Names are prefixed so that a column called "id" is a column like any other.
    profile.add(rows.map(({ n, cells }) => ({ id: n, ...named(cells) })));
  }
  const found = new Map(profile.fields.map((f) => [f.name, f]));
  return columns.flatMap((column) => {
    const field = found.get(PREFIX + column);
    return field ? [{ ...field, name: column }] : [];
  });
}

/** What a column holds, trimmed, with its rows, the commonest first; at most 1,000 values, empty cells left out. */
export const csvValues = (
  ledger: Ledger,
  kind: CsvKind,
  column: string,
): Promise<[value: string, rows: number][]> => csvColumnValues(ledger, kind, column, MOST_VALUES);

const PREFIX = "csv:";

const named = (cells: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(cells).map(([column, value]) => [PREFIX + column, value]));
