import type { Stage } from "../../support/stage.ts";
import { must } from "../review/ground.ts";
import { readWorkspace } from "../reader/workspace.ts";

/** What somebody writes into a field that nothing of ours goes to. */
export const EDIT = { jobTitle: "Edited by hand" };

/** Somebody does it once, just before the n-th of these requests is carried out, or just after. */
export function meddle(
  stage: Stage,
  at: { method: string; path: RegExp; nth?: number; when: "before" | "after" },
  does: () => Promise<unknown>,
): { [Symbol.dispose](): void; done: boolean } {
  let met = 0;
  const fetched = stage.world.fetch;
  const through = fetched.bind(stage.world);
  const meddling = { done: false, [Symbol.dispose]: () => void (stage.world.fetch = fetched) };
  stage.world.fetch = async (request) => {
    const { pathname } = new URL(request.url);
    const isIt = request.method === at.method && at.path.test(pathname) && ++met === (at.nth ?? 1);
    if (isIt && at.when === "before") await does();
    const response = await through(request);
    if (isIt && at.when === "after") await does();
    if (isIt) meddling.done = true;
    return response;
  };
  return meddling;
}

export async function personOf({ simulators }: Stage, patient: number): Promise<string> {
  const { people } = await readWorkspace(simulators.target);
  return must(people.find((p) => p.practiceHubId === `patients/${patient}`)).id;
}

export async function fieldsOf(stage: Stage, id: string): Promise<Record<string, unknown>> {
  const { records } = JSON.parse(await stage.simulators.dump());
  return records.people.find((p: { id: string }) => p.id === id) ?? {};
}

export const edit = (stage: Stage, id: string, fields: Record<string, unknown>) => () =>
  stage.simulators.person("PATCH", `people/${id}`, fields);
