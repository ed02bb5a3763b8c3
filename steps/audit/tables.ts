import type { OutcomeTable } from "../engine/step.ts";
import { PROPOSALS } from "../mapping/proposals.ts";
import { ROW_PARTS } from "../mapping/row_parts.ts";
import { TARGET_OBJECTS } from "../mapping/vocabulary.ts";
import { type ObjectMeta, objectNamed } from "../twenty/metadata.ts";
import type { Estimate } from "./estimate.ts";
import type { ResourceReport } from "./read_source.ts";

/** The audit's inventories: source, target, the gap between them, and what the rest costs. */
export function auditTables(
  reports: readonly ResourceReport[],
  objects: readonly ObjectMeta[],
  estimates: readonly Estimate[],
): OutcomeTable[] {
  return [sourceTable(reports), fieldTable(reports), targetTable(objects), estimateTable(estimates)];
}

function sourceTable(reports: readonly ResourceReport[]): OutcomeTable {
  return {
    id: "source",
    title: "PracticeHub",
    columns: [
      { label: "Resource" },
      { label: "Rows", numeric: true },
      { label: "Read", numeric: true },
      { label: "Fields", numeric: true },
      { label: "State" },
    ],
    rows: reports.map((r) => [
      r.label,
      r.reachable ? r.total : null,
      r.reachable ? r.rowsRead : null,
      r.reachable ? r.fields.length : null,
      r.reachable ? (r.whole ? "read whole" : "3 pages read") : "not there (404)",
    ]),
  };
}

function fieldTable(reports: readonly ResourceReport[]): OutcomeTable {
  return {
    id: "fields",
    title: "Every source field and where it goes",
    columns: [
      { label: "Field" },
      { label: "Type" },
      { label: "Filled %", numeric: true },
      { label: "Looks like" },
      { label: "Goes to" },
    ],
    rows: reports.flatMap((r) =>
      r.fields.map((f) => [
        `${r.name}.${f.name}`,
        f.types.join(", ") || "never filled",
        f.rows === 0 ? 0 : Math.round(100 * f.filled / f.rows),
        f.samples.join("  "),
        destination(r.name, f.name),
      ])
    ),
  };
}

/** Attributes that are not in the field map, because links, files and answers are not fields of one record. */
const ELSEWHERE: Record<string, string> = {
  "clinical_notes.patient_id": "link to the patient",
  "custom_form_responses.data": "a custom field per question",
  "custom_form_responses.patient_id": "the patient's fields",
  "files.file_name": "attachment.name",
  "files.mime_type": "attachment.fileCategory",
  "files.patient_id": "link to the patient",
  "files.url": "the bytes",
  "files.created": "attachment.createdAt",
  "appointment_types.name": "appointment.appointmentType",
};

function destination(resource: string, field: string): string {
  const rows = PROPOSALS.filter((p) =>
    p.resource === resource &&
    (p.source === field || (p.source === "*" && ROW_PARTS[p.transform]?.includes(field)))
  );
  const places = [...rows.map((p) => `${p.object}.${p.target}`), ELSEWHERE[`${resource}.${field}`] ?? ""]
    .filter(Boolean);
  return [...new Set(places)].join(", ") || "stays in PracticeHub";
}

function targetTable(objects: readonly ObjectMeta[]): OutcomeTable {
  return {
    id: "target",
    title: "Twenty",
    columns: [{ label: "Object" }, { label: "Fields", numeric: true }, {
      label: "To be made",
      numeric: true,
    }],
    rows: TARGET_OBJECTS.map((name) => {
      const object = objectNamed(objects, name);
      const wanted = new Set(
        PROPOSALS.filter((p) => p.object === name && p.creates).map((p) => p.creates?.name ?? ""),
      );
      const missing = [...wanted].filter((field) => !object?.fields.some((f) => f.name === field));
      return [name, object ? object.fields.length : null, missing.length + (object ? 0 : 1)];
    }),
  };
}

function estimateTable(estimates: readonly Estimate[]): OutcomeTable {
  return {
    id: "estimate",
    title: "What the next cells cost",
    columns: [
      { label: "Cell" },
      { label: "Requests to PracticeHub", numeric: true },
      { label: "Requests to Twenty", numeric: true },
      { label: "At least", numeric: true },
    ],
    rows: estimates.map((
      e,
    ) => [e.cell, e.source, e.target, span(e.seconds)]),
  };
}

const span = (seconds: number): string =>
  seconds === 0
    ? "under 1 s"
    : seconds < 60
    ? `${seconds} s`
    : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
