import type { MapRows } from "../../db/map_changes.ts";
import type { FieldMapTable, ValueMapTable } from "../../db/tables.ts";
import { NeedsPersonError } from "../base/errors.ts";
import { many } from "../base/words.ts";
import { sameName } from "../mapping/options_of.ts";
import { TARGET_OBJECTS } from "../mapping/objects.ts";
import { changeMaps, type Editor, NothingToChangeError } from "./change.ts";
import { type FieldEntry, idNames, type MapFile, type ValueEntry } from "./map_file.ts";
import { transformNamed } from "../mapping/transforms/catalogue.ts";
import { ANYTHING_ELSE, named, sameField, sameValue } from "./rows.ts";
import { countedValues, exists, readSources, type Sources } from "./sources.ts";
import { targetField, type TargetObjectFields, workspaceOf } from "./workspace.ts";
import type { Ledger } from "../../db/ledger.ts";
import { proposedValues } from "../matching/values.ts";
import { readExports } from "../matching/read_exports.ts";
import { type Filler, withExtracted } from "../matching/counted.ts";

/** What became of a file's rows. Sentences name fields, no values. */
export interface Imported {
  /** Rows that were here and took the file's decision. */
  decided: number;
  /** Rows that were added. */
  added: number;
  /** What does not apply here, and why. */
  left: string[];
}

/**
 * Takes over what another practice decided: rows that are here take its decisions, rows are added where this practice
 * has their source, and the rest is listed. One change, which can be undone. What was written to Twenty stays.
 *
 * @throws {NeedsPersonError} there was no audit or no proposal yet: nobody knows which fields and values there are here
 */
export async function importMap(by: Editor, file: MapFile): Promise<Imported> {
  const sources = await readSources(by.ledger);
  if (!sources.audit) {
    throw new NeedsPersonError(
      "Run the audit first: it tells which of the map's source fields there are here.",
    );
  }
  const workspace = await workspaceOf(by.ledger);
  if (workspace.length === 0) {
    throw new NeedsPersonError(
      "Run the schema cell once first: it reads which fields Twenty has and proposes the rows that the map decides.",
    );
  }
  let result: Imported = { decided: 0, added: 0, left: [] };
  const change = changeMaps(by, async (now) => {
    const fields = importFields(now, file, sources, workspace);
    const later = [
      ...now.fields.filter((f) => !fields.before.some((b) => sameField(b, f))),
      ...fields.after,
    ];
    const values = await importValues(by, now, later, file, sources);
    const before: MapRows = { fields: fields.before, values: values.before };
    const after: MapRows = { fields: fields.after, values: values.after };
    const decided = before.fields.length + before.values.length;
    const added = after.fields.length + after.values.length - decided;
    result = { decided, added, left: [...fields.left, ...values.left] };
    return {
      what: `a map imported: ${
        many(decided, "row")
      } decided as there, ${added} added, ${result.left.length} left out`,
      before,
      after,
    };
  });
  await change.catch((error) => {
    if (!(error instanceof NothingToChangeError)) throw error;
  });
  return result;
}

interface Part<Row> {
  before: Row[];
  after: Row[];
  left: string[];
}

function importFields(
  now: MapRows,
  file: MapFile,
  sources: Sources,
  workspace: readonly TargetObjectFields[],
): Part<FieldMapTable> {
  const part: Part<FieldMapTable> = { before: [], after: [], left: [] };
  const known = new Set<string>();
  for (const entry of file.fields) {
    const key = JSON.stringify([entry.object, entry.resource, entry.source, entry.target]);
    if (known.has(key)) continue;
    known.add(key);
    const here = now.fields.find((f) => sameField(f, entry));
    // A row that is here may wait for its source: nothing is known of the attributes of what has no rows yet.
    const isHad = here !== undefined || exists(sources, entry.resource, entry.source);
    const why = isHad ? whyNot(entry, workspace) : "this practice has no such source field";
    if (why) {
      part.left.push(`${named(entry)}: ${why}`);
      continue;
    }
    if (here) {
      // An open row of the file says nothing about one that is here.
      if (entry.state === "proposed") continue;
      const { state, transform, note } = entry;
      const row = { ...here, state, transform, note, creates: createsOf(entry) ?? here.creates };
      if (JSON.stringify(row) === JSON.stringify(here)) continue;
      part.before.push(here);
      part.after.push(row);
    } else {
      part.after.push({ ...entry, creates: createsOf(entry) });
    }
  }
  return part;
}

