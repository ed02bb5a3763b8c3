import { z } from "zod";
import type { Twenty } from "./client.ts";

/** A target object with its fields, as its own metadata has them. */
export interface ObjectMeta {
  id: string;
  nameSingular: string;
  namePlural: string;
  labelSingular: string;
  isSystem: boolean;
  isActive: boolean;
  fields: FieldMeta[];
}

export interface FieldMeta {
  id: string;
  name: string;
  label: string;
  type: string;
  isUnique: boolean;
  isSystem: boolean;
  isActive: boolean;
  options: OptionMeta[];
  /** Columns of this field that hold other records' ids, and of which object. */
  references: Reference[];
}

export interface Reference {
  column: string;
  /** Singular name of the object that is pointed at. */
  to: string;
}

export interface OptionMeta {
  id?: string;
  value: string;
  label: string;
  color: string;
  position: number;
}

/** What an object or field is made from (contracts/twenty e). */
export interface ObjectSpec {
  nameSingular: string;
  namePlural: string;
  labelSingular: string;
  labelPlural: string;
  description: string;
  icon: string;
}

export interface FieldSpec {
  name: string;
  label: string;
  type: string;
  icon: string;
  description: string;
  isUnique?: boolean;
  options?: OptionMeta[];
  /** Many of ours to one of these. */
  relation?: { to: string; reverseLabel: string; reverseIcon: string };
}

const Option = z.object({
  id: z.string().optional(),
  value: z.string(),
  label: z.string(),
  color: z.string().nullish().transform((c) => c ?? "gray"),
  position: z.number(),
});
const Related = z.object({ targetObjectMetadata: z.object({ nameSingular: z.string() }) });
const FieldNode = z.object({
  id: z.string(),
  name: z.string(),
  label: z.string(),
  type: z.string(),
  isUnique: z.boolean().nullish(),
  isSystem: z.boolean().nullish(),
  isActive: z.boolean().nullish(),
  options: z.array(Option).nullish(),
  settings: z.object({ joinColumnName: z.string().nullish() }).nullish(),
  relation: Related.nullish(),
  morphRelations: z.array(Related).nullish(),
});
const ObjectNode = z.object({
  id: z.string(),
  nameSingular: z.string(),
  namePlural: z.string(),
  labelSingular: z.string(),
  isSystem: z.boolean().nullish(),
  isActive: z.boolean().nullish(),
  fieldsList: z.array(FieldNode),
});
const ObjectsAnswer = z.object({ objects: z.object({ edges: z.array(z.object({ node: ObjectNode })) }) });
const Created = z.object({ id: z.string() });

const OBJECTS = `{ objects(paging: { first: 500 }) { edges { node {
  id nameSingular namePlural labelSingular isSystem isActive
  fieldsList { id name label type isUnique isSystem isActive options settings
    relation { targetObjectMetadata { nameSingular } } morphRelations { targetObjectMetadata { nameSingular } } }
} } } }`;

/** Every object of the workspace. One request, which the limiter does not count. */
export async function readObjects(twenty: Twenty): Promise<ObjectMeta[]> {
  const data = ObjectsAnswer.parse(await twenty.graphql("metadata", OBJECTS, {}, "read"));
  return data.objects.edges.map(({ node }) => ({
    id: node.id,
    nameSingular: node.nameSingular,
    namePlural: node.namePlural,
    labelSingular: node.labelSingular,
    isSystem: node.isSystem ?? false,
    isActive: node.isActive ?? true,
    fields: node.fieldsList.map((f) => ({
      id: f.id,
      name: f.name,
      label: f.label,
      type: f.type,
      isUnique: f.isUnique ?? false,
      isSystem: f.isSystem ?? false,
      isActive: f.isActive ?? true,
      options: f.options ?? [],
      references: referencesOf(f),
    })),
  }));
}

/**
 * A relation names its column; a morph relation is one field with a column for each object it may point at,
 * `target` + `Person` + `Id`.
 */
function referencesOf(field: z.infer<typeof FieldNode>): Reference[] {
  const column = field.settings?.joinColumnName;
  if (!column) return [];
  if (field.relation) return [{ column, to: field.relation.targetObjectMetadata.nameSingular }];
  return (field.morphRelations ?? []).map(({ targetObjectMetadata: { nameSingular: to } }) => {
    const suffix = to.charAt(0).toUpperCase() + to.slice(1);
    return { column: `${field.name.endsWith(suffix) ? field.name : field.name + suffix}Id`, to };
  });
}

/** Makes an object; gives its metadata id. */
export async function createObject(twenty: Twenty, spec: ObjectSpec): Promise<string> {
  return Created.parse(await twenty.metadata("POST", "objects", spec)).id;
}

/** Makes a field of `object`; for a relation, `to` is the other object's metadata id. */
export async function createField(
  twenty: Twenty,
  objectId: string,
  spec: FieldSpec,
  to: string | undefined,
): Promise<string> {
  const { relation, ...plain } = spec;
  const body = {
    objectMetadataId: objectId,
    ...plain,
    ...(relation && to
      ? {
        relationCreationPayload: {
          type: "MANY_TO_ONE",
          targetObjectMetadataId: to,
          targetFieldLabel: relation.reverseLabel,
          targetFieldIcon: relation.reverseIcon,
        },
      }
      : {}),
  };
  return Created.parse(await twenty.metadata("POST", "fields", body)).id;
}

/**
 * Every existing option must come with its id, else Twenty empties the column (contracts/twenty e).
 *
 * @param options all that the field will have
 */
export async function setOptions(
  twenty: Twenty,
  fieldId: string,
  options: readonly OptionMeta[],
): Promise<void> {
  await twenty.metadata("PATCH", `fields/${fieldId}`, { options });
}

export async function deleteField(twenty: Twenty, id: string): Promise<void> {
  await twenty.metadata("DELETE", `fields/${id}`);
}

export async function deleteObject(twenty: Twenty, id: string): Promise<void> {
  await twenty.metadata("DELETE", `objects/${id}`);
}

export function objectNamed(objects: readonly ObjectMeta[], nameSingular: string): ObjectMeta | undefined {
  return objects.find((o) => o.nameSingular === nameSingular);
}

export function fieldNamed(object: ObjectMeta | undefined, name: string): FieldMeta | undefined {
  return object?.fields.find((f) => f.name === name);
}
