import { Hono } from "hono";
import { NeedsPersonError } from "../../steps/base/errors.ts";
import { ReconciliationPaper } from "../../views/papers/reconciliation_paper.tsx";
import { SamplePaper } from "../../views/papers/sample_paper.tsx";
import { PAPER_STYLE } from "../http/assets.ts";
import type { Deps, Env } from "../deps.ts";
import { RECONCILED, reconciliationPaper, samplePaper } from "./model.ts";

/** What is printed and signed. The sample's holds patients' values, as the page does. */
export function paperRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();

  app.get("/print/sample", async (c) => {
    const model = await samplePaper(deps);
    if (!model) throw new NeedsPersonError("There is no sample to print yet; run that cell first.");
    return c.html(<SamplePaper model={model} style={PAPER_STYLE} />);
  });

  for (const id of RECONCILED) {
    app.get(`/print/${id}`, async (c) => {
      const model = await reconciliationPaper(deps, id);
      if (!model) throw new NeedsPersonError("There are no figures to print yet; run that cell first.");
      return c.html(<ReconciliationPaper model={model} style={PAPER_STYLE} />);
    });
  }

  return app;
}
