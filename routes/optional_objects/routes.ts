import { Hono } from "hono";
import { z } from "zod";
import { Log } from "../../steps/base/log.ts";
import { EXTRA_OBJECTS } from "../../steps/base/settings.ts";
import { mustRest } from "../../steps/runbook/current.ts";
import type { Deps, Env } from "../deps.ts";
import { readForm } from "../http/forms.ts";
import { reply } from "../http/reply.tsx";

const Form = z.object(
  Object.fromEntries(EXTRA_OBJECTS.map((name) => [name, z.string().optional()])),
);

/** What is moved beyond the brief: ticked or not, all at once. */
export function extraRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { console } = deps;
  app.post("/extras", async (c) => {
    const form = await readForm(c, Form);
    await mustRest(console.ledger, "choose the objects");
    const extraObjects = EXTRA_OBJECTS.filter((name) => form[name] !== undefined);
    await console.configure({ extraObjects });
    deps.feed.changed();
    await new Log(console.ledger, console.world, null).write({
      kind: "settings",
      message: `${
        extraObjects.length === 0 ? "nothing" : extraObjects.join(", ")
      } beyond the brief, chosen by ${c.get("session").name}`,
      fields: { changed: "extraObjects" },
    });
    return reply(c, "schema");
  });
  return app;
}
