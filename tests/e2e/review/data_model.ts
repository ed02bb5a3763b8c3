import { z } from "zod";
import type { Editor } from "../../../steps/map_editor/change.ts";
import type { Stage } from "../../support/stage.ts";
import { send } from "../reader/ask.ts";
import { must } from "./ground.ts";

const Option = z.object({
  id: z.string(),
  value: z.string(),
  label: z.string(),
  color: z.string(),
  position: z.number(),
});
const Field = z.object({ id: z.string(), name: z.string(), options: z.array(Option).nullish() });
const Listed = z.object({
  data: z.array(z.object({ id: z.string(), nameSingular: z.string(), fields: z.array(Field) })),
});

export type OptionThere = z.infer<typeof Option>;

/** A field as somebody else makes it under Settings → Data model. */
export async function makeField(stage: Stage, object: string, field: Record<string, unknown>): Promise<void> {
  const found = must((await objectsOf(stage)).find((o) => o.nameSingular === object));
  await ask(stage, "POST", "fields", { objectMetadataId: found.id, icon: "IconTag", ...field });
}

/** Takes a field away, as somebody does under Settings → Data model. */
export async function removeField(stage: Stage, object: string, name: string): Promise<void> {
  const found = must((await objectsOf(stage)).find((o) => o.nameSingular === object));
  await ask(stage, "DELETE", `fields/${must(found.fields.find((f) => f.name === name)).id}`);
}

/** The options of a field, in their order; undefined where there is no such field. */
export async function optionsThere(
  stage: Stage,
  object: string,
  field: string,
): Promise<OptionThere[] | undefined> {
  const found = (await objectsOf(stage)).find((o) => o.nameSingular === object);
  const options = found?.fields.find((f) => f.name === field)?.options;
  return options?.toSorted((a, b) => a.position - b.position);
}

/** Decides about the maps as a person on the page does. */
export async function onMaps<T>(stage: Stage, decide: (by: Editor) => Promise<T>): Promise<T> {
  const { ledger } = await stage.console();
  try {
    return await decide({ ledger, world: stage.world, who: "a test" });
  } finally {
    await ledger.close();
  }
}

async function objectsOf(stage: Stage) {
  return Listed.parse(await ask(stage, "GET", "objects?limit=200")).data;
}

async function ask({ simulators: { target } }: Stage, method: string, path: string, body?: unknown) {
  const request = new Request(`${target.url}/rest/metadata/${path}`, {
    method,
    headers: { authorization: `Bearer ${target.key}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const response = await send(target, request);
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return JSON.parse(text);
}
