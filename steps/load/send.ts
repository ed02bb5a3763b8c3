import { createAll } from "./create.ts";
import type { Planned, Refusal, Wanted } from "./effect.ts";
import { amend } from "./intents.ts";
import type { Kit } from "../runbook/kit.ts";
import { type Update, updateAll } from "./update.ts";

/** What to want instead of a record that Twenty refused as a duplicate; undefined leaves it failed. */
export type Instead = (kit: Kit, refused: Wanted) => Promise<Wanted | undefined>;

/** Sends creates and updates; gives refusals by record id. */
export async function send(
  kit: Kit,
  planned: readonly Planned[],
  instead: Instead | undefined,
): Promise<Map<string, Refusal>> {
  const creates = planned.filter((p) => p.decision.do === "create");
  const refused = await createAll(kit, creates.map((p) => p.wanted));
  await sendInstead(kit, creates, refused, instead, (p) => createAll(kit, [p.wanted]));
  const updates = planned.filter((p) => p.decision.do === "update");
  for (const [id, why] of await updateAll(kit, updates.flatMap(patchOf))) refused.set(id, why);
  // What is unique may have belonged to one that came later in the batch and has let go of it,
  await sendAgain(kit, updates, refused);
  const before = refused.size;
  await sendInstead(kit, updates, refused, instead, (p) => updateAll(kit, patchOf(p)));
  // or by one that has now got something else instead.
  if (refused.size < before) await sendAgain(kit, updates, refused);
  return refused;
}

/** Sends once more what was refused as a duplicate, and takes off the refused what got through. */
async function sendAgain(
  kit: Kit,
  updates: readonly Planned[],
  refused: Map<string, Refusal>,
): Promise<void> {
  const again = updates.filter((p) => isDuplicate(refused.get(p.wanted.id)));
  for (const { wanted: { id } } of again) refused.delete(id);
  for (const [id, why] of await updateAll(kit, again.flatMap(patchOf))) refused.set(id, why);
}

/** Of what was refused as a duplicate, sends what can be had instead, and takes it off the refused. */
async function sendInstead(
  kit: Kit,
  planned: readonly Planned[],
  refused: Map<string, Refusal>,
  instead: Instead | undefined,
  sendOne: (planned: Planned) => Promise<Map<string, Refusal>>,
): Promise<void> {
  for (const p of planned) {
    if (!instead || !isDuplicate(refused.get(p.wanted.id))) continue;
    const other = await instead(kit, p.wanted);
    if (!other) continue;
    await amend(kit, p, other);
    refused.delete(p.wanted.id);
    for (const [id, why] of await sendOne(p)) refused.set(id, why);
  }
}

const isDuplicate = (refusal: Refusal | undefined): boolean => refusal?.code === "duplicate";

function patchOf({ wanted, decision, found }: Planned): Update[] {
  if (decision.do !== "update") return [];
  const { payload, prior, restore = false } = decision;
  return [{ wanted, payload, restore, ...(found ? { since: { found, prior } } : {}) }];
}
