import { z } from "zod";
import { FALLBACK_ID, memberMap } from "../../db/maps.ts";
import type { Run } from "../../db/runs.ts";
import type { MemberMapTable } from "../../db/tables.ts";
import { membersIn } from "../../steps/members/outcome.ts";
import type { Outcome, Step } from "../../steps/runbook/step.ts";
import type { BlockModel } from "../../views/cell/block.tsx";
import type { Deps } from "../deps.ts";
import { conflictsBlock } from "../conflicts/model.ts";
import { csvBlock } from "../csv/model.ts";
import { extrasBlock } from "../optional_objects/model.ts";
import { failedRowsBlock } from "./failed_rows.ts";
import { placesModel } from "../places/model.ts";
import { scheduleBlock } from "../schedule/routes.ts";
import { workflowsModel } from "../workflows/model.ts";
import { auditModel } from "../audit/model.ts";
import { DIFF_START, diffModel } from "../sample/model.ts";
import { mapsBlock } from "../maps/model.ts";

/** What steps put into `outcome.detail` for the page; a detail of another shape shows no block. */
const PlanRow = z.object({
  object: z.string(),
  reverse: z.number(),
  keep: z.number(),
  /** No longer in the target, so that there is nothing to take back. */
  absent: z.number().default(0),
});
const Plan = z.object({
  plan: z.object({
    hash: z.string(),
    count: z.number(),
    objects: z.array(PlanRow),
    kept: z.array(z.object({ object: z.string(), sourceKey: z.string(), reason: z.string() })),
  }),
});

/** Shown until somebody is chosen: no record lands without an owner. */
const NO_FALLBACK: MemberMapTable = {
  practitioner_id: FALLBACK_ID,
  name: "Fallback owner",
  member_id: null,
  how: "none",
  state: "pending",
  email: null,
};

interface Parts {
  outcome: Outcome | undefined;
  mayPress: boolean;
}

/** What the cell's last whole run found, as far as there is anything to show yet. */
export async function foundBlocks(
  deps: Deps,
  step: Step,
  { run, outcome, mayPress }: Parts & { run: Run | undefined },
): Promise<BlockModel[]> {
  switch (step.id) {
    case "audit":
      return await thereIs([auditModel(deps.console, run, outcome, mayPress)]);
    case "sample":
      return await thereIs([diffModel(deps, DIFF_START, mayPress)]);
    case "full-run":
    case "delta":
      return await thereIs([
        failedRowsBlock(deps, step.id, mayPress),
        conflictsBlock(deps, step.id, mayPress),
      ]);
    case "rollback":
      return await thereIs([rollbackBlock(run, outcome, mayPress)]);
    default:
      return [];
  }
}

/** What people enter in the cell. It stays while the cell runs, or what is being typed would go. */
export async function enteredBlocks(
  deps: Deps,
  step: Step,
  { outcome, mayPress }: Parts,
): Promise<BlockModel[]> {
  switch (step.id) {
    case "audit":
      return await thereIs([placesModel(deps.console, mayPress), workflowsModel(deps.console, mayPress)]);
    case "schema":
      return await thereIs([extrasBlock(deps, mayPress), mapsBlock(deps, mayPress)]);
    case "members":
      return await thereIs([membersBlock(deps, outcome, mayPress)]);
    case "extract":
      return await thereIs([csvBlock(deps, mayPress)]);
    case "delta":
      return await thereIs([scheduleBlock(deps.console, mayPress)]);
    default:
      return [];
  }
}

async function thereIs(
  made: (BlockModel | undefined | Promise<BlockModel | undefined>)[],
): Promise<BlockModel[]> {
  return (await Promise.all(made)).filter((block) => block !== undefined);
}

/** The plan a rollback run made, if it made one. */
export function planOf(outcome: Outcome | undefined): z.infer<typeof Plan>["plan"] | undefined {
  return Plan.safeParse(outcome?.detail).data?.plan;
}

async function membersBlock(
  { console }: Deps,
  outcome: Outcome | undefined,
  mayPress: boolean,
): Promise<BlockModel | undefined> {
  const rows = await memberMap(console.ledger);
  if (rows.length === 0) return undefined;
  if (!rows.some((r) => r.practitioner_id === FALLBACK_ID)) rows.unshift(NO_FALLBACK);
  return { kind: "members", rows, members: membersIn(outcome), mayPress };
}

function rollbackBlock(
  run: Run | undefined,
  outcome: Outcome | undefined,
  mayPress: boolean,
): BlockModel | undefined {
  const plan = planOf(outcome);
  return plan ? { kind: "rollback", plan, mayPress, asked: run?.state === "waiting" } : undefined;
}
