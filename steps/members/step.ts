import { z } from "zod";
import { FALLBACK_ID, memberMap, saveMember } from "../../db/maps.ts";
import type { MemberMapTable } from "../../db/tables.ts";
import { upsertRecords } from "../../db/source_records.ts";
import { auditDetail } from "../profile/audit_detail.ts";
import type { Desk, Kit } from "../runbook/kit.ts";
import { mustBeCurrent } from "../runbook/needs.ts";
import type { Finding, Outcome, Prediction, Step } from "../runbook/step.ts";
import { many } from "../base/words.ts";
import { instant } from "../base/world.ts";
import { fullName } from "../mapping/transforms/names.ts";
import { fallbackOf, matched } from "./match.ts";
import { readAll } from "../practicehub/read_all.ts";
import { checkTwenty } from "../twenty/check.ts";
import { type Member, readMembers } from "../twenty/members.ts";

export interface MembersDetail {
  members: { id: string; name: string; email: string }[];
}

export const members: Step<Record<string, never>> = {
  id: "members",
  title: "Members",
  purpose: "Finds who in Twenty each practitioner is, so that every record has an owner.",
  reads: ["settings"],
  writes: ["member map"],
  needs: ["audit"],
  input: z.object({}).strict(),
  predict,
  run,
};

async function predict({ ledger }: Desk): Promise<Prediction> {
  const rows = (await memberMap(ledger)).filter((row) => row.practitioner_id !== FALLBACK_ID);
  const seen = (await auditDetail(ledger))?.resources.find((r) => r.name === "practitioners")?.total;
  if (rows.length === 0) {
    const staff = seen === undefined ? "practitioners" : many(seen, "practitioner");
    return { sentence: `Would match ${staff} to workspace members by name.` };
  }
  const byHand = rows.filter((row) => row.how === "hand").length;
  const open = rows.filter((row) => !row.member_id).length;
  return {
    sentence: `Would match ${many(rows.length, "practitioner")} again by name` +
      (byHand > 0 ? `; ${byHand.toLocaleString("en")} set by hand stay` : "") +
      (open > 0 ? `; ${open.toLocaleString("en")} have no member so far.` : "; all have a member so far."),
  };
}

async function run(kit: Kit): Promise<Outcome> {
  await mustBeCurrent(kit, ["audit"]);
  await checkTwenty(kit.target);
  const there = await readMembers(kit.target);
  const seen = (await auditDetail(kit.ledger))?.resources.find((r) => r.name === "practitioners")?.reachable;
  const practitioners = seen ? await readAll(kit.source, "practitioners") : [];
  const at = instant(kit.world);
  const known = new Map((await memberMap(kit.ledger)).map((r) => [r.practitioner_id, r]));
  const rows = practitioners.map((row) =>
    matched({ id: row.id, name: fullName(row) }, there, known.get(row.id))
  );
  const fallback = fallbackRow(kit.settings.fallbackOwner, there, known.get(FALLBACK_ID));
  await kit.ledger.commit({
    writes: [
      ...upsertRecords(kit.ledger, "practitioners", practitioners, kit.run, at),
      ...[...rows, ...(fallback ? [fallback] : [])].map((r) => saveMember(kit.ledger, r)),
    ],
    events: [
      kit.log.entry({
        kind: "members",
        message: `${there.length} members in Twenty, ${rows.length} practitioners`,
      }),
    ],
  });
  const detail: MembersDetail = {
    members: there.map((m) => ({ id: m.id, name: `${m.firstName} ${m.lastName}`.trim(), email: m.email })),
  };
  return outcome(rows, fallback, kit.settings.fallbackOwner, detail);
}

function outcome(
  rows: readonly MemberMapTable[],
  fallback: MemberMapTable | undefined,
  email: string,
  detail: MembersDetail,
): Outcome {
  const open = rows.filter((r) => !r.member_id).length;
  const tables = [{
    id: "members",
    title: "Practitioners",
    columns: [{ label: "Practitioner" }, { label: "Id", numeric: true }, { label: "Matched by" }],
    rows: rows.map((r) => [r.name, r.practitioner_id, r.member_id ? r.how : "no member: the fallback owner"]),
  }];
  if (!fallback && email !== "") {
    return {
      state: "waiting",
      verdict: "The fallback owner named in the settings is no member of the workspace; choose one who is.",
      tables,
      detail,
    };
  }
  if (!fallback) {
    return {
      state: "waiting",
      verdict: "Choose a fallback owner: no record lands without an owner.",
      tables,
      detail,
    };
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

function fallbackRow(
  email: string,
  there: readonly Member[],
  known: MemberMapTable | undefined,
): MemberMapTable | undefined {
  const chosen = there.find((m) => email !== "" && m.email.toLowerCase() === email.trim().toLowerCase()) ??
    there.find((m) => email === "" && m.id === known?.member_id);
  return chosen && fallbackOf(chosen.id, chosen.email);
}
