// As text, so that they are part of the program when it is compiled.
import base from "../../views/style/base.css" with { type: "text" };
import states from "../../views/style/states.css" with { type: "text" };
import top from "../../views/style/top.css" with { type: "text" };
import desk from "../../views/style/desk.css" with { type: "text" };
import cell from "../../views/style/cell.css" with { type: "text" };
import picture from "../../views/style/picture.css" with { type: "text" };
import graph from "../../views/style/graph.css" with { type: "text" };
import why from "../../views/style/why.css" with { type: "text" };
import throughput from "../../views/style/throughput.css" with { type: "text" };
import controls from "../../views/style/controls.css" with { type: "text" };
import tables from "../../views/style/tables.css" with { type: "text" };
import outcome from "../../views/style/outcome.css" with { type: "text" };
import log from "../../views/style/log.css" with { type: "text" };
import settings from "../../views/style/settings.css" with { type: "text" };
import connection from "../../views/style/connection.css" with { type: "text" };
import blocks from "../../views/style/blocks.css" with { type: "text" };
import maps from "../../views/style/maps.css" with { type: "text" };
import workflows from "../../views/style/workflows.css" with { type: "text" };
import places from "../../views/style/places.css" with { type: "text" };
import csv from "../../views/style/csv.css" with { type: "text" };
import audit from "../../views/style/audit.css" with { type: "text" };
import conflicts from "../../views/style/conflicts.css" with { type: "text" };
import anchors from "../../views/style/anchors.css" with { type: "text" };
import failed from "../../views/style/failed.css" with { type: "text" };
import records from "../../views/style/records.css" with { type: "text" };
import sheets from "../../views/style/sheets.css" with { type: "text" };
import narrow from "../../views/style/narrow.css" with { type: "text" };
import stacked from "../../views/style/stacked.css" with { type: "text" };
import print from "../../views/style/print.css" with { type: "text" };

/** The stylesheet: one file to the browser, one subject a file to whoever changes it. The order is the cascade's. */
export const STYLE_TEXT = [
  base,
  states,
  top,
  desk,
  cell,
  why,
  graph,
  picture,
  controls,
  tables,
  outcome,
  throughput,
  log,
  settings,
  connection,
  blocks,
  maps,
  workflows,
  places,
  csv,
  audit,
  conflicts,
  failed,
  records,
  anchors,
  sheets,
  narrow,
  stacked,
  print,
].join("\n");
