import { z } from "zod";
import { updateRun } from "../../db/runs.ts";
import type { Kit } from "../runbook/kit.ts";
import type { Outcome } from "../runbook/step.ts";
import { checkTwenty } from "../twenty/check.ts";
import { readObjects } from "../twenty/metadata.ts";
import { carryOut } from "./carry_out.ts";
import { outcomeOf, shownPlan } from "./outcome.ts";
import { makePlan } from "./plan.ts";
import { madeSchema, ownFields, takeBackSchema } from "./schema.ts";
import { type OwnFields, type Survey, survey } from "./survey.ts";

export const Input = z.object({
  /** Hash of the plan that the person saw. */
  plan: z.string().optional(),
  /** How many records that plan removes, typed by the person. */
  count: z.coerce.number().int().optional(),
}).strict();

/** Shows the plan; once a person has confirmed exactly that one, takes everything back and compares before and after. */
export async function run(kit: Kit, input: z.infer<typeof Input>): Promise<Outcome> {
  const objects = await checkTwenty(kit.target);
  const own = ownFields(await madeSchema(kit.ledger), objects);
  const { plan, before } = await makePlan(kit, objects, own);
  const { rollbackCount } = kit.consent;
  const confirmed = (input.plan === plan.hash && input.count === plan.count) || rollbackCount === plan.count;
  if (!confirmed) return shownPlan(plan, (input.plan ?? rollbackCount) !== undefined);
  await noteBegun(kit);
  await carryOut(kit, plan, objects);
  const schema = await takeBackSchema(kit, usedFields(await survey(kit, objects, own), own));
  // Last of all, so that nothing that was done stands outside the comparison.
  const after = await survey(kit, await readObjects(kit.target), own);
  return await outcomeOf(kit, { plan, schema, before, after });
}

/** From here on what was moved is not what is there, however this ends: cells that rely on it have to know. */
async function noteBegun({ ledger, run }: Kit): Promise<void> {
  const outcome: Outcome = {
    state: "red",
    verdict: "It was cut off while it removed records; run it again for what is left.",
    fingerprint: `${run} begun`,
  };
  await ledger.commit({ writes: [updateRun(ledger, run, { outcome: JSON.stringify(outcome) })] });
}

/** Own fields that hold something in a row that is still there, ours or anybody's. */
function usedFields(after: Survey, own: OwnFields): Set<string> {
  const used = new Set(after.usedByOthers);
  for (const [object, rows] of after.there) {
    if (rows > 0) { for (const field of own.get(object) ?? []) used.add(`${object}.${field}`); }
  }
  return used;
}
