import { memberMap, saveMember } from "../../db/maps.ts";
import type { Kit } from "../../steps/runbook/kit.ts";

export async function decideMember(
  kit: Kit,
  practitionerId: number,
  memberId: string | undefined,
): Promise<void> {
  const row = (await memberMap(kit.ledger)).find((m) => m.practitioner_id === practitionerId);
  if (!row) return;
  const how = memberId ? "hand" as const : "fallback" as const;
  await kit.ledger.commit({
    writes: [
      saveMember(kit.ledger, {
        ...row,
        member_id: memberId ?? null,
        how,
        state: memberId ? "matched" : "pending",
      }),
    ],
    events: [
      kit.log.entry({ kind: "member", message: `practitioner ${practitionerId} decided by ${kit.who}` }),
    ],
  });
}
