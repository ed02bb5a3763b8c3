import { ConflictList, Conflicts } from "../../../views/conflicts/list.tsx";
import type { ConflictRow, ConflictsModel } from "../../../views/conflicts/model.ts";
import type { Example, Family } from "../example.ts";
import { conflict, CONFLICTS, conflictsModel, decided } from "../made_up/conflicts.ts";
import { LONG_ERROR } from "../made_up/words.ts";

const conflicts = (state: string, rows: ConflictRow[], other: Partial<ConflictsModel> = {}): Example => ({
  component: "Conflicts",
  state,
  view: <Conflicts model={conflictsModel(rows, other)} />,
});

export const conflictLists: Family = {
  name: "conflicts",
  about: "Both sides of a record, and whose it is to be.",
  place: "cell",
  examples: [
    conflicts("one", CONFLICTS.slice(0, 1)),
    conflicts("many, some decided, long values", CONFLICTS),
    conflicts("by a viewer", CONFLICTS, { mayPress: false }),
    conflicts("all decided", CONFLICTS.slice(0, 2).map((row) => decided(row, "practicehub"))),
    conflicts("none can be written over", [
      conflict(1, { takeable: false, reason: "deleted in Twenty", fields: [] }),
      conflict(2, { takeable: false, reason: LONG_ERROR, fields: [] }),
    ]),
    conflicts("the first page of three", CONFLICTS, { undecided: 41 }),
    conflicts("the second page of 10,000,000", CONFLICTS, {
      undecided: 9_999_998,
      takeable: 9_999_000,
      decided: 2,
      offset: 20,
    }),
    {
      component: "Conflicts",
      state: "the second page of three, on a page of its own",
      view: <Conflicts model={conflictsModel(CONFLICTS, { undecided: 41, offset: 20 })} alone />,
    },
    {
      component: "ConflictList",
      state: "the last page",
      view: <ConflictList model={conflictsModel(CONFLICTS.slice(0, 1), { undecided: 41, offset: 40 })} />,
    },
  ],
};
