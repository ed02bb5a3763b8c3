import { createHash } from "node:crypto";
import { Hono } from "hono";

// As text, so that they are part of the program when it is compiled.
import htmx from "htmx.org/dist/htmx.min.js" with { type: "text" };
import sse from "htmx.org/dist/ext/hx-sse.min.js" with { type: "text" };
import icon from "../../views/ui/icon.svg" with { type: "text" };
import focus from "../../views/script/focus.js" with { type: "text" };
import keys from "../../views/script/keys.js" with { type: "text" };
import open from "../../views/script/open.js" with { type: "text" };
import maps from "../../views/script/maps.js" with { type: "text" };
import log from "../../views/script/log.js" with { type: "text" };
import live from "../../views/script/live.js" with { type: "text" };
import times from "../../views/script/times.js" with { type: "text" };
import paper from "../../views/style/paper.css" with { type: "text" };
import base from "../../views/style/base.css" with { type: "text" };
import frame from "../../views/style/frame.css" with { type: "text" };
import cell from "../../views/style/cell.css" with { type: "text" };
import picture from "../../views/style/picture.css" with { type: "text" };
import controls from "../../views/style/controls.css" with { type: "text" };
import tables from "../../views/style/tables.css" with { type: "text" };
import outcome from "../../views/style/outcome.css" with { type: "text" };
import logStyle from "../../views/style/log.css" with { type: "text" };
import settings from "../../views/style/settings.css" with { type: "text" };
import blocks from "../../views/style/blocks.css" with { type: "text" };
import mapsStyle from "../../views/style/maps.css" with { type: "text" };
import workflows from "../../views/style/workflows.css" with { type: "text" };
import places from "../../views/style/places.css" with { type: "text" };
import csv from "../../views/style/csv.css" with { type: "text" };
import audit from "../../views/style/audit.css" with { type: "text" };
import conflicts from "../../views/style/conflicts.css" with { type: "text" };
import pages from "../../views/style/pages.css" with { type: "text" };
import narrow from "../../views/style/narrow.css" with { type: "text" };
import print from "../../views/style/print.css" with { type: "text" };
import type { AssetPaths } from "../../views/page/layout.tsx";

export interface Asset {
  path: string;
  type: string;
  text: string;
}

/** The stylesheet: one file to the browser, one subject a file to whoever changes it. The order is the cascade's. */
const STYLE_TEXT = [
  base,
  frame,
  cell,
  picture,
  controls,
  tables,
  outcome,
  logStyle,
  settings,
  blocks,
  mapsStyle,
  workflows,
  places,
  csv,
  audit,
  conflicts,
  pages,
  narrow,
  print,
].join("\n");

const CSS = "text/css; charset=utf-8";
const JS = "text/javascript; charset=utf-8";

const asset = (name: string, type: string, text: string): Asset => ({
  path: `/static/${name.replace("*", createHash("sha256").update(text).digest("hex").slice(0, 12))}`,
  type,
  text,
});

const STYLE = asset("page.*.css", CSS, STYLE_TEXT);
const PAPER = asset("paper.*.css", CSS, paper);
const SCRIPTS = [
  // One file: htmx starts in a timer of its own, and between two files it may start before its extension is there;
  // then the page has no stream. The filter of the maps is filled from the address before htmx asks for the list.
  asset("htmx.*.js", JS, `${htmx}\n${sse}\n${maps}`),
  asset("live.*.js", JS, `${log}\n${live}\n${open}\n${times}`),
  asset("keys.*.js", JS, `${keys}\n${focus}`),
];

/** Every static file, by its exact path; the content's hash is part of the name, so that it may be kept for good. */
export const STATIC: readonly Asset[] = [
  STYLE,
  PAPER,
  ...SCRIPTS,
  asset("icon.svg", "image/svg+xml", icon),
];

export const ASSETS: AssetPaths = { style: STYLE.path, scripts: SCRIPTS.map(({ path }) => path) };

export const PAPER_STYLE: string = PAPER.path;

/** The stylesheet, the scripts and the icon. Nothing else of the disk can be asked for. */
export function staticRoutes(): Hono {
  const app = new Hono();
  for (const { path, type, text } of STATIC) {
    app.get(
      path,
      (c) => c.body(text, 200, { "Content-Type": type, "Cache-Control": "max-age=31536000, immutable" }),
    );
  }
  return app;
}
