import type { FieldRow } from "../vocabulary.ts";
import { from, KEY } from "./from.ts";

/** Treatment notes and the patients' sticky notes (contracts/practicehub 3.1, 3.5). */
export const NOTES: readonly FieldRow[] = [
  ...from("clinical_notes", "note", [
    KEY,
    ["*", "title", "noteTitle"],
    ["data", "bodyV2", "noteBody"],
    ["state", "noteState", "option", ["Note state", "IconProgress"]],
    ["type", "noteType", "option", ["Note type", "IconCategory"]],
    ["created", "createdAt", "instant"],
  ]),
  ...from("patients", "note", [
    KEY,
    ["=Sticky note", "title", "text"],
    ["note", "bodyV2", "richText"],
    ["updated", "createdAt", "instant"],
  ]),
];
