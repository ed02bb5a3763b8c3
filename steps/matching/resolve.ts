import { type ChosenName, fieldName } from "../mapping/names.ts";
import { fieldNamed, type FieldSpec, type ObjectMeta, objectNamed } from "../twenty/metadata.ts";
import type { Proposal } from "./rows.ts";

/** What Handover's own fields are called where somebody else's has their name. */
const OURS = "PracticeHub";

/**
 * Fits a proposal into the workspace: a field of the same name and type is used, one of another type keeps its name and
 * ours gets another; the list on a relation's other side gets a free name too (contracts/twenty e34, e40).
 */
export function resolved(row: Proposal, objects: readonly ObjectMeta[]): Proposal {
  const { creates } = row;
  const object = objectNamed(objects, row.object);
  if (!creates || !object) return row;
  const there = fieldNamed(object, creates.name);
  if (there && there.type === creates.type && pointsAlike(creates, there.references)) {
    return { ...row, reason: said("Twenty has a field of this name and type", row.reason) };
  }
  const spec = withFreeReverse(creates, objects);
  if (!there) return { ...row, creates: spec };
  const label = `${creates.label} (${OURS})`;
  // Made the time before, it is there: the same field then, not another.
  const ours = fieldName(`${creates.name} ${OURS}`, NOBODY);
  const made = fieldNamed(object, ours.name);
  const chosen = made?.type === creates.type && pointsAlike(creates, made.references)
    ? ours
    : fieldName(`${creates.name} ${OURS}`, takenNames(object));
  const target = creates.relation ? `${chosen.name}Id` : chosen.name;
  return {
    ...row,
    target,
    creates: { ...spec, name: chosen.name, label },
    reason: said(`Twenty's own field ${creates.name} is of another type; named ${chosen.name}`, row.reason),
  };
}

const NOBODY: ReadonlySet<string> = new Set();

/** Names of an object's fields and of the columns that hold other records' ids. */
export function takenNames(object: ObjectMeta | undefined): Set<string> {
  return new Set(object?.fields.flatMap((f) => [f.name, ...f.references.map((r) => r.column)]));
}

function pointsAlike(spec: FieldSpec, references: readonly { to: string }[]): boolean {
  return !spec.relation || references.some((r) => r.to === spec.relation?.to);
}

function withFreeReverse(spec: FieldSpec, objects: readonly ObjectMeta[]): FieldSpec {
  if (!spec.relation) return spec;
  const taken = takenNames(objectNamed(objects, spec.relation.to));
  const plain: ChosenName = fieldName(spec.relation.reverseLabel, taken);
  if (plain.changed === undefined) return spec;
  return { ...spec, relation: { ...spec.relation, reverseLabel: `${spec.relation.reverseLabel} (${OURS})` } };
}

const said = (first: string, then: string): string => then === "" ? first : `${first}; ${then}`;
