import { Hono } from "hono";
import { z } from "zod";
import { DiffRows } from "../../views/sample/diff_rows.tsx";
import { Sheet } from "../../views/page/layout.tsx";
import { SampleDiff } from "../../views/sample/diff.tsx";
import { ASSETS } from "../http/assets.ts";
import type { Deps, Env } from "../deps.ts";
import { readForm } from "../http/forms.ts";
import { diffModel, DiffQuery } from "./model.ts";
import { reply, wantsPieces } from "../http/reply.tsx";

const SignOff = z.object({ diffHash: z.string().min(1, "names no diff; reload the page").max(200) });

/** The sample's diff page by page, and its approval. */
export function sampleRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();

  app.get("/sample/diff", async (c) => {
    const mayPress = c.get("session").role === "operator";
    const diff = await diffModel(deps, mayPress, DiffQuery.parse(c.req.query()));
    if (!diff) return c.html(<p class="quiet">There is no sample yet; run that cell first.</p>);
    if (wantsPieces(c)) return c.html(<DiffRows diff={diff} />);
    return c.html(
      <Sheet title="The sample, field by field" back="/#cell-sample" assets={ASSETS}>
        <SampleDiff diff={diff} />
      </Sheet>,
    );
  });

  app.post("/sample/sign-off", async (c) => {
    const { diffHash } = await readForm(c, SignOff);
    await deps.decisions.signOff(await deps.console.kit(c.get("session").name), diffHash);
    deps.feed.changed();
    return reply(c, "sample");
  });

  return app;
}
