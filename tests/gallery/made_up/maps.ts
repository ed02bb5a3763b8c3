import type { MapState } from "../../../db/tables.ts";
import type {
  FieldGroupModel,
  FieldRowModel,
  MapFilter,
  MapListModel,
  MapsModel,
  SourceModel,
  UnmappedModel,
} from "../../../views/maps/model.ts";
import { AT, LONG_ERROR, LONG_FIELD, LONG_NAME, LONG_WORDS } from "./words.ts";

const source = (name: string, other: Partial<SourceModel> = {}): SourceModel => ({
  resource: "patients",
  kind: "attribute",
  name,
  parts: [],
  profiles: [{
    part: "",
    kind: "text",
    filled: "1,012 of 1,191",
    samples: ["aaaa@aaaaaaa.aaa", "aaaaaaa00@aaaaa.aaa"],
  }],
  ...other,
});

let made = 0;

export const fieldRow = (
  target: string,
  state: MapState,
  other: Partial<Omit<FieldRowModel, "row">> = {},
  row: Partial<FieldRowModel["row"]> = {},
): FieldRowModel => ({
  id: `f${++made}`,
  row: { object: "person", state, note: "", reason: "Same meaning", confidence: 97, target, ...row },
  source: source(target),
  target: { label: target, type: "TEXT", there: true },
  how: "as it is",
  creates: "",
  mayChange: true,
  ...other,
});

/** A row of every kind of source, state and certainty. */
export const FIELD_ROWS: FieldRowModel[] = [
  fieldRow("emails", "confirmed", {
    target: { label: "Emails", type: "EMAILS", there: true },
    how: "as e-mail addresses",
  }),
  fieldRow("name", "proposed", {
    source: source("name", {
      kind: "row",
      parts: ["first_name", "last_name"],
      profiles: [
        { part: "first_name", kind: "text", filled: "1,191 of 1,191", samples: ["Aaaa"] },
        { part: "last_name", kind: "text", filled: "1,190 of 1,191", samples: ["Aaaaaaa-Aaaa"] },
      ],
    }),
  }, { confidence: 100 }),
  fieldRow("practiceHubId", "proposed", {
    source: source("", { kind: "constant", profiles: [] }),
    target: { label: "PracticeHub id", type: "TEXT", there: false },
    creates: "a field of text",
    mayChange: false,
  }, { reason: "" }),
  fieldRow("country", "proposed", { source: source("GB", { kind: "constant", profiles: [] }) }, {
    confidence: 71,
  }),
  fieldRow("several", "proposed", { source: source("", { kind: "row", profiles: [] }) }, { confidence: 64 }),
  fieldRow("fax", "ignored", {}, { note: "nobody has sent a fax since 2011", confidence: 55 }),
  fieldRow("pager", "ignored", {}, { confidence: 12 }),
  fieldRow(LONG_FIELD, "proposed", {
    source: source(`Health Fund Membership Number of ${LONG_NAME}`, {
      kind: "csv",
      profiles: [{
        part: "",
        kind: "text",
        filled: "10,000,000 of 10,000,000",
        samples: [LONG_NAME, LONG_WORDS],
      }],
    }),
    target: { label: LONG_WORDS, type: "MULTI_SELECT", there: false },
    how: LONG_WORDS,
    creates: "a field of options",
  }, { reason: LONG_ERROR, confidence: 8 }),
  fieldRow("untyped", "confirmed", { target: { label: "No type yet", type: "", there: false } }),
];

export const LEFT_BEHIND: UnmappedModel[] = [
  { id: "s1", source: source("emergency_contact"), why: "" },
  { id: "s2", source: source(LONG_FIELD), why: LONG_WORDS },
];

export const NO_FILTER: MapFilter = {
  text: "",
  object: "",
  state: "",
  made: false,
  least: 90,
  more: "",
  rows: 100,
};

export const group = (other: Partial<FieldGroupModel> = {}): FieldGroupModel => ({
  object: "person",
  label: "Person",
  total: FIELD_ROWS.length,
  open: FIELD_ROWS.filter(({ row }) => row.state === "proposed").length,
  rows: FIELD_ROWS,
  unmapped: LEFT_BEHIND,
  leftOutTotal: LEFT_BEHIND.length,
  filtered: false,
  ...other,
});

export const list = (other: Partial<MapListModel> = {}): MapListModel => ({
  filter: NO_FILTER,
  found: 315,
  all: 315,
  atLeast: 12,
  groups: [group()],
  tables: [],
  mayPress: true,
  ...other,
});

export const maps = (other: Partial<MapsModel> = {}): MapsModel => ({
  version: "v1",
  fields: 315,
  values: 11,
  proposed: 18,
  objects: ["person", "company", "appointment"],
  history: [
    { id: 3, at: AT, who: "Ana", what: "moved a value of person.referralSource", undone: true },
    { id: 2, at: AT, who: "Dr Priya Raman", what: `ignored person.${LONG_FIELD}`, undone: false },
    { id: 1, at: AT, who: "Ana", what: "confirmed 18 rows", undone: false },
  ],
  mayPress: true,
  ...other,
});
