import { FALLBACK_ID } from "../../db/maps.ts";
import type { MemberMapTable } from "../../db/tables.ts";
import { sameName } from "../mapping/options_of.ts";
import type { Member } from "../twenty/records.ts";

/**
 * Who a practitioner is: a person's own choice stays; then the member with the e-mail that was given for them; then the
 * one member of the same name. An e-mail of nobody is kept: it is whom to invite.
 */
export function matched(
  { id, name }: { id: number; name: string },
  there: readonly Member[],
  known: MemberMapTable | undefined,
): MemberMapTable {
  if (known?.how === "hand" && there.some((m) => m.id === known.member_id)) return { ...known, name };
  const entered = known ? enteredEmail(known) : null;
  const byEmail = entered === null ? undefined : memberOf(entered, there);
  if (byEmail) return rowOf(id, name, byEmail, "email");
  const same = there.filter((m) =>
    sameName(`${m.firstName} ${m.lastName}`) === sameName(name) && name !== ""
  );
  if (same.length === 1 && same[0]) return rowOf(id, name, same[0], "name");
  return { practitioner_id: id, name, member_id: null, how: "none", state: "pending", email: entered };
}

export function rowOf(
  practitioner_id: number,
  name: string,
  member: Member,
  how: "name" | "email" | "hand",
): MemberMapTable {
  return { practitioner_id, name, member_id: member.id, how, state: "matched", email: member.email };
}

/** Addresses are compared as mail systems in use do: without regard to case. */
export const memberOf = (email: string, there: readonly Member[]): Member | undefined =>
  there.find((m) => m.email.toLowerCase() === email.toLowerCase());

/** The address that a person gave; that of a member found otherwise is the workspace's. */
const enteredEmail = ({ how, email }: MemberMapTable): string | null =>
  how === "email" || how === "none" ? email : null;

export const fallbackOf = (id: string, email: string): MemberMapTable => ({
  practitioner_id: FALLBACK_ID,
  name: "Fallback owner",
  member_id: id,
  how: "fallback",
  state: "matched",
  email,
});
