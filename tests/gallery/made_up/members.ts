import type { MemberMapTable } from "../../../db/tables.ts";
import type { MemberModel } from "../../../views/members/table.tsx";
import { LONG_NAME, LONG_WORDS } from "./words.ts";

export const MEMBERS: MemberModel[] = [
  { id: "m1", name: "Priya Raman", email: "priya@riverside.example" },
  { id: "m2", name: "Tom Whitfield", email: "" },
  { id: "m3", name: LONG_NAME, email: `${LONG_NAME.toLowerCase()}@riverside.example` },
];

export const practitioner = (
  n: number,
  name: string,
  other: Partial<MemberMapTable> = {},
): MemberMapTable => ({
  practitioner_id: n,
  name,
  member_id: null,
  how: "none",
  state: "pending",
  email: null,
  ...other,
});

export const FALLBACK = practitioner(0, "Nobody named", {
  member_id: "m2",
  how: "fallback",
  state: "matched",
});
export const PRACTITIONERS = [
  practitioner(101, "Dr Priya Raman", { member_id: "m1", how: "name", state: "matched" }),
  practitioner(102, "Tom Whitfield", { member_id: "m2", how: "email", state: "matched" }),
  practitioner(103, LONG_NAME, { member_id: "m3", how: "hand", state: "matched" }),
  practitioner(10_000_000, LONG_WORDS),
];
