import type { DiffLine, DiffModel } from "../../../views/sample/diff.tsx";
import { LONG_ERROR, LONG_FIELD, LONG_NAME } from "./words.ts";

export const diffRow = (n: number, other: Partial<DiffLine> = {}): DiffLine => ({
  run_id: 4,
  object: "person",
  target_id: `t${n}`,
  source_key: `patients/${15_300 + n}`,
  field: "name.firstName",
  sources: JSON.stringify({ first_name: `Zoë ${n}` }),
  expected: JSON.stringify(`Zoë ${n}`),
  found: JSON.stringify(`Zoë ${n}`),
  equal: 1,
  fate: "carried",
  why: [],
  ...other,
});

export const UNEQUAL_ROWS: DiffLine[] = [
  diffRow(1, { object: "opportunity", field: "stage", expected: '"CUSTOMER"', found: '"NEW"', equal: 0 }),
  diffRow(2, {
    field: LONG_FIELD,
    sources: JSON.stringify({ [LONG_FIELD]: LONG_ERROR }),
    expected: JSON.stringify(LONG_NAME.repeat(3)),
    found: null,
    equal: 0,
  }),
  diffRow(3, {
    field: "emails",
    sources: JSON.stringify({ email: "zoe@example.test", "csv:Email": "zoe@example.test" }),
    expected: JSON.stringify({ primaryEmail: "zoe@example.test", additionalEmails: [] }),
    found: JSON.stringify({ primaryEmail: "", additionalEmails: ["zoe@example.test"] }),
    equal: 0,
  }),
];

/** Fields that are not as in the source, on purpose. */
export const ON_PURPOSE_ROWS: DiffLine[] = [
  diffRow(4, {
    field: "emails",
    sources: JSON.stringify({ email: "two@, one@", "csv:Email": "" }),
    expected: null,
    found: JSON.stringify({ primaryEmail: "", additionalEmails: [] }),
    fate: "left",
    why: ["not a valid e-mail address; left out"],
  }),
  diffRow(5, {
    field: LONG_FIELD,
    sources: JSON.stringify({ note: LONG_ERROR }),
    fate: "changed",
    why: [LONG_ERROR, "another source of this field says otherwise; the first that says something is kept"],
  }),
  diffRow(6, {
    field: "city",
    sources: '{"city":{"text":"Leeds"}}',
    expected: null,
    found: null,
    fate: "left",
  }),
];

/** Nothing is changed, left or different. */
export const COUNTED = { unequal: 0, changed: 0, left: 0, unexplained: 0, empty: 0 };

export const DIFF: DiffModel = {
  run: 4,
  counts: [
    { ...COUNTED, object: "company", records: 3, fields: 12 },
    { ...COUNTED, object: "person", records: 214, fields: 3_210, unequal: 2, changed: 24, left: 7 },
    {
      ...COUNTED,
      object: "opportunity",
      records: 10_000_000,
      fields: 123_456_789,
      unequal: 1,
      changed: 10_000_000,
    },
  ],
  rows: UNEQUAL_ROWS,
  object: "",
  show: "unequal",
  offset: 0,
  total: 3,
  pageSize: 50,
  mayPress: true,
};
