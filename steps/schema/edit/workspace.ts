import { z } from "zod";
import type { Ledger } from "../../../db/ledger.ts";
import { lastRunIn } from "../../../db/runs.ts";

/** Twenty's metadata as the newest run of the schema cell read it. Its options may be values of the source. */
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
});

export type TargetObjectFields = z.infer<typeof Internal>["targets"][number];
export type TargetField = TargetObjectFields["fields"][number];

/** The objects and fields of the workspace; empty before the first run that says. */
export async function workspaceOf(ledger: Ledger): Promise<TargetObjectFields[]> {
  const run = await lastRunIn(ledger, "schema", ["green", "red", "waiting"]);
  const outcome: { internal?: unknown } = run?.outcome ? JSON.parse(run.outcome) : {};
  return Internal.safeParse(outcome.internal).data?.targets ?? [];
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
