import { FALLBACK_ID, memberMap } from "../../db/maps.ts";
import { many } from "../base/words.ts";
import { auditDetail } from "../profile/audit_detail.ts";
import type { Desk } from "../runbook/kit.ts";
import type { Prediction } from "../runbook/step.ts";

/** How many practitioners would be matched; what a person chose stays. */
export async function predict({ ledger }: Desk): Promise<Prediction> {
  const rows = (await memberMap(ledger)).filter((row) => row.practitioner_id !== FALLBACK_ID);
  const audited = (await auditDetail(ledger))?.resources.find((r) => r.name === "practitioners")?.total;
  if (rows.length === 0) {
    const staff = audited === undefined ? "practitioners" : many(audited, "practitioner");
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
