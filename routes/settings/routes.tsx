import { Hono } from "hono";
import { z } from "zod";
import { Log } from "../../steps/base/log.ts";
import { GONE_POLICIES, type Settings } from "../../steps/base/settings.ts";
import { mustRest } from "../../steps/runbook/current.ts";
import { testConnection } from "../../steps/console/connection.ts";
import { ConnectionLines } from "../../views/settings/connection.tsx";
import { Partial } from "../../views/ui/partial.tsx";
import { SettingsPanel } from "../../views/settings/panel.tsx";
import { words } from "../../views/ui/words.ts";
import type { Deps, Env } from "../deps.ts";
import { parse, readForm } from "../http/forms.ts";
import { settingsModel } from "./model.ts";
import { wantsPieces } from "../http/refuse.tsx";

const System = z.enum(["source", "target"], "There is no such system; reload the page");
const text = z.string().trim().max(500).default("");
const number = z.string().trim().regex(/^\d*$/, "must be a whole number").default("")
  .transform((s) => s === "" ? undefined : Number(s));

const Form = z.object({
  practiceName: text,
  sourceUrl: text,
  sourceApp: text,
  timeZone: text,
  targetUrl: text,
  currency: text,
  country: text,
  fallbackOwner: text,
  gonePolicy: z.enum(GONE_POLICIES).default("soft-delete"),
  tolerance: z.string().trim().regex(/^(\d{1,3}([.,]\d+)?)?$/, "must be a percentage such as 0.5").default("")
    .transform((typed) => Number(typed.replace(",", ".") || 0)),
  sourceIntervalMs: number,
  targetRequestsPerMinute: number,
  sourceKey: text,
  targetKey: text,
});
type Form = z.infer<typeof Form>;

/** The settings panel. Keys typed here stay in memory and are never sent back. */
export function settingsRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { console } = deps;

  app.post("/settings", async (c) => {
    const session = c.get("session");
    const form = await readForm(c, Form);
    await mustRest(console.ledger, "save the settings");
    const before = console.settings;
    await console.configure(given(form));
    const changed = changedNames(before, console.settings);
    console.keys = {
      source: form.sourceKey || console.keys.source,
      target: form.targetKey || console.keys.target,
    };
    deps.feed.changed();
    delete deps.pace.sourceIntervalMs;
    await new Log(console.ledger, console.world, null).write({
      kind: "settings",
      message: `settings saved by ${session.name}: ${
        changed.length === 0 ? "as they were" : changed.map(words).join(", ")
      }`,
      fields: { changed: changed.join(", ") },
    });
    if (!wantsPieces(c)) return c.redirect("/#settings", 303);
    return c.html(
      <Partial target="settings" swap="outerHTML">
        <SettingsPanel settings={settingsModel(console, true)} />
      </Partial>,
    );
  });

  app.post("/settings/test/:system", async (c) => {
    const system = parse(System, c.req.param("system"));
    const form = await readForm(c, Form);
    await mustRest(console.ledger, "test the connection");
    const typed = system === "source" ? form.sourceKey : form.targetKey;
    const lines = await testConnection(console.world, system, {
      ...form,
      key: typed || console.keys[system],
    });
    return c.html(<ConnectionLines lines={lines} />);
  });

  return app;
}

/** Settings that are not what they were, by name: their values are nobody's business in a log. */
function changedNames(before: Settings | undefined, now: Settings | undefined): string[] {
  const was: Record<string, unknown> = { ...before };
  return Object.entries(now ?? {}).filter(([name, value]) =>
    JSON.stringify(was[name]) !== JSON.stringify(value)
  ).map(([name]) => name);
}

/** The form as settings; an empty field of those with a default of their own is left to it. */
function given(form: Form): Partial<Settings> {
  const { sourceKey: _, targetKey: __, sourceIntervalMs, ...rest } = form;
  return {
    ...rest,
    ...(sourceIntervalMs === undefined ? {} : { sourceIntervalMs }),
  };
}
