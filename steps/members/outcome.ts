import { z } from "zod";
import type { MemberMapTable } from "../../db/tables.ts";
import { type Finding, numbers, type Outcome, texts } from "../runbook/step.ts";
import type { Member } from "../twenty/records.ts";

/** What the run leaves for the page: who can be chosen as an owner. */
const Detail = z.object({
  members: z.array(z.object({ id: z.string(), name: z.string(), email: z.string().nullish() })),
});

/** The members of the workspace that a run found. */
export function membersIn(outcome: Outcome | undefined): { id: string; name: string; email: string }[] {
  const { members } = Detail.safeParse(outcome?.detail).data ?? { members: [] };
  return members.map(({ id, name, email }) => ({ id, name, email: email ?? "" }));
}

export interface Matches {
  /** One row a practitioner. */
  rows: readonly MemberMapTable[];
  fallback: MemberMapTable | undefined;
  /** The address of the fallback owner in the settings; empty where none is named. */
  wanted: string;
  members: readonly Member[];
}

/** Green when there is a fallback owner; a practitioner without a member is a finding. */
export function outcomeOf({ rows, fallback, wanted, members }: Matches): Outcome {
  const open = rows.filter((r) => !r.member_id).length;
  const detail: z.infer<typeof Detail> = {
    members: members.map((m) => ({ id: m.id, name: `${m.firstName} ${m.lastName}`.trim(), email: m.email })),
  };
  const tables = [{
    id: "members",
    title: "Practitioners",
    columns: [...texts("Practitioner"), ...numbers("Id"), ...texts("Matched by")],
    rows: rows.map((r) => [r.name, r.practitioner_id, r.member_id ? r.how : "no member: the fallback owner"]),
  }];
  if (!fallback) {
    const verdict = wanted === ""
      ? "Choose a fallback owner: no record lands without an owner."
      : "The fallback owner named in the settings is no member of the workspace; choose one who is.";
    return { state: "waiting", verdict, tables, detail };
  }
  const verdict = open === 0
    ? `All ${rows.length} practitioners are workspace members.`
    : `${
      rows.length - open
    } of ${rows.length} practitioners are workspace members; what the other ${open} own goes to the fallback owner.`;
  return { state: "green", verdict, findings: open === 0 ? [] : [toInvite(rows)], tables, detail };
}

function toInvite(rows: readonly MemberMapTable[]): Finding {
  const missing = rows.filter((r) => !r.member_id);
  const known = missing.filter((r) => r.email).length;
  return {
    id: "to-invite",
    severity: "warning",
    title: missing.length === 1
      ? "1 practitioner is no member of the workspace"
      : `${missing.length} practitioners are no members of the workspace`,
    detail: `What they own goes to the fallback owner until they are. ${known} of ${missing.length} ${
      missing.length === 1 ? "has" : "have"
    } an e-mail address here.`,
    action:
      "Invite them in Twenty (Settings → Members), from the list below. When they have accepted, run this cell and then the full run or the delta again: what is theirs is given to them.",
    count: missing.length,
    rows: [{ field: "practitioner", keys: missing.map((r) => `practitioners/${r.practitioner_id}`) }],
  };
}