const createsOf = ({ creates }: FieldEntry): string | null =>
  creates === null ? null : JSON.stringify(creates);

function whyNot(
  entry: FieldEntry,
  workspace: readonly TargetObjectFields[],
): string | undefined {
  if (!TARGET_OBJECTS.some((o) => o === entry.object)) return "this program writes no such object";
  if (!transformNamed(entry.transform)) return "this program has no such transform";
  const there = targetField(workspace, entry.object, entry.target);
  const known = workspace.some((o) => o.object === entry.object);
  if (entry.creates === null) return known && !there ? "Twenty has no such field here" : undefined;
  if (there && there.type !== entry.creates.type) {
    return "Twenty has a field of that name and another type here";
  }
  return undefined;
}

async function importValues(
  by: Editor,
  now: MapRows,
  fields: readonly FieldMapTable[],
  file: MapFile,
  sources: Sources,
): Promise<Part<ValueMapTable>> {
  const part: Part<ValueMapTable> = { before: [], after: [], left: [] };
  const hadBy = await valuesHad(by.ledger, sources);
  for (const [name, entries] of Map.groupBy(file.values, (v) => `${v.object}.${v.field}`)) {
    const [of] = entries;
    const fillers = fields.filter((f) => f.object === of?.object && f.target === of.field);
    const mapped = now.values.filter((v) => v.object === of?.object && v.field === of.field);
    if (!of || fillers.length + mapped.length === 0) {
      part.left.push(`${name}: no row of the map fills this field here`);
      continue;
    }
    const had = await hadBy(fillers);
    const ids = idNames(fields, sources.audit, of);
    let left = 0;
    const done = new Set<string>();
    for (const entry of entries) {
      const source_value = valueHere(
        entry,
        ids,
        (id) => had.has(id) || mapped.some((v) => v.source_value === id),
      );
      const here = mapped.find((v) => v.source_value === source_value);
      if (
        source_value === undefined || done.has(source_value) ||
        (!here && entry.seen && !had.has(source_value))
      ) {
        left++;
        continue;
      }
      const count = had.get(source_value) ?? 0;
      done.add(source_value);
      const { object, field, target_value, label, state, position } = entry;
      if (!here) {
        part.after.push({ object, field, source_value, target_value, label, state, count, position });
      } else if (state !== "proposed") {
        const row = { ...here, target_value, label, state };
        if (JSON.stringify(row) === JSON.stringify(here)) continue;
        part.before.push(here);
        part.after.push(row);
      }
    }
    if (left > 0) part.left.push(`${name}: ${many(left, "value")} that this practice does not have`);
  }
  return {
    ...part,
    after: part.after.filter((row, i) => part.after.findIndex((o) => sameValue(o, row)) === i),
  };
}

/** The value as this practice writes it: ids of named things are found by their name, whatever their number there. */
function valueHere(
  entry: ValueEntry,
  ids: ReadonlyMap<string, string>,
  isListed: (id: string) => boolean,
): string | undefined {
  const { source_value, source_name } = entry;
  if (source_value === ANYTHING_ELSE || (ids.size === 0 && source_name === undefined)) return source_value;
  if (!source_name) {
    // A number that has no name there is the same only where it has none here either.
    return !ids.get(source_value) && isListed(source_value) ? source_value : undefined;
  }
  if (ids.get(source_value) === source_name) return source_value;
  return [...ids].find(([, name]) => sameName(name) === sameName(source_name))?.[0];
}

/** Values with the rows of PracticeHub that hold each. */
export type Had = ReadonlyMap<string, number>;

/**
 * Tells of rows that fill a field which values they may yield here: what the schema cell would list, fixed words such as
 * `inactive` among them, which count although nobody may have them now.
 */
export async function valuesHad(
  ledger: Ledger,
  sources: Sources,
): Promise<(fillers: readonly Filler[]) => Promise<Had>> {
  const { audit } = sources.audit ? await withExtracted(ledger, sources.audit) : {};
  const csv = await readExports(ledger);
  return async (fillers) => {
    const had = new Map<string, number>();
    for (const { resource, source } of fillers) {
      for (const { source: value, count } of await countedValues(ledger, sources, resource, source)) {
        had.set(value, (had.get(value) ?? 0) + count);
      }
    }
    const listed = audit ? proposedValues(fillers, audit, csv, []) : [];
    for (const { source_value, count } of listed) had.set(source_value, count);
    return had;
  };
}
