import type { CsvKind } from "../../../db/tables.ts";
import type { CsvExportModel, CsvModel } from "../../../views/csv/model.ts";
import { AT, HUGE, LONG_ERROR, LONG_NAME } from "./words.ts";

type State = NonNullable<CsvExportModel["state"]>;

export const csvState = (kind: CsvKind, other: Partial<State> = {}): State => ({
  kind,
  file: {
    kind,
    name: `${kind}.csv`,
    columns: "[]",
    rows: 1_191,
    sha256: "4f0c2ab81d9e77aa",
    read_at: AT.at,
    who: "Ana",
    notes: "[]",
  },
  notes: [],
  waiting: false,
  matched: 1_191,
  unmatched: 0,
  differing: 0,
  problems: [],
  differences: [],
  readAt: AT,
  ...other,
});

export const csv = (states: State[], other: Partial<CsvModel> = {}): CsvModel => ({
  exports: (["patients", "appointments", "files"] as const).map((kind) => {
    const state = states.find((one) => one.kind === kind);
    return { kind, ...(state ? { state } : {}) };
  }),
  out: { version: "v1" },
  mayPress: true,
  ...other,
});

/** One that differs and does not match everywhere, under a name without a space. */
export const DIFFERING = csvState("patients", {
  file: { ...csvState("patients").file, name: `${LONG_NAME}.csv`, rows: HUGE, who: LONG_NAME.slice(0, 40) },
  matched: 9_000_000,
  unmatched: 1_000_000,
  differing: 1,
  notes: [
    { severity: "warning", text: LONG_ERROR },
    { severity: "info", text: "Dates were read as day/month/year; 1,102 of them prove it." },
  ],
  problems: [["no patient has this number", 999_999], [LONG_ERROR, 1]],
  differences: [["Email", 1], [LONG_NAME, HUGE]],
});
