import { createAll } from "./create.ts";
import type { Planned } from "./decided.ts";
import { amend } from "./intend.ts";
import type { Kit } from "./kit.ts";
import { type Update, updateAll } from "./update.ts";
import type { Wanted } from "./wanted.ts";

/** What to want instead of a record that Twenty refused as a duplicate; undefined leaves it failed. */
export type Instead = (kit: Kit, refused: Wanted) => Promise<Wanted | undefined>;

/** Sends creates and updates; gives refusals by record id. */
export async function send(
  kit: Kit,
  planned: readonly Planned[],
  instead: Instead | undefined,
): Promise<Map<string, string>> {
  const creates = planned.filter((p) => p.decision.do === "create");
  const refused = await createAll(kit, creates.map((p) => p.wanted));
  for (const [id, reason] of await updateAll(kit, planned.flatMap(patchOf))) refused.set(id, reason);
  for (const p of planned) {
    const reason = refused.get(p.wanted.id);
    if (!reason || !/duplicate/i.test(reason) || !instead) continue;
    const other = await instead(kit, p.wanted);
    if (!other) continue;
    await amend(kit, p, other);
    refused.delete(p.wanted.id);
    const again = p.decision.do === "create"
      ? await createAll(kit, [other])
      : await updateAll(kit, patchOf(p));
    for (const [id, why] of again) refused.set(id, why);
  }
  return refused;
}

function patchOf({ wanted, decision, found }: Planned): Update[] {
  if (decision.do !== "update") return [];
  const { payload, prior, restore = false } = decision;
  return [{ wanted, payload, restore, ...(found ? { since: { found, prior } } : {}) }];
}
