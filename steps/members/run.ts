import { z } from "zod";
import { FALLBACK_ID, memberMap, saveMember } from "../../db/maps.ts";
import { upsertRecords } from "../../db/source_records.ts";
import type { MemberMapTable } from "../../db/tables.ts";
import { instant } from "../base/world.ts";
import { fullName } from "../mapping/transforms/names.ts";
import { readAll } from "../practicehub/client.ts";
import { auditDetail } from "../profile/audit_detail.ts";
import type { Kit } from "../runbook/kit.ts";
import { mustBeCurrent } from "../runbook/current.ts";
import type { Outcome } from "../runbook/step.ts";
import { checkTwenty } from "../twenty/check.ts";
import { type Member, readMembers } from "../twenty/records.ts";
import { fallbackOf, matched } from "./match.ts";
import { outcomeOf } from "./outcome.ts";

/** There is nothing to say before it runs. */
export const Input = z.object({}).strict();

/** Matches every practitioner with the members there are now, and keeps the map. */
export async function run(kit: Kit): Promise<Outcome> {
  await mustBeCurrent(kit, ["audit"]);
  await checkTwenty(kit.target);
  const there = await readMembers(kit.target);
  const reachable = (await auditDetail(kit.ledger))?.resources.find((r) => r.name === "practitioners")
    ?.reachable;
  const practitioners = reachable ? await readAll(kit.source, "practitioners") : [];
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
  return outcomeOf({ rows, fallback, wanted: kit.settings.fallbackOwner, members: there });
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
