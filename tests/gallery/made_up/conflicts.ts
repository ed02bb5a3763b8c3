import type { Take } from "../../../db/tables.ts";
import type { ConflictRow, ConflictsModel } from "../../../views/conflicts/model.ts";
import { AT, LONG_ERROR, LONG_FIELD, LONG_NAME } from "./words.ts";

export const conflict = (n: number, other: Partial<ConflictRow> = {}): ConflictRow => ({
  id: `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`,
  object: "person",
  sourceKey: `patients/${15_300 + n}`,
  reason: "edited in Twenty",
  fields: [{ field: "jobTitle", wanted: JSON.stringify("Gardener"), found: JSON.stringify("Head gardener") }],
  takeable: true,
  ...other,
});

export const decided = (row: ConflictRow, take: Take): ConflictRow => ({
  ...row,
  decision: { take, who: "Ana", at: AT },
});

const address = {
  addressStreet1: "1 Mill Lane",
  addressStreet2: "",
  addressCity: "Ely",
  addressState: null,
  addressPostcode: "CB7 4AA",
  addressCountry: "United Kingdom",
  addressLat: 52.4,
  addressLng: 0.26,
  addressNote: "by the weir",
  tags: [],
};

/** A value of every shape: text, parts, a list, nothing, empty, a very long one. */
export const CONFLICTS: ConflictRow[] = [
  conflict(1, {
    fields: [
      { field: "jobTitle", wanted: JSON.stringify("Gardener"), found: JSON.stringify("Head gardener") },
      {
        field: "address",
        wanted: JSON.stringify(address),
        found: JSON.stringify({ ...address, addressCity: "March" }),
      },
      { field: "tags", wanted: JSON.stringify(["VIP", "BACK_PAIN"]), found: JSON.stringify([]) },
    ],
  }),
  conflict(2, {
    fields: [
      { field: "city", wanted: "null", found: JSON.stringify("") },
      { field: LONG_FIELD, wanted: JSON.stringify(LONG_NAME.repeat(3)), found: JSON.stringify(LONG_ERROR) },
      { field: "visits", wanted: "10000000", found: "not JSON" },
    ],
  }),
  conflict(3, { takeable: false, reason: "deleted in Twenty", fields: [] }),
  decided(conflict(4), "practicehub"),
  decided(conflict(5), "twenty"),
];

/** The list as it stands in the delta. */
export function conflictsModel(rows: ConflictRow[], other: Partial<ConflictsModel> = {}): ConflictsModel {
  const undecided = rows.filter(({ decision }) => !decision);
  return {
    version: "1f9b3c5a7d20",
    cell: "delta",
    undecided: undecided.length,
    takeable: undecided.filter(({ takeable }) => takeable).length,
    shown: { undecided: "9d41c0aa17be52f3", takeable: "71e0b6c2d85f9a34" },
    decided: rows.length - undecided.length,
    rows,
    offset: 0,
    pageSize: 20,
    mayPress: true,
    ...other,
  };
}
