import type { FieldMapTable, ValueMapTable } from "../../db/tables.ts";
import type { AuditDetail } from "../audit.ts";
import { proposeAnswers } from "../mapping/form_answers.ts";
import { PROPOSALS } from "../mapping/proposals.ts";
import { type ObjectMeta, objectNamed } from "../twenty/metadata.ts";
import { confidenceIn } from "./propose/confidence.ts";
import { resolved, takenNames } from "./propose/resolve.ts";
import { formRows, knownRows, type Proposal, unforeseenRows } from "./propose/rows.ts";
import { proposedValues } from "./propose/values.ts";
import type { Exports } from "./read_exports.ts";

export interface Seen {
  audit: AuditDetail;
  /** The workspace as it is. */
  objects: readonly ObjectMeta[];
  /** The field map so far: names that were given are kept, decisions are not touched. */
  known: readonly FieldMapTable[];
  csv: Exports;
  /** What was ticked beyond the brief. */
  extra: readonly string[];
}

/** The maps as they are proposed from what was seen of both systems. */
export function propose(seen: Seen): { fields: FieldMapTable[]; values: ValueMapTable[] } {
  const { audit, objects, known, csv, extra } = seen;
  const decided = new Map(known.map((row) => [sourceOf(row), row]));
  const takenOf = (object: string) =>
    new Set([
      ...takenNames(objectNamed(objects, object)),
      ...PROPOSALS.filter((row) => row.object === object).map((row) => row.target),
      ...known.filter((row) => row.object === object).map((row) => row.target),
    ]);
  const questions = new Map(
    known.filter((row) => row.object === "person" && row.resource === "custom_form_responses").map((row) => [
      row.source,
      row.target,
    ]),
  );
  const rows: Proposal[] = [
    ...knownRows(audit, csv, extra),
    // What has a row keeps it under the name it was given.
    ...unforeseenRows(audit, csv, extra, takenOf).filter((row) => !decided.has(sourceOf(row))),
    ...proposeAnswers(audit.questions, takenOf("person"), questions),
    ...formRows(audit),
  ].map((row) => decided.has(keyOf(row)) ? row : resolved(row, objects));
  const kept = new Set(known.map(keyOf));
  const fields = rows.map((row, position): FieldMapTable => ({
    object: row.object,
    resource: row.resource,
    source: row.source,
    target: row.target,
    transform: row.transform,
    state: row.leave ? "ignored" : "proposed",
    creates: row.creates ? JSON.stringify(row.creates) : null,
    position,
    ...confidenceIn(row, audit),
    note: row.leave ?? "",
  }));
  const open = rows.filter((row) => !row.leave || kept.has(keyOf(row)));
  return { fields, values: proposedValues(open, audit, csv, objects) };
}

interface RowName {
  object: string;
  resource: string;
  source: string;
}

const keyOf = (row: RowName & { target: string }): string =>
  [row.object, row.resource, row.source, row.target].join("\u001f");
const sourceOf = (row: RowName): string => [row.object, row.resource, row.source].join("\u001f");
