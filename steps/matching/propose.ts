import type { FieldMapTable, ValueMapTable } from "../../db/tables.ts";
import type { AuditDetail } from "../profile/audit_detail.ts";
import { PROPOSALS } from "../mapping/proposals.ts";
import { type ObjectMeta, objectNamed } from "../twenty/metadata.ts";
import { confidenceIn } from "./confidence.ts";
import { evidenceIn } from "./evidence.ts";
import { resolved, takenNames } from "./resolve.ts";
import { proposeAnswers } from "./questions.ts";
import { FOR_NOW, formRows, knownRows, NO_OPTIONS, type Proposal, unforeseenRows } from "./rows.ts";
import { type Looked, sampledFields } from "./counted.ts";
import { proposedValues } from "./values.ts";
import type { Exports } from "./read_exports.ts";
import { isTicked, type TargetObject } from "../mapping/objects.ts";

export interface Observed {
  audit: AuditDetail;
  /** The workspace as it is. */
  objects: readonly ObjectMeta[];
  /** The field map so far: names that were given are kept, decisions are not touched. */
  known: readonly FieldMapTable[];
  csv: Exports;
  /** Optional objects that are ticked. */
  ticked: readonly string[];
  /** What of `audit.values` was counted in every row although the audit saw some pages only. */
  everyRow?: ReadonlySet<string>;
}

export interface Proposed {
  fields: FieldMapTable[];
  values: ValueMapTable[];
  /** Rows that were left out for want of values and are proposed now: the old ones go. */
  again: FieldMapTable[];
  /** Fields whose values were counted in some rows only, by `object.field`. */
  sampled: Record<string, Looked>;
}

/** The maps as they are proposed from what was observed of both systems. */
export function propose(observed: Observed): Proposed {
  const { audit, objects, known, csv, ticked, everyRow = new Set() } = observed;
  // What only waits, for a person or for values to be observed, is proposed anew each time.
  const decided = known.filter((row) => row.state !== "proposed" && !isForNow(row));
  const keys = new Set(decided.map(keyOf));
  const sources = new Set(decided.map(sourceOf));
  const takenOf = (object: string) =>
    new Set([
      ...takenNames(objectNamed(objects, object)),
      ...PROPOSALS.filter((row) => row.object === object).map((row) => row.target),
      ...decided.filter((row) => row.object === object).map((row) => row.target),
    ]);
  const questions = new Map(
    known.filter((row) => row.object === "person" && row.resource === "custom_form_responses").map((row) => [
      row.source,
      row.target,
    ]),
  );
  const rows: Proposal[] = [
    ...knownRows(audit, csv, ticked),
    // What has a row keeps it under the name it was given.
    ...unforeseenRows(audit, csv, ticked, takenOf).filter((row) => !sources.has(sourceOf(row))),
    ...proposeAnswers(audit.questions, takenOf("person"), questions),
    ...formRows(audit),
  ].map((row) => keys.has(keyOf(row)) ? row : resolved(row, objects));
  // Values may turn up in a row that only a person made, or turned on.
  const proposedNow = new Set(rows.map(keyOf));
  const confirmed = decided.filter((row) => row.state === "confirmed");
  const byHand = confirmed.filter((row) => !proposedNow.has(keyOf(row)) && isTicked(row.resource, ticked));
  const fillers = [...rows, ...byHand.map(asProposal)];
  const values = proposedValues(fillers, audit, csv, objects);
  const filled = new Set(values.map((v) => `${v.object}.${v.field}`));
  const fields = rows.map((row): Proposal => {
    const empty = row.creates?.options && !filled.has(`${row.object}.${row.target}`);
    return empty && !row.leave ? { ...row, leave: NO_OPTIONS } : row;
  }).map((row, position): FieldMapTable => ({
    object: row.object,
    resource: row.resource,
    source: row.source,
    target: row.target,
    transform: row.transform,
    state: row.leave ? "ignored" : "proposed",
    creates: row.creates ? JSON.stringify(row.creates) : null,
    position,
    ...confidenceIn(row, audit, evidenceIn(row, observed, values)),
    note: row.leave ?? "",
  }));
  const old = new Map(known.map((row) => [keyOf(row), row]));
  const again = fields.filter((row) => row.state === "proposed").flatMap((row) => old.get(keyOf(row)) ?? [])
    .filter(isForNow);
  // Values of a field that nothing goes to need no decision, unless a person turned its row on.
  const open = new Set(
    [...fields.filter((row) => row.state === "proposed"), ...confirmed].map((row) =>
      `${row.object}.${row.target}`
    ),
  );
  return {
    fields,
    values: values.filter((v) => open.has(`${v.object}.${v.field}`)),
    again,
    sampled: sampledFields(fillers, audit, everyRow),
  };
}

const asProposal = ({ object, resource, source, target, transform }: FieldMapTable): Proposal => ({
  object: object as TargetObject,
  resource,
  source,
  target,
  transform,
  reason: "",
});

/** Left out for want of values alone, not by a person. */
const isForNow = (row: FieldMapTable): boolean => row.state === "ignored" && FOR_NOW.has(row.note);

interface RowName {
  object: string;
  resource: string;
  source: string;
}

const keyOf = (row: RowName & { target: string }): string =>
  [row.object, row.resource, row.source, row.target].join("\u001f");
const sourceOf = (row: RowName): string => [row.object, row.resource, row.source].join("\u001f");
