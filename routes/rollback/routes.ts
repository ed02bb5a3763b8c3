import { storedOutcome } from "../../steps/runbook/stored_run.ts";
import { Hono } from "hono";
import { z } from "zod";
import { runsOf } from "../../db/runs.ts";
import type { Outcome } from "../../steps/runbook/step.ts";
import { NeedsPersonError, UsageError } from "../../steps/base/errors.ts";
import type { RollbackModel, RollbackPlan } from "../../views/rollback/plan.tsx";
import { grouped } from "../../views/ui/numbers.ts";
import type { Deps, Env } from "../deps.ts";
import { Count, readForm } from "../http/forms.ts";
import type { About } from "../cell/blocks.tsx";
import { reply } from "../http/reply.tsx";

const Form = z.object({
  plan: z.string().min(1, "names no plan; reload the page"),
  count: Count,
});

/** The plan as the step keeps it in `outcome.detail`; a detail of another shape shows no block. */
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

/** The plan that the newest run made, to be read before it is carried out. */
export function rollbackBlock({ run, outcome, mayPress }: About): RollbackModel | undefined {
  const plan = planOf(outcome);
  return plan && { plan, mayPress, asked: run?.state === "waiting" };
}

const planOf = (outcome: Outcome | undefined): RollbackPlan | undefined =>
  Plan.safeParse(outcome?.detail).data?.plan;

/** Carries out the plan that is on the page, and only that one, once its count was typed. */
export function rollbackRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { console } = deps;

  app.post("/rollback/confirm", async (c) => {
    const { plan: hash, count } = await readForm(c, Form);
    const [run] = await runsOf(console.ledger, "rollback", 1);
    const plan = run?.state === "waiting" ? planOf(storedOutcome(run)) : undefined;
    if (plan?.hash !== hash) {
      throw new NeedsPersonError(
        "This is not the newest plan; make the plan again and read it before you type.",
      );
    }
    if (plan.count !== count) {
      throw new UsageError(
        `Type ${grouped(plan.count)}, the number of rows in the plan; nothing was rolled back.`,
      );
    }
    console.chain.mustBeFree();
    await console.runner.start(console.step("rollback"), {
      who: c.get("session").name,
      input: { plan: hash, count },
    });
    return reply(c, "rollback");
  });

  return app;
}
