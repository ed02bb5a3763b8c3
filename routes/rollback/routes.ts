import { Hono } from "hono";
import { z } from "zod";
import { runsOf } from "../../db/runs.ts";
import { NeedsPersonError, UsageError } from "../../steps/base/errors.ts";
import { grouped } from "../../views/ui/numbers.ts";
import type { Deps, Env } from "../deps.ts";
import { Count, readForm } from "../http/forms.ts";
import { planOf } from "../cell/blocks.ts";
import { outcomeOf } from "../runs/model.ts";
import { reply } from "../http/reply.tsx";

const Form = z.object({
  plan: z.string().min(1, "names no plan; reload the page"),
  count: Count,
});

/** Carries out the plan that is on the page, and only that one, once its count was typed. */
export function rollbackRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { console } = deps;

  app.post("/rollback/confirm", async (c) => {
    const { plan: hash, count } = await readForm(c, Form);
    const [run] = await runsOf(console.ledger, "rollback", 1);
    const plan = run?.state === "waiting" ? planOf(outcomeOf(run)) : undefined;
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
