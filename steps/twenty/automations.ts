import { z } from "zod";
import { RefusedError } from "../base/errors.ts";
import type { Twenty } from "./client.ts";
import { pagesOf } from "./records.ts";

/** Something in the workspace that our writes would set off (contracts/twenty l). */
export interface Automation {
  kind: "workflow" | "webhook";
  /** Of the workflow or webhook itself. */
  id: string;
  /** Of what is active now: a workflow that is published anew has another version. */
  version: string;
  /** A webhook has none of its own and is called by the host it calls. */
  name: string;
  /** What sets it off, e.g. `person.upserted`; parts may be `*`. */
  event: string;
}

const Version = z.object({
  id: z.string(),
  name: z.string().nullish(),
  status: z.string().nullish(),
  workflowId: z.string().nullish(),
  trigger: z.object({
    type: z.string().nullish(),
    settings: z.object({ eventName: z.string().nullish() }).partial().nullish(),
  }).partial().nullish(),
});
const Workflow = z.object({ id: z.string(), name: z.string().nullish() });
const Webhook = z.object({
  id: z.string(),
  targetUrl: z.string().nullish(),
  operations: z.array(z.string()).nullish(),
});
const Webhooks = z.union([
  z.array(Webhook),
  z.object({ data: z.union([z.array(Webhook), z.object({ webhooks: z.array(Webhook) })]) }),
]);
const Total = z.object({ totalCount: z.number() });

/** Active workflows that start on a record's event, and webhooks; an API key can list but not switch them off. */
export async function readAutomations(twenty: Twenty): Promise<Automation[]> {
  const versions = await listAll(twenty, "workflowVersions", Version);
  const active = versions.filter((v) => v.status === "ACTIVE" && v.trigger?.type === "DATABASE_EVENT");
  const names = active.length === 0 ? [] : await listAll(twenty, "workflows", Workflow);
  const workflows = active.map((v): Automation => ({
    kind: "workflow",
    id: v.workflowId ?? v.id,
    version: v.id,
    name: names.find((w) => w.id === v.workflowId)?.name ?? v.name ?? "a workflow without a name",
    event: v.trigger?.settings?.eventName ?? "an event",
  }));
  return [...workflows, ...await readWebhooks(twenty)];
}

/** All that are not deleted: an old workspace has more versions than one page holds. */
async function listAll<T>(twenty: Twenty, plural: string, schema: z.ZodType<T>): Promise<T[]> {
  const pages = await Array.fromAsync(pagesOf(twenty, plural));
  return z.array(schema).parse(pages.flat());
}

async function readWebhooks(twenty: Twenty): Promise<Automation[]> {
  try {
    const answer = Webhooks.parse(await twenty.metadata("GET", "webhooks"));
    const hooks = Array.isArray(answer)
      ? answer
      : Array.isArray(answer.data)
      ? answer.data
      : answer.data.webhooks;
    return hooks.flatMap((h) =>
      (h.operations ?? ["*.*"]).map((event): Automation => ({
        kind: "webhook",
        id: h.id,
        version: h.id,
        name: `webhook to ${hostOf(h.targetUrl ?? "")}`,
        event,
      }))
    );
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return error.code === "permission-denied" || error.code === "forbidden" ? [HIDDEN] : [];
  }
}

/** Stands for what the key's role hides: a person who may look has to say that it is well. */
const HIDDEN: Automation = {
  kind: "webhook",
  id: "unseen",
  version: "unseen",
  name: "webhooks that this key may not see",
  event: "*.*",
};

/** The path may hold a secret; the host tells enough. */
const hostOf = (url: string): string => URL.canParse(url) ? new URL(url).host : "an address that is none";

/** How many workflow runs there have ever been; the difference tells what a run of ours set off. */
export async function countWorkflowRuns(twenty: Twenty): Promise<number> {
  return Total.parse(await twenty.get("workflowRuns?limit=1")).totalCount;
}
