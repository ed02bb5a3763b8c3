import { Hono } from "hono";
import { z } from "zod";
import type { Deps, Env } from "./deps.ts";
import { readForm } from "./forms.ts";
import { reply } from "./reply.tsx";

const Form = z.object({
  practitioner: z.coerce.number("names no practitioner; reload the page").int(),
  member: z.string().max(100).default(""),
});

/** Which member owns a practitioner's records; none means the fallback owner. */
export function memberRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  app.post("/members", async (c) => {
    const { practitioner, member } = await readForm(c, Form);
    const kit = await deps.console.kit(c.get("session").name);
    await deps.decisions.assignMember(kit, practitioner, member || undefined);
    deps.feed.changed();
    return reply(c, "members");
  });
  return app;
}
