import { z } from "zod";
import type { Twenty } from "./client.ts";

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

/** Columns of a field that hold other records' ids, and the singular name of the object that each points at. */
export interface Reference {
  column: string;
  to: string;
}

const Option = z.object({
  id: z.string().optional(),
  value: z.string(),
  label: z.string(),
  color: z.string().nullish().transform((color) => color ?? "gray"),
  position: z.number(),
});
export type OptionMeta = z.infer<typeof Option>;

const flag = (unless: boolean) => z.boolean().nullish().transform((is) => is ?? unless);

const Related = z.object({ targetObjectMetadata: z.object({ nameSingular: z.string() }) });
const Relations = z.object({
  settings: z.object({ joinColumnName: z.string().nullish() }).nullish(),
  relation: Related.nullish(),
  morphRelations: z.array(Related).nullish(),
});
const Field = z.object({
  id: z.string(),
  name: z.string(),
  label: z.string(),
  type: z.string(),
  isUnique: flag(false),
  isSystem: flag(false),
  isActive: flag(true),
  options: z.array(Option).nullish().transform((options) => options ?? []),
  ...Relations.shape,
}).transform(({ settings, relation, morphRelations, ...field }) => ({
  ...field,
  references: referencesOf(field.name, { settings, relation, morphRelations }),
}));
export type FieldMeta = z.infer<typeof Field>;

/** A target object with its fields, as its own metadata has them. */
const TargetMeta = z.object({
  id: z.string(),
  nameSingular: z.string(),
  namePlural: z.string(),
  labelSingular: z.string(),
  isSystem: flag(false),
  isActive: flag(true),
  fieldsList: z.array(Field),
}).transform(({ fieldsList, ...object }) => ({ ...object, fields: fieldsList }));
export type ObjectMeta = z.infer<typeof TargetMeta>;

const ObjectsAnswer = z.object({ objects: z.object({ edges: z.array(z.object({ node: TargetMeta })) }) });
const Created = z.object({ id: z.string() });

const OBJECTS = `{ objects(paging: { first: 500 }) { edges { node {
  id nameSingular namePlural labelSingular isSystem isActive
  fieldsList { id name label type isUnique isSystem isActive options settings
    relation { targetObjectMetadata { nameSingular } } morphRelations { targetObjectMetadata { nameSingular } } }
} } } }`;

/** Every object of the workspace. One request, which the limiter does not count. */
export async function readObjects(twenty: Twenty): Promise<ObjectMeta[]> {
  const data = ObjectsAnswer.parse(await twenty.graphql("metadata", OBJECTS, {}, "read"));
  return data.objects.edges.map(({ node }) => node);
}

/**
 * A relation names its column; a morph relation is one field with a column for each object it may point at,
 * `target` + `Person` + `Id`.
 */
function referencesOf(
  name: string,
  { settings, relation, morphRelations }: z.infer<typeof Relations>,
): Reference[] {
  const column = settings?.joinColumnName;
  if (!column) return [];
  if (relation) return [{ column, to: relation.targetObjectMetadata.nameSingular }];
  return (morphRelations ?? []).map(({ targetObjectMetadata: { nameSingular: to } }) => {
    const suffix = to.charAt(0).toUpperCase() + to.slice(1);
    return { column: `${name.endsWith(suffix) ? name : name + suffix}Id`, to };
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
