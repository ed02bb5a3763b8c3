import { Hono } from "hono";
import { z } from "zod";
import { Log } from "../../steps/base/log.ts";
import { mustRest } from "../../steps/runbook/current.ts";
import type { Deps, Env } from "../deps.ts";
import { readForm } from "../http/forms.ts";
import { reply } from "../http/reply.tsx";
import { OPTIONAL } from "../../steps/mapping/objects.ts";
import { auditDetail } from "../../steps/profile/audit_detail.ts";
import type { OptionalObjectsModel } from "../../views/optional_objects/form.tsx";

const NAMES = OPTIONAL.map(({ tick }) => tick);
const Form = z.object(Object.fromEntries(NAMES.map((name) => [name, z.string().optional()])));

/** Which optional objects are moved: ticked or not, all at once. */
export function optionalObjectRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { console } = deps;
  app.post("/optional-objects", async (c) => {
    const form = await readForm(c, Form);
    await mustRest(console.ledger, "choose the objects");
    const optionalObjects = NAMES.filter((name) => form[name] !== undefined);
    await console.configure({ optionalObjects });
    deps.feed.changed();
    await new Log(console.ledger, console.world, null).write({
      kind: "settings",
      message: `optional objects: ${
        optionalObjects.length === 0 ? "none" : optionalObjects.join(", ")
      }, chosen by ${c.get("session").name}`,
      fields: { changed: "optionalObjects" },
    });
    return reply(c, "schema");
  });
  return app;
}

/** What could be moved too, with the rows there are; nothing before the audit has counted them. */
export async function optionalObjectsBlock(
  { console }: Deps,
  mayPress: boolean,
): Promise<OptionalObjectsModel | undefined> {
  const audit = await auditDetail(console.ledger);
  if (!audit) return undefined;
  const rows = OPTIONAL.flatMap(({ tick: name, label }) => {
    const resource = audit.resources.find((r) => r.name === name);
    if (!resource?.reachable) return [];
    const ticked = console.settings?.optionalObjects.includes(name) ?? false;
    return [{ name, label, rows: resource.total, ticked }];
  });
  return rows.length === 0 ? undefined : { rows, mayPress };
}
