import { Hono } from "hono";
import { UsageError } from "../../steps/base/errors.ts";
import { checklistText } from "../../steps/schema/checklist.ts";
import { exportMap, mapText, readMapFile } from "../../steps/map_editor/map_file.ts";
import { importMap } from "../../steps/map_editor/import_map.ts";
import { MapImported } from "../../views/maps/answers.tsx";
import type { Deps, Env } from "../deps.ts";
import { press, TOP } from "./press.tsx";

/** The maps as files, in and out, and the checklist for an admin. */
export function mapFileRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { ledger } = deps.console;

  app.get("/maps/export.json", async (c) => {
    c.header("Content-Disposition", `attachment; filename="handover-map.json"`);
    return c.body(mapText(await exportMap(ledger)), 200, { "Content-Type": "application/json" });
  });

  app.post("/maps/import", async (c) => {
    const { file, text, anyway } = await c.req.parseBody();
    const map = file instanceof File ? await file.text() : typeof text === "string" ? text : "";
    const form = { text: map, anyway: anyway === "yes" ? "yes" : "" };
    return await press(c, deps, TOP, form, async (by) => {
      if (map === "") throw new UsageError("Choose a file that was exported here.");
      return <MapImported {...await importMap(by, readMapFile(map))} />;
    });
  });

  app.get("/cells/schema/checklist.md", async (c) => {
    c.header("Content-Disposition", `attachment; filename="twenty-checklist.md"`);
    return c.body(await checklistText(ledger, "md"), 200, {
      "Content-Type": "text/markdown; charset=utf-8",
    });
  });

  app.get("/cells/schema/checklist.csv", async (c) => {
    c.header("Content-Disposition", `attachment; filename="twenty-checklist.csv"`);
    return c.body(await checklistText(ledger, "csv"), 200, { "Content-Type": "text/csv; charset=utf-8" });
  });

  return app;
}
