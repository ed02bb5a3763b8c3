import { Hono } from "hono";
import { z } from "zod";
import { lastSeq } from "../../db/events.ts";
import { Layout } from "../../views/page/layout.tsx";
import { Page } from "../../views/page/page.tsx";
import { titleOf } from "../../views/page/status_bar.tsx";
import { ASSETS } from "../http/assets.ts";
import type { Deps, Env } from "../deps.ts";
import { readForm } from "../http/forms.ts";
import { readRunbook, statusModel } from "./model.ts";
import { allLogs } from "../log/model.ts";
import { settingsModel } from "../settings/model.ts";

const Name = z.object({
  name: z.string().trim().min(1, "type a name").max(40, "is longer than 40 characters"),
});

/** The page itself, what its tab says, and the name its reader goes by. */
export function pageRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();

  app.get("/", async (c) => {
    const session = c.get("session");
    const mayPress = session.role === "operator";
    const { console } = deps;
    // Before anything else is read: what is written meanwhile comes again by the stream, and comes only once.
    const seq = await lastSeq(console.ledger);
    const runbook = await readRunbook(deps, session);
    const logs = await allLogs(console, seq);
    return c.html(
      <Layout title={titleOf(runbook.status)} assets={ASSETS}>
        <Page
          status={runbook.status}
          cells={runbook.cells}
          settings={settingsModel(console, mayPress)}
          logs={logs}
          viewer={{ name: session.name, mayPress }}
          seq={seq}
        />
      </Layout>,
    );
  });

  app.get("/title", async (c) => c.text(titleOf(statusModel(deps, await deps.console.statuses()))));

  app.post("/name", async (c) => {
    c.get("session").name = (await readForm(c, Name)).name;
    deps.feed.changed();
    return c.redirect("/", 303);
  });

  return app;
}
