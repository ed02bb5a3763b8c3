import type { FieldMapTable } from "../../../db/tables.ts";
import type { AuditDetail } from "../../../steps/profile/audit_detail.ts";
import type { FieldProfile } from "../../../steps/profile/profile.ts";
import { type Observed, propose, type Proposed } from "../../../steps/matching/propose.ts";
import type { FieldMeta, ObjectMeta, OptionMeta } from "../../../steps/twenty/metadata.ts";

/** A field of the source that holds something in every row, unless `change` says otherwise. */
export const profile = (name: string, change: Partial<FieldProfile> = {}): FieldProfile => ({
  name,
  rows: 10,
  filled: 10,
  types: ["string"],
  samples: [],
  kind: "text",
  sure: 100,
  distinct: 10,
  longest: 20,
  ...change,
});

/** A resource that was read, with these fields. */
export const resource = (
  name: string,
  fields: readonly (string | FieldProfile)[] = [],
  change: Partial<AuditDetail["resources"][number]> = {},
): AuditDetail["resources"][number] => ({
  name,
  total: 10,
  reachable: true,
  rowsRead: 10,
  whole: true,
  fields: fields.map((f) => (typeof f === "string" ? profile(f) : f)),
  ...change,
});

/** An audit that saw nothing but what `change` says. */
export const auditOf = (change: Partial<AuditDetail> = {}): AuditDetail => ({
  resources: [],
  values: {},
  questions: [],
  forms: [],
  carried: {},
  estimates: [],
  ...change,
});

export const field = (name: string, type: string, change: Partial<FieldMeta> = {}): FieldMeta => ({
  id: `field-${name}`,
  name,
  label: name,
  type,
  isUnique: false,
  isSystem: false,
  isActive: true,
  options: [],
  references: [],
  ...change,
});

export const object = (nameSingular: string, ...fields: FieldMeta[]): ObjectMeta => ({
  id: `object-${nameSingular}`,
  nameSingular,
  namePlural: `${nameSingular}s`,
  labelSingular: nameSingular,
  isSystem: false,
  isActive: true,
  fields,
});

export const options = (...values: [value: string, label: string][]): OptionMeta[] =>
  values.map(([value, label], position) => ({ id: `id-${value}`, value, label, color: "red", position }));

/** What is proposed to somebody who saw nothing but what `change` says. */
export const proposed = (change: Partial<Observed> = {}): Proposed =>
  propose({
    audit: auditOf(),
    objects: [],
    known: [],
    csv: { columns: new Map(), values: {} },
    ticked: [],
    ...change,
  });

/** The proposed row for a source attribute. */
export const rowFor = ({ fields }: Proposed, resource: string, source: string): FieldMapTable | undefined =>
  fields.find((row) => row.resource === resource && row.source === source);

/** The same where there must be one. */
export function theRow(given: Proposed, resource: string, source: string): FieldMapTable {
  const row = rowFor(given, resource, source);
  if (!row) throw new Error(`${resource}.${source} is not proposed`);
  return row;
}

/** `resource.source → object.target` of every row of a resource, in order. */
export const arrows = ({ fields }: Proposed, resource: string): string[] =>
  fields.filter((row) => row.resource === resource).map((row) =>
    `${row.source} → ${row.object}.${row.target}`
  );
