import { storedOutcome } from "../../steps/runbook/stored_run.ts";
import { inputIn } from "../../db/stored.ts";
import { Hono } from "hono";
import { z } from "zod";
import { findRunByNumber, throughputOf } from "../../db/runs.ts";
import { UsageError } from "../../steps/base/errors.ts";
import { RunPage } from "../../views/runs/page.tsx";
import { ASSETS } from "../http/assets.ts";
import { StepName } from "../cell/routes.ts";
import type { Deps, Env } from "../deps.ts";
import { parse } from "../http/forms.ts";
import { runModel, withPlaces } from "./model.ts";
import { linePage } from "../log/model.ts";
import { zoneOf } from "../http/moment.ts";
import { readThroughput, throughputModel } from "../cell/throughput.ts";

/** The number of a run in an address. */
export const RunNumber = z.coerce.number("runs are numbered 1, 2, 3").int().positive(
  "runs are numbered from 1",
);

/** Every run has an address. */
export function runRoutes({ console }: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { ledger } = console;

  app.get("/cells/:step/runs/:n", async (c) => {
    const step = console.step(parse(StepName, c.req.param("step")));
    const n = parse(RunNumber, c.req.param("n"));
    const run = await findRunByNumber(ledger, step.id, n);
    if (!run) {
      throw new UsageError(`${step.title} has no run ${n}; its runs are listed in the cell's history.`);
    }
    const [previous, next] = await Promise.all([
      findRunByNumber(ledger, step.id, n - 1),
      findRunByNumber(ledger, step.id, n + 1),
    ]);
    const outcome = storedOutcome(run);
    const zone = zoneOf(console);
    const points = (await throughputOf(ledger, [run.id])).get(run.id);
    const throughput = throughputModel(step.id, readThroughput(points));
    return c.html(
      <RunPage
        run={runModel(step, run, { zone, before: previous })}
        outcome={outcome && withPlaces(outcome)}
        throughput={throughput}
        input={Object.entries(inputIn(run)).map((
          [k, v],
        ) => [k, JSON.stringify(v)])}
        log={await linePage(console, run.id, c.req.path, c.req.query("before"))}
        previous={previous?.number}
        next={next?.number}
        assets={ASSETS}
      />,
    );
  });

  return app;
}
