import { z } from "zod";
import { ask } from "./ask.ts";
import type { Target } from "./workspace.ts";

const Option = z.object({ value: z.string(), label: z.string() });
const Field = z.object({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  options: z.array(Option).nullish(),
});
export type TargetField = z.infer<typeof Field>;

const Objects = z.object({ data: z.array(z.object({ namePlural: z.string(), fields: z.array(Field) })) });

/** The fields of every object, by its plural name (contracts/twenty e). */
export async function readFields(target: Target): Promise<Map<string, TargetField[]>> {
  const { status, body } = await ask(target, "metadata/objects?limit=200");
  if (status !== 200) throw new Error(`metadata answered ${status}`);
  return new Map(Objects.parse(body).data.map((object) => [object.namePlural, object.fields]));
}
