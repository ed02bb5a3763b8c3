import { hashOf } from "../../db/hash.ts";
import type { Ledger } from "../../db/ledger.ts";
import { recordPages, recordsVersion } from "../../db/source_records.ts";
import { assemble } from "../mapping/assemble.ts";
import { mapKey, type Mapping } from "../mapping/mapping.ts";
import { OBJECTS, originsOf, TARGET_OBJECTS, type TargetObject } from "../mapping/objects.ts";
import { skipWords } from "../mapping/remarks.ts";
import type { Target } from "../mapping/target.ts";
import { currentVersions } from "../runbook/versions.ts";
import { cellsOf } from "./cells.ts";

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
  const names = new Set<string>();
  const skipped = new Map<string, number>();
  let rows = 0;
  for await (const targets of targetsOf(ledger, mapping, object)) {
    for (const target of targets) {
      if (target.skip) {
        const reason = skipWords(target.skip, "files");
        skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
      } else {
        rows++;
        for (const column of cellsOf(target).keys()) names.add(column);
      }
    }
  }
  return {
    object,
    name: fileNameOf(object),
    columns: inOrder(names, fieldsOf(mapping, object)),
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

const ROWS_AT_ONCE = 200;

/** The records of an object as the source rows in the ledger give them now, whether they are in Twenty or not. */
export async function* targetsOf(
  ledger: Ledger,
  mapping: Mapping,
  object: TargetObject,
): AsyncGenerator<Target[]> {
  for (const resource of originsOf(object)) {
    for await (const records of recordPages(ledger, resource, ROWS_AT_ONCE)) {
      yield await assemble(ledger, mapping, object, records, "planned");
    }
  }
}

/**
 * The surveys of the files, each made once for one state of maps and rows: the page asks for all of them together, and
 * a download for the one it needs.
 */
export class Surveys {
  #of = "";
  #made = new Map<TargetObject, Promise<FileSurvey>>();

  /** @param version what `versionOf` says of the mapping that is given */
  get(ledger: Ledger, mapping: Mapping, object: TargetObject, version: string): Promise<FileSurvey> {
    if (version !== this.#of) {
      this.#of = version;
      this.#made = new Map();
    }
    const made = this.#made;
    const known = made.get(object);
    if (known) return known;
    const survey = surveyOf(ledger, mapping, object);
    made.set(object, survey);
    // One that failed is made anew when somebody asks again.
    survey.catch(() => made.delete(object));
    return survey;
  }
}

/** Changes with whatever the files are made from. */
export async function versionOf(ledger: Ledger): Promise<string> {
  return hashOf([await currentVersions(ledger), await recordsVersion(ledger)]);
}

/** The objects that have a file, in the order of import. Links are of no use without what they are part of. */
export const objectsWithFile = ({ objects }: Mapping): TargetObject[] =>
  objects.filter((object) => objects.some((other) => other === (OBJECTS[object].partOf ?? object)));

/** `02-people.csv`: the numbers are the order in which Twenty can import them, parents before what points at them. */
export function fileNameOf(object: TargetObject): string {
  const number = String(TARGET_OBJECTS.indexOf(object) + 1).padStart(2, "0");
  return `${number}-${OBJECTS[object].csv}.csv`;
}

/** Undefined where no file has this name. */
export const objectOfFile = (name: string): TargetObject | undefined =>
  TARGET_OBJECTS.find((object) => fileNameOf(object) === name);
