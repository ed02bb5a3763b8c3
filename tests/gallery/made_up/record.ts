import type { RecordEffectModel, RecordTargetModel } from "../../../views/records/target.tsx";
import type { RecordModel } from "../../../views/records/page.tsx";
import { AT, LATER, LONG_ERROR, LONG_FIELD, LONG_NAME } from "./words.ts";
import { CONFLICTS } from "./conflicts.ts";

const effect = (seq: number, other: Partial<RecordEffectModel> = {}): RecordEffectModel => ({
  at: AT,
  kind: "create",
  state: "confirmed",
  reason: "",
  run: "full run 4",
  href: "/cells/full-run/runs/4",
  who: "Ana",
  hash: "9f86d081884c7d659a2feaa0c55ad015",
  seq,
  ...other,
});

export const target = (other: Partial<RecordTargetModel> = {}): RecordTargetModel => ({
  id: "3f2c1b9a-0000-5000-8000-000000000001",
  object: "person",
  href: "https://riverside.twenty.example/object/person/3f2c1b9a",
  summary: "In Twenty, and equal when it was last read.",
  state: "confirmed",
  fields: [
    { field: "name.firstName", source: '"Zoë"', expected: '"Zoë"', lastRead: '"Zoë"', differs: false },
    {
      field: "jobTitle",
      source: '"Gardener"',
      expected: '"Gardener"',
      lastRead: '"Head gardener"',
      differs: true,
    },
    { field: "city", expected: '""', lastRead: '""', differs: false },
    { field: LONG_FIELD, source: JSON.stringify(LONG_NAME.repeat(6)), differs: false },
  ],
  remarks: [],
  history: [effect(1, { state: "planned" }), effect(2, { state: "sent" }), effect(3)],
  ...other,
});

/** More than a page of one value. */
const BOOK = `${LONG_ERROR} `.repeat(60);

export const record = (other: Partial<RecordModel> = {}): RecordModel => ({
  key: "patients/1532618",
  kind: "Patient",
  source: [
    { name: "first_name", json: '"Zoë"', fates: ["carried to name"] },
    { name: "last_name", json: '"Quillfeather"', fates: ["carried to the record"] },
    { name: "email", json: "null", fates: [] },
    {
      name: "numbers",
      json: JSON.stringify([{ type: "mobile", number: "07700 900123" }]),
      fates: ["left: not a possible telephone number; left out"],
    },
    {
      name: "address",
      json: JSON.stringify({ street: "1 Mill Lane", city: "Ely", state: null, tags: [] }),
      fates: ["carried to the record"],
    },
    { name: "balance", json: "10000000", fates: ["in no record, and nothing says why"] },
    { name: LONG_FIELD, json: JSON.stringify(LONG_NAME.repeat(3)), fates: ["carried to the record"] },
    { name: "notes", json: JSON.stringify(BOOK), fates: ["carried to the record"] },
  ],
  firstSeenAt: AT,
  changedAt: LATER,
  practice: "https://riverside.neptune.practicehub.io",
  targets: [target()],
  again: { step: "full-run", title: "Full run" },
  mayPress: true,
  ...other,
});

export const CONFLICTING = target({
  state: "conflict",
  summary: "In conflict: it was edited in Twenty.",
  conflict: CONFLICTS[0],
  remarks: [{ field: "phones", text: "a number without a country was read as one of GB" }],
});

export const FAILED_TARGET = target({
  object: "note",
  id: "3f2c1b9a-0000-5000-8000-000000000002",
  state: "failed",
  href: undefined,
  summary: `Failed: ${LONG_ERROR}`,
  fields: [],
  history: Array.from(
    { length: 14 },
    (_, i) =>
      effect(i + 1, {
        state: i % 2 ? "failed" : "sent",
        reason: i % 2 ? LONG_ERROR : "",
        href: undefined,
        who: "",
      }),
  ),
});

export const SKIPPED = target({
  object: "opportunity",
  id: "3f2c1b9a-0000-5000-8000-000000000003",
  state: "none",
  href: undefined,
  summary: "Not in Twenty.",
  skip: "the patient has left the package",
  fields: [],
  history: [],
});

/** Longer than the page shows of one value. */
export const WHOLE_BOOK = JSON.stringify(BOOK);
