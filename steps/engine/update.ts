import { patch, readByIds, restoreByIds } from "../twenty/records.ts";
import { differences } from "../twenty/compare.ts";
import type { Fields } from "../twenty/json.ts";
import { concernsEveryRow, LostAnswerError, RefusedError, WholeRefusedError } from "./errors.ts";
import type { Kit } from "./kit.ts";
import type { Wanted } from "./wanted.ts";

/** How often an update whose answer was lost, and which is not there, is sent again. */
const ATTEMPTS = 5;

export interface Update {
  wanted: Wanted;
  payload: Fields;
  /** Takes the record out of the trash first. */
  restore?: boolean;
}

/**
 * Changes records one by one: Twenty has no batch of different changes. Callers have read that the record still
 * holds what we last wrote.
 *
 * @returns refusals by id
 * @throws {WholeRefusedError} no row of the object would be taken
 */
export async function updateAll(
  kit: Kit,
  updates: readonly Update[],
): Promise<Map<string, string>> {
  const refused = new Map<string, string>();
  for (const update of updates) {
    const { wanted } = update;
    try {
      await updateOne(kit, update);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      if (concernsEveryRow(error)) throw new WholeRefusedError(wanted.plural, error);
      refused.set(wanted.id, error.reason);
    }
  }
  return refused;
}

async function updateOne(kit: Kit, { wanted, payload, restore }: Update): Promise<void> {
  for (let attempt = 1;; attempt++) {
    try {
      if (restore) await restoreByIds(kit.target, wanted.plural, [wanted.id]);
      if (Object.keys(payload).length > 0) await patch(kit.target, wanted.plural, wanted.id, payload);
      return;
    } catch (error) {
      if (!(error instanceof LostAnswerError) || attempt >= ATTEMPTS) throw error;
      const found = (await readByIds(kit.target, wanted.plural, [wanted.id])).get(wanted.id);
      if (found?.deletedAt === null && differences(payload, found).length === 0) return;
    }
  }
}
