import type { LogLineModel } from "../../../views/log/line.tsx";
import type { LogModel } from "../../../views/log/panel.tsx";
import { AT, LONG_ERROR, LONG_NAME } from "./words.ts";

export const line = (seq: number, other: Partial<LogLineModel>): LogLineModel => ({
  seq,
  at: AT,
  level: "info",
  kind: "page",
  message: "",
  fields: [],
  ...other,
});

/** A line of every kind there is. */
export const LINES: LogLineModel[] = [
  line(1, { kind: "started", message: "run 4 by Ana" }),
  line(2, { level: "debug", object: "person", message: "asked for ids 1 to 200" }),
  line(3, {
    object: "person",
    message: "batch of 200 confirmed, read back 200 equal",
    fields: [["object", "person"], ["done", "200"], ["failed", "0"]],
  }),
  line(4, {
    level: "warning",
    object: "person",
    message: "1 record refused: patients/15341 phones.primaryPhoneCallingCode; the other 199 went through",
    fields: [["status", "400"], ["batch", "7"]],
  }),
  line(5, { level: "error", object: "note", message: LONG_ERROR }),
  line(6, {
    object: `customFormResponsesOf${LONG_NAME}`,
    message: LONG_NAME.repeat(4),
    fields: [["field", LONG_NAME], ["rows", "10000000"]],
  }),
  line(7, { message: "a line that speaks of no object" }),
  line(8, {
    kind: "ended",
    fields: [["state", "green"], ["source", "10000000"], ["requests", "140"]],
    message: "green: 10,000,000 of 10,000,000 records are in the workspace and equal",
  }),
];

export const log = (other: Partial<LogModel> = {}): LogModel => ({
  name: "full-run",
  lines: LINES,
  filter: { level: "all", object: "", text: "" },
  objects: ["person", "company"],
  seq: 4_211,
  ...other,
});
