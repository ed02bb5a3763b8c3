import type { Ledger } from "../../db/ledger.ts";
import { mapKey, type Mapping } from "../mapping/mapping.ts";
import { skipWords } from "../mapping/remarks.ts";
import { cellsOf } from "./cells.ts";
import { fileNameOf } from "./files.ts";
import { targetsOf } from "./walk.ts";
import { originsOf, type TargetObject } from "../mapping/objects.ts";

/** What a file will hold: known before its first line is written, because that names the columns. */
export interface FileSurvey {
  object: TargetObject;
  name: string;
  columns: string[];
  rows: number;
  /** Source rows that have no record, by reason in words. */
  skipped: [reason: string, rows: number][];
}

/** Walks an object once. Holds the columns, not the rows. */
export async function surveyOf(ledger: Ledger, mapping: Mapping, object: TargetObject): Promise<FileSurvey> {
  const seen = new Set<string>();
  const skipped = new Map<string, number>();
  let rows = 0;
  for await (const targets of targetsOf(ledger, mapping, object)) {
    for (const target of targets) {
      if (target.skip) {
        const reason = skipWords(target.skip, "files");
        skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
      } else {
        rows++;
        for (const column of cellsOf(target).keys()) seen.add(column);
      }
    }
  }
  return {
    object,
    name: fileNameOf(object),
    columns: inOrder(seen, fieldsOf(mapping, object)),
    rows,
    skipped: [...skipped].sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}

/** `id`, then the fields as the map has them, then those that no row of the map makes. Parts of a field by name. */
function inOrder(columns: ReadonlySet<string>, fields: readonly string[]): string[] {
  const place = (column: string): number => {
    if (column === "id") return -1;
    const at = fields.indexOf(column.split(".")[0] ?? "");
    return at === -1 ? fields.length : at;
  };
  return ["id", ...[...columns].filter((c) => c !== "id")].sort((a, b) =>
    place(a) - place(b) || (a < b ? -1 : a > b ? 1 : 0)
  );
}

function fieldsOf(mapping: Mapping, object: TargetObject): string[] {
  const resources = [...originsOf(object), "custom_form_responses"];
  const rows = resources.flatMap((resource) => mapping.rows.get(mapKey(object, resource)) ?? []);
  return [...new Set(rows.map((row) => row.target))];
}
