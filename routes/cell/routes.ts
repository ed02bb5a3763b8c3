import { Hono } from "hono";
import { z } from "zod";
import { UsageError } from "../../steps/base/errors.ts";
import { Log } from "../../steps/base/log.ts";
import { type Step, STEP_IDS } from "../../steps/runbook/step.ts";
import { grouped } from "../../views/ui/numbers.ts";
import type { Deps, Env } from "../deps.ts";
import { formOf, parse, readForm } from "../http/forms.ts";
import { inputFrom } from "./inputs.ts";
import { reply } from "../http/reply.tsx";

export const StepName = z.enum(STEP_IDS, "There is no such cell; go back to the page");

/** What the button that runs a chain names: the cells as they were shown. */
const ChainCells = z.object({
  cells: z.string().transform((ids) => ids.split(",")).pipe(z.array(StepName)).optional(),
});

const Pace = z.object({
  ms: z.coerce.number("type a number of milliseconds").int().min(0).max(60_000, "at most 60,000 ms"),
  cell: StepName,
});

/** Run, alone or after the cells it builds on; pause, resume, cancel, and the pace of what runs. */
export function cellRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { console } = deps;
  const { runner } = console;

  app.post("/cells/:step/run", async (c) => {
    const step = console.step(parse(StepName, c.req.param("step")));
    // A rollback that does something is confirmed elsewhere, with the count typed.
    const input = step.id === "rollback" ? {} : readInput(step, await formOf(c));
    const { name: who } = c.get("session");
    const cells = parse(ChainCells, await c.req.parseBody()).cells;
    if (cells) {
      if (cells.at(-1) !== step.id) throw new UsageError("The chain ends at another cell; reload the page.");
      await console.chain.start({ who, cells, input });
    } else {
      console.chain.mustBeFree();
      await runner.start(step, { who, input });
    }
    return reply(c, step.id);
  });

  app.post("/chain/cancel", async (c) => {
    const target = console.chain.current?.cells.at(-1);
    await console.chain.cancel(c.get("session").name);
    return reply(c, target ?? "audit");
  });

  for (const verb of ["pause", "resume", "cancel"] as const) {
    app.post(`/cells/:step/${verb}`, async (c) => {
      const id = parse(StepName, c.req.param("step"));
      if (runner.active?.run.step !== id) {
        throw new UsageError("This cell is not running, so nothing was changed.");
      }
      await runner[verb](c.get("session").name);
      return reply(c, id);
    });
  }

  app.post("/pace", async (c) => {
    const { ms, cell } = await readForm(c, Pace);
    console.setSourceInterval(ms);
    deps.pace.sourceIntervalMs = ms;
    deps.feed.paced();
    const log = new Log(console.ledger, console.world, runner.active?.run.id ?? null);
    await log.write({
      kind: "pace",
      message: `at least ${grouped(ms)} ms between two requests to PracticeHub from now on, by ${
        c.get("session").name
      }`,
      fields: { ms },
    });
    return reply(c, cell);
  });

  return app;
}

function readInput(step: Step, form: Record<string, string>): unknown {
  return parse(step.input, inputFrom(step, form));
}
