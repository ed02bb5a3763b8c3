import type { DiffRow } from "../../../db/diffs.ts";
import type { DiffModel } from "../../../views/sample/diff.tsx";
import { LONG_ERROR, LONG_FIELD, LONG_NAME } from "./words.ts";

export const diffRow = (n: number, other: Partial<DiffRow> = {}): DiffRow => ({
  run_id: 4,
  object: "person",
  target_id: `t${n}`,
  source_key: `patients/${15_300 + n}`,
  field: "name.firstName",
  source_value: JSON.stringify(`Zoë ${n}`),
  expected: JSON.stringify(`Zoë ${n}`),
  found: JSON.stringify(`Zoë ${n}`),
  equal: 1,
  ...other,
});

export const UNEQUAL_ROWS: DiffRow[] = [
  diffRow(1, { object: "opportunity", field: "stage", expected: '"CUSTOMER"', found: '"NEW"', equal: 0 }),
  diffRow(2, {
    field: LONG_FIELD,
    source_value: JSON.stringify(LONG_ERROR),
    expected: JSON.stringify(LONG_NAME.repeat(3)),
    found: null,
    equal: 0,
  }),
  diffRow(3, {
    field: "emails",
    source_value: JSON.stringify("zoe@example.test"),
    expected: JSON.stringify({ primaryEmail: "zoe@example.test", additionalEmails: [] }),
    found: JSON.stringify({ primaryEmail: "", additionalEmails: ["zoe@example.test"] }),
    equal: 0,
  }),
];

export const DIFF: DiffModel = {
  run: 4,
  counts: [
    { object: "company", records: 3, fields: 12, unequal: 0 },
    { object: "person", records: 214, fields: 3_210, unequal: 2 },
    { object: "opportunity", records: 10_000_000, fields: 123_456_789, unequal: 1 },
  ],
  rows: UNEQUAL_ROWS,
  object: "",
  onlyUnequal: true,
  offset: 0,
  total: 3,
  pageSize: 50,
  mayPress: true,
};
