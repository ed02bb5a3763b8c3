import { select } from "../fields.ts";
import { type FieldRow, PRACTICE_HUB_ID } from "../vocabulary.ts";
import { from } from "./from.ts";

/** Treatment notes and the patients' sticky notes (contracts/practicehub 3.1, 3.5). */
export const NOTES: readonly FieldRow[] = [
  ...from("clinical_notes", "note", [
    ["id", "practiceHubId", "key", PRACTICE_HUB_ID],
    ["*", "title", "noteTitle"],
    ["data", "bodyV2", "noteBody"],
    ["state", "noteState", "option", select("noteState", "Note state", "IconProgress")],
    ["type", "noteType", "option", select("noteType", "Note type", "IconCategory")],
    ["created", "createdAt", "instant"],
  ]),
  ...from("patients", "note", [
    ["id", "practiceHubId", "key", PRACTICE_HUB_ID],
    ["=Sticky note", "title", "text"],
    ["note", "bodyV2", "richText"],
    ["updated", "createdAt", "instant"],
  ]),
];
