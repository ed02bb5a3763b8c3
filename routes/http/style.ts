// As text, so that they are part of the program when it is compiled.
import base from "../../views/style/base.css" with { type: "text" };
import frame from "../../views/style/frame.css" with { type: "text" };
import cell from "../../views/style/cell.css" with { type: "text" };
import picture from "../../views/style/picture.css" with { type: "text" };
import controls from "../../views/style/controls.css" with { type: "text" };
import tables from "../../views/style/tables.css" with { type: "text" };
import outcome from "../../views/style/outcome.css" with { type: "text" };
import log from "../../views/style/log.css" with { type: "text" };
import settings from "../../views/style/settings.css" with { type: "text" };
import blocks from "../../views/style/blocks.css" with { type: "text" };
import maps from "../../views/style/maps.css" with { type: "text" };
import workflows from "../../views/style/workflows.css" with { type: "text" };
import places from "../../views/style/places.css" with { type: "text" };
import csv from "../../views/style/csv.css" with { type: "text" };
import audit from "../../views/style/audit.css" with { type: "text" };
import conflicts from "../../views/style/conflicts.css" with { type: "text" };
import pages from "../../views/style/pages.css" with { type: "text" };
import narrow from "../../views/style/narrow.css" with { type: "text" };
import print from "../../views/style/print.css" with { type: "text" };

/** The stylesheet: one file to the browser, one subject a file to whoever changes it. The order is the cascade's. */
export const STYLE_TEXT = [
  base,
  frame,
  cell,
  picture,
  controls,
  tables,
  outcome,
  log,
  settings,
  blocks,
  maps,
  workflows,
  places,
  csv,
  audit,
  conflicts,
  pages,
  narrow,
  print,
].join("\n");
