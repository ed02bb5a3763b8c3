import { storedOutcome } from "../runbook/stored_run.ts";
import { z } from "zod";
import type { Ledger } from "../../db/ledger.ts";
import { type Run, runsOf } from "../../db/runs.ts";
import { type MadeSchema, takenBackSince } from "../load/made_schema.ts";
import { TARGET_OBJECTS } from "../mapping/objects.ts";
import { type ObjectMeta, objectNamed } from "../twenty/metadata.ts";

/**
 * What a run of the schema cell leaves: Twenty's objects with the fields that a value can go to, and which fields'
 * values were counted in some rows only (by `object.field`). Options may be values of the source.
 */
const Reading = z.object({
  targets: z.array(z.object({
    object: z.string(),
    label: z.string(),
    fields: z.array(z.object({
      /** As it is written: for a relation the column that holds the other record's id. */
      name: z.string(),
      label: z.string(),
      type: z.string(),
      options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
    })),
  })),
  sampled: z.record(z.string(), z.object({ rows: z.number(), of: z.number() })).default({}),
});

export type Reading = z.infer<typeof Reading>;
export type TargetObjectFields = Reading["targets"][number];
export type TargetField = TargetObjectFields["fields"][number];

/** The objects and fields of the workspace, less what a rollback took back since; empty before the first reading. */
export async function workspaceOf(ledger: Ledger): Promise<TargetObjectFields[]> {
  const read = await newestReading(ledger);
  if (!read) return [];
  const gone = await takenBackSince(ledger, read.run.id);
  return read.targets.flatMap((target) => left(target, gone) ?? []);
}

/** The newest run of the schema cell that came as far as reading the workspace, and with it as far as proposing. */
export async function newestReading(ledger: Ledger): Promise<Reading & { run: Run } | undefined> {
  for (const run of await runsOf(ledger, "schema")) {
    const reading = Reading.safeParse(storedOutcome(run)?.internal).data;
    if (reading) return { run, ...reading };
  }
  return undefined;
}

/** The objects we may write to, with every field that a value can go to. */
export function targetsOf(objects: readonly ObjectMeta[]): TargetObjectFields[] {
  return TARGET_OBJECTS.flatMap((name) => {
    const object = objectNamed(objects, name);
    if (!object) return [];
    const fields = object.fields.filter((f) => f.isActive && !FILLED_BY_TWENTY.has(f.name)).flatMap(
      ({ name, label, type, options: all, references }): TargetField[] => {
        const options = all.map(({ value, label }) => ({ value, label }));
        return isRelation(type)
          ? references.map((r) => ({ name: r.column, label, type, options }))
          : [{ name, label, type, options }];
      },
    );
    return [{ object: name, label: object.labelSingular, fields }];
  });
}

/** What is left of an object; undefined where the object itself is gone. */
function left(target: TargetObjectFields, gone: readonly MadeSchema[]): TargetObjectFields | undefined {
  const here = gone.filter((made) => made.object === target.object);
  if (here.some((made) => !made.field)) return undefined;
  const fields = here.filter((made) => !made.options).flatMap((made) =>
    targetField([target], target.object, made.field ?? "") ?? []
  );
  const options = (field: TargetField) =>
    new Set(here.filter((made) => made.field === field.name).flatMap((made) => made.options ?? []));
  return {
    ...target,
    fields: target.fields.filter((f) => !fields.includes(f)).map((f) => ({
      ...f,
      ...(f.options ? { options: f.options.filter((o) => !options(f).has(o.value)) } : {}),
    })),
  };
}

/** The field that a row writes or makes; a relation is known by its name and by its column (`patient`, `patientId`). */
export function targetField(
  workspace: readonly TargetObjectFields[],
  object: string,
  target: string,
): TargetField | undefined {
  const fields = workspace.find((o) => o.object === object)?.fields ?? [];
  return fields.find((f) => f.name === target) ??
    fields.find((f) => f.type === "RELATION" && (`${f.name}Id` === target || f.name === `${target}Id`));
}

const FILLED_BY_TWENTY: ReadonlySet<string> = new Set([
  "id",
  "updatedAt",
  "deletedAt",
  "createdBy",
  "updatedBy",
  "position",
  "searchVector",
]);

const isRelation = (type: string): boolean => type === "RELATION" || type === "MORPH_RELATION";

/** Whether a person may choose it as the target of a row. */
export const isWritable = ({ name, type }: TargetField): boolean =>
  !FILLED_BY_TWENTY.has(name) && name !== "practiceHubId" && !isRelation(type);
