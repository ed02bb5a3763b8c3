import { FALLBACK_ID, memberMap, saveMember } from "../../db/maps.ts";
import type { MemberMapTable } from "../../db/tables.ts";
import { UsageError } from "../base/errors.ts";
import type { Kit } from "../runbook/kit.ts";
import { many } from "../base/words.ts";
import { type Member, readMembers } from "../twenty/records.ts";
import { fallbackOf, matched, memberOf, rowOf } from "./match.ts";

/**
 * A person says who a practitioner is (`undefined`: nobody), or with id 0 who the fallback owner is.
 *
 * @throws {UsageError} the member is not in the workspace any more, or nobody was named as the fallback owner
 */
export async function assignMember(
  kit: Kit,
  practitionerId: number,
  memberId: string | undefined,
): Promise<void> {
  const member = memberId === undefined
    ? undefined
    : (await readMembers(kit.target)).find((m) => m.id === memberId);
  if (memberId !== undefined && !member) {
    throw new UsageError("That member is not in the workspace any more; run the cell again.");
  }
  const isFallback = practitionerId === FALLBACK_ID;
  if (isFallback && !member) throw new UsageError("The fallback owner must be a member of the workspace.");
  const saved = isFallback
    ? fallbackOf(member?.id ?? "", member?.email ?? "")
    : chosen(await practitioner(kit, practitionerId), member);
  await save(
    kit,
    [saved],
    `${isFallback ? "the fallback owner" : `the owner for practitioner ${practitionerId}`} was set`,
  );
}

const chosen = ({ practitioner_id, name, how, email }: MemberMapTable, member: Member | undefined) =>
  member ? rowOf(practitioner_id, name, member, "hand") : {
    practitioner_id,
    name,
    member_id: null,
    how: "none" as const,
    state: "pending" as const,
    email: how === "none" ? email : null,
  };

/** A practitioner's address. */
export interface EnteredEmail {
  practitionerId: number;
  /** Empty: takes away the one that was given. */
  email: string;
}

/** What became of addresses that were given. */
export interface Entered {
  matched: number;
  toInvite: number;
  /** Somebody has them as a member under another address, which stays. */
  kept: number;
}

/**
 * Finds members by the addresses of practitioners; one whose address is nobody's in the workspace is to be invited, and
 * is matched by the members cell once they have accepted. Who was chosen by hand, or found by name where the address is
 * nobody's, stays.
 *
 * @throws {UsageError} a practitioner is not known.
 */
export async function giveEmails(kit: Kit, emails: readonly EnteredEmail[]): Promise<Entered> {
  const known = new Map((await memberMap(kit.ledger)).map((row) => [row.practitioner_id, row]));
  const there = await readMembers(kit.target);
  const entered: Entered = { matched: 0, toInvite: 0, kept: 0 };
  const rows = emails.map(({ practitionerId, email }) => {
    const row = mustBe(known.get(practitionerId), practitionerId);
    const isKept = row.member_id !== null && row.how !== "email" &&
      (row.how === "hand" || memberOf(email, there) === undefined);
    if (isKept) {
      entered.kept++;
      return row;
    }
    const now = matched({ id: practitionerId, name: row.name }, there, {
      ...row,
      how: "none",
      email: email || null,
    });
    if (now.member_id !== null) entered.matched++;
    else if (now.email !== null) entered.toInvite++;
    return now;
  });
  await save(kit, rows, `${many(rows.length, "e-mail address", "e-mail addresses")} of practitioners given`);
  return entered;
}

async function practitioner(kit: Kit, id: number): Promise<MemberMapTable> {
  return mustBe((await memberMap(kit.ledger)).find((row) => row.practitioner_id === id), id);
}

function mustBe(row: MemberMapTable | undefined, id: number): MemberMapTable {
  if (!row || id === FALLBACK_ID) throw new UsageError(`There is no practitioner ${id}.`);
  return row;
}

async function save(kit: Kit, rows: readonly MemberMapTable[], what: string): Promise<void> {
  await kit.ledger.commit({
    writes: rows.map((row) => saveMember(kit.ledger, row)),
    events: [kit.log.entry({ kind: "assigned", message: `${what} by ${kit.who}` })],
  });
}
