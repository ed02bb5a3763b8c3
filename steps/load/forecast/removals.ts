import { fieldsIn } from "../../../db/stored.ts";
import { latestEffects } from "../../../db/effects.ts";
import type { Ledger } from "../../../db/ledger.ts";
import { type Foreseen, foreseeRemoval } from "./foresee.ts";
import type { Wanted } from "../wanted.ts";
import type { Fields } from "../../twenty/json.ts";
import { isIdentified, isTargetObject } from "../../mapping/objects.ts";

/** What removing these records would come to; those that went along with another are not there to be removed. */
export async function foreseeRemovals(ledger: Ledger, wanted: readonly Wanted[]): Promise<Foreseen[]> {
  return await foreseeRemoval(ledger, wanted, await wentAlong(ledger, wanted));
}

/**
 * Links and files that Twenty destroyed together with the record they belonged to, when somebody destroyed that
 * (contracts/twenty c). Nothing of ours was written about them.
 */
async function wentAlong(ledger: Ledger, wanted: readonly Wanted[]): Promise<Set<string>> {
  const links = wanted.filter((w) => isTargetObject(w.object) && !isIdentified(w.object)).map((w) => w.id);
  const effects = await latestEffects(ledger, links);
  const owners = new Map([...effects].map(([id, { written }]) => [id, ownersIn(fieldsIn(written))]));
  const lost = await latestEffects(ledger, [...new Set([...owners.values()].flat())]);
  const isLost = (id: string) => lost.get(id)?.state === "conflict" && lost.get(id)?.code === "destroyed";
  return new Set([...owners].filter(([, ids]) => ids.some(isLost)).map(([id]) => id));
}

const ownersIn = (fields: Fields): string[] =>
  Object.entries(fields).flatMap(([field, value]) =>
    field.endsWith("Id") && typeof value === "string" ? [value] : []
  );
