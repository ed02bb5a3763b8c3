import { z } from "zod";
import type { Ledger } from "../../../db/ledger.ts";
import { type Run, runsOf } from "../../../db/runs.ts";
import { type MadeSchema, takenBackSince } from "../../load/made_schema.ts";

/**
 * Twenty's metadata as the newest run of the schema cell read it, and what it counted in some rows only. Its options
 * may be values of the source.
 */
const Internal = z.object({
  targets: z.array(z.object({
    object: z.string(),
    label: z.string(),
    fields: z.array(z.object({
      name: z.string(),
      label: z.string(),
      type: z.string(),
      /** Made by this migration. */
      ours: z.boolean().default(false),
      options: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
    })),
  })),
  sampled: z.record(z.string(), z.object({ rows: z.number(), of: z.number() })).default({}),
});

export type TargetObjectFields = z.infer<typeof Internal>["targets"][number];
export type TargetField = TargetObjectFields["fields"][number];

/** The objects and fields of the workspace, less what a rollback took back since; empty before the first run that says. */
export async function workspaceOf(ledger: Ledger): Promise<TargetObjectFields[]> {
  const read = await newestReading(ledger);
  if (!read) return [];
  const gone = await takenBackSince(ledger, read.run.id);
  return read.targets.flatMap((target) => left(target, gone) ?? []);
}

/** The newest run of the schema cell that came as far as reading the workspace, and with it as far as proposing. */
export async function newestReading(
  ledger: Ledger,
): Promise<z.infer<typeof Internal> & { run: Run } | undefined> {
  for (const run of await runsOf(ledger, "schema")) {
    const outcome: { internal?: unknown } = run.outcome ? JSON.parse(run.outcome) : {};
    const internal = Internal.safeParse(outcome.internal).data;
    if (internal) return { run, ...internal };
  }
  return undefined;
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

/** Fields that Twenty fills itself. */
const NOT_WRITTEN = ["id", "updatedAt", "deletedAt", "createdBy", "updatedBy", "position", "searchVector"];

export const isWritable = ({ name, type }: TargetField): boolean =>
  !NOT_WRITTEN.includes(name) && name !== "practiceHubId" && !["RELATION", "MORPH_RELATION"].includes(type);
