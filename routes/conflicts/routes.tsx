import { type Context, Hono } from "hono";
import { z } from "zod";
import { decideConflicts } from "../../steps/load/conflicts.ts";
import { mustRest } from "../../steps/runbook/current.ts";
import { ConflictList, Conflicts } from "../../views/conflicts/list.tsx";
import { Sheet } from "../../views/page/layout.tsx";
import { ASSETS } from "../http/assets.ts";
import type { Deps, Env } from "../deps.ts";
import { Count, readForm } from "../http/forms.ts";
import { zoneOf } from "../http/moment.ts";
import { conflictAddress, conflictsModel } from "./model.ts";
import { refuse, reply, wantsPieces } from "../http/reply.tsx";

const Offset = z.coerce.number().int().min(0).catch(0);
const One = z.object({
  id: z.uuid("names no record; reload the page"),
  take: z.enum(["twenty", "practicehub", ""]).transform((take) => take || null),
});
const All = z.object({
  take: z.enum(["twenty", "practicehub"]),
  count: Count,
  shown: z.string().min(1, "names no conflicts; reload the page").max(200),
});

/** Records that people edited where we want to write: both sides to look at, and the choice between them. */
export function conflictRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { console } = deps;

  app.get("/conflicts", async (c) => {
    const mayPress = c.get("session").role === "operator";
    const model = await conflictsModel(deps, Offset.parse(c.req.query("offset")), mayPress);
    if (wantsPieces(c)) return c.html(model ? <ConflictList model={model} /> : <p class="quiet">None.</p>);
    return c.html(
      <Sheet title="Conflicts" back="/#conflicts" zone={zoneOf(console)} assets={ASSETS}>
        {model ? <Conflicts model={model} alone /> : <p class="quiet">There are no conflicts.</p>}
      </Sheet>,
    );
  });

  app.get("/conflicts/:id{[0-9a-f-]{36}}", async (c) => {
    const address = await conflictAddress(deps, c.req.param("id"));
    if (address) return c.redirect(address, 303);
    return refuse(c, 404, "No such conflict", "No record of this id was ever in conflict.");
  });

  app.post("/conflicts/one", async (c) => {
    const { id, take } = await readForm(c, One);
    await mustRest(console.ledger, "decide");
    await decideConflicts(await console.kit(c.get("session").name), { id }, take);
    deps.feed.changed();
    return answer(c);
  });

  app.post("/conflicts/all", async (c) => {
    const { take, count, shown: hash } = await readForm(c, All);
    await mustRest(console.ledger, "decide");
    await decideConflicts(await console.kit(c.get("session").name), "undecided", take, { count, hash });
    deps.feed.changed();
    return answer(c);
  });

  return app;

  /** The list on a page of its own has no stream that would bring it what changed. */
  function answer(c: Context<Env>) {
    const { pathname = "/" } = URL.parse(c.req.header("hx-current-url") ?? "") ?? {};
    if (pathname !== "/") c.header("HX-Refresh", "true");
    return reply(c, "conflicts");
  }
}
