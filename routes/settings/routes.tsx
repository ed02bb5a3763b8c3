import { Hono } from "hono";
import { z } from "zod";
import { Log } from "../../steps/base/log.ts";
import { UsageError } from "../../steps/base/errors.ts";
import { readSetting } from "../../steps/base/check_settings.ts";
import { SETTINGS, type Settings } from "../../steps/base/settings.ts";
import { mustRest } from "../../steps/runbook/current.ts";
import { testConnection } from "../../steps/console/connection.ts";
import { ConnectionLines } from "../../views/settings/connection.tsx";
import { Partial } from "../../views/ui/partial.tsx";
import { SettingsPanel } from "../../views/settings/panel.tsx";
import { words } from "../../views/ui/words.ts";
import type { Deps, Env } from "../deps.ts";
import { formOf, parse } from "../http/forms.ts";
import { settingsModel } from "./model.ts";
import { wantsPieces } from "../http/reply.tsx";

/** What a field takes. */
const MOST_CHARACTERS = 500;
const System = z.enum(["source", "target"], "There is no such system; reload the page");
/** The settings panel. Keys typed here stay in memory and are never sent back. */
export function settingsRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { console } = deps;

  app.post("/settings", async (c) => {
    const session = c.get("session");
    const typed = await formOf(c);
    await mustRest(console.ledger, "save the settings");
    const before = console.settings;
    await console.configure(settingsIn(typed));
    const changed = changedNames(before, console.settings);
    console.keys = {
      source: typed["sourceKey"]?.trim() || console.keys.source,
      target: typed["targetKey"]?.trim() || console.keys.target,
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
    const typed = await formOf(c);
    await mustRest(console.ledger, "test the connection");
    const { sourceUrl = "", sourceApp = "", timeZone = "", targetUrl = "" } = settingsIn(typed);
    const key = typed[`${system}Key`]?.trim() || console.keys[system];
    const lines = await testConnection(console.world, system, {
      sourceUrl,
      sourceApp,
      timeZone,
      targetUrl,
      key,
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

/** What the form has of the settings; an empty field leaves its setting to the default. */
function settingsIn(typed: Record<string, string>): Partial<Settings> {
  return Object.fromEntries(
    SETTINGS.filter(({ form, schema }) => form && schema).map((setting) => {
      const text = typed[setting.key];
      if (text !== undefined && text.length > MOST_CHARACTERS) {
        throw new UsageError(`${setting.form?.label} is longer than ${MOST_CHARACTERS} characters.`);
      }
      const value = readSetting(setting, text, setting.form?.label ?? setting.name);
      return [setting.key, value ?? (setting.needed ? "" : undefined)];
    }),
  ) as Partial<Settings>;
}
