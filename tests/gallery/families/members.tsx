import { MemberImport, MemberTable } from "../../../views/members/table.tsx";
import type { MemberMapTable } from "../../../db/tables.ts";
import type { Example, Family } from "../example.ts";
import { FALLBACK, MEMBERS, practitioner, PRACTITIONERS } from "../made_up/members.ts";

const INVITED = practitioner(104, "Sunniva", { email: "sunniva@riverside.example" });

const members = (state: string, rows: MemberMapTable[], mayPress = true, list = MEMBERS): Example => ({
  component: "MemberTable",
  state,
  view: <MemberTable model={{ rows, members: list, mayPress }} />,
});

export const memberTables: Family = {
  name: "members",
  about: "Who owns whose records.",
  place: "cell",
  examples: [
    members("nobody owns what has no owner", [practitioner(0, "Nobody named"), ...PRACTITIONERS]),
    members("every row is decided", [FALLBACK, ...PRACTITIONERS]),
    members("by a viewer", [FALLBACK, ...PRACTITIONERS], false),
    members("by a viewer, nobody yet", [practitioner(0, "Nobody named"), ...PRACTITIONERS], false),
    members("one is to be invited", [FALLBACK, INVITED]),
    members("one is to be invited, by a viewer", [FALLBACK, INVITED], false),
    {
      component: "MemberImport",
      state: "a list was read",
      view: <MemberImport said="Found: 2; to invite: 1." />,
    },
    members("no practitioner", [FALLBACK]),
    members("no member", [practitioner(0, "Nobody named"), practitioner(101, "Dr Priya Raman")], true, []),
  ],
};
