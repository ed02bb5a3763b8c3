import { patch, readByIds } from "../twenty/records.ts";
import { differences } from "../twenty/compare.ts";
import type { Fields } from "../twenty/json.ts";
import { LostAnswerError, RefusedError } from "./errors.ts";
import type { Kit } from "./kit.ts";
import type { Wanted } from "./wanted.ts";

/** How often an update whose answer was lost, and which is not there, is sent again. */
const ATTEMPTS = 5;

/**
 * Changes records one by one: Twenty has no batch of different changes. Callers have read that the record still
 * holds what we last wrote.
 *
 * @returns refusals by id
 */
export async function updateAll(
  kit: Kit,
  updates: readonly { wanted: Wanted; payload: Fields }[],
): Promise<Map<string, string>> {
  const refused = new Map<string, string>();
  for (const { wanted, payload } of updates) {
    try {
      await updateOne(kit, wanted, payload);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      refused.set(wanted.id, error.reason);
    }
  }
  return refused;
}

async function updateOne(kit: Kit, wanted: Wanted, payload: Fields): Promise<void> {
  for (let attempt = 1;; attempt++) {
    try {
      return await patch(kit.target, wanted.plural, wanted.id, payload);
    } catch (error) {
      if (!(error instanceof LostAnswerError) || attempt >= ATTEMPTS) throw error;
      const found = (await readByIds(kit.target, wanted.plural, [wanted.id])).get(wanted.id);
      if (found && differences(payload, found).length === 0) return;
    }
  }
}
