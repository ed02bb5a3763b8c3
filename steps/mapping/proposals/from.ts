import { newField, relation } from "../fields.ts";
import type { TargetObject } from "../objects.ts";
import { type TransformName, TRANSFORMS } from "../transforms/catalogue.ts";
import { type FieldRow, PRACTICE_HUB_ID } from "../vocabulary.ts";

/** One proposal; `known` says how well the source attribute is (see `FieldRow`). */
export type Line = [source: string, target: string, transform: TransformName, made?: Made, known?: number];

/**
 * The field to make where Twenty does not come with it. Its type is that of the transform. `more` describes it or, of a
 * link, says where to and what the other side calls its list.
 */
export type Made = [label: string, icon?: string, more?: string | { to: string; back: string }];

/** How well an attribute is known whose name only exports or guesses give (contracts/practicehub 3.1). */
export const CSV = 80;
export const GUESS = 70;

/** Where the record came from. */
export const KEY: Line = ["id", PRACTICE_HUB_ID.name, "key"];

/** Proposals of one resource for one object. */
export function from(resource: string, object: TargetObject, lines: readonly Line[]): FieldRow[] {
  return lines.map(([source, target, transform, made, known = 95]) => {
    const creates = target === PRACTICE_HUB_ID.name
      ? PRACTICE_HUB_ID
      : made && specOf(target, transform, made);
    return {
      object,
      resource,
      source,
      target,
      transform,
      ...(creates ? { creates } : {}),
      reason: "",
      known,
    };
  });
}

function specOf(target: string, transform: TransformName, [label, icon, more]: Made) {
  return typeof more === "object"
    ? relation(target.replace(/Id$/, ""), label, more.to, more.back, icon)
    : newField(TRANSFORMS[transform].type, target, label, icon, more);
}

/** The workspace member who answers for a record; 2.19 gives people no owner of their own. */
export const owner = (back: string): Made => ["Owner", "IconUserCircle", { to: "workspaceMember", back }];

/** Whose record it is. */
export const patient = (back: string, icon: string): Line => [
  "patient_id",
  "patientId",
  "patient",
  ["Patient", icon, { to: "person", back }],
];
