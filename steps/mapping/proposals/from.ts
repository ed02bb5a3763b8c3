import type { FieldSpec } from "../../twenty/metadata.ts";
import { relation } from "../fields.ts";
import type { TransformName } from "../transforms/catalogue.ts";
import type { FieldRow } from "../vocabulary.ts";
import type { TargetObject } from "../objects.ts";

/** One proposal; `known` says how well the source attribute is (see `FieldRow`). */
export type Line = [
  source: string,
  target: string,
  transform: TransformName,
  creates?: FieldSpec,
  known?: number,
];

/** How well an attribute is known whose name only exports or guesses give (contracts/practicehub 3.1). */
export const CSV = 80;
export const GUESS = 70;

/** Proposals of one resource for one object. */
export function from(resource: string, object: TargetObject, lines: readonly Line[]): FieldRow[] {
  return lines.map(([source, target, transform, creates, known = 95]) => ({
    object,
    resource,
    source,
    target,
    transform,
    ...(creates ? { creates } : {}),
    reason: "",
    known,
  }));
}

/** The workspace member who answers for a record; 2.19 gives people no owner of their own. */
export const owner = (reverseLabel: string): FieldSpec =>
  relation("recordOwner", "Owner", "workspaceMember", reverseLabel, "IconUserCircle");

/** Whose record it is. */
export const patientRelation = (reverseLabel: string, icon: string): FieldSpec =>
  relation("patient", "Patient", "person", reverseLabel, icon);
