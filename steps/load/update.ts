import { patch, patchUnchanged, readByIds, restoreByIds } from "../twenty/records.ts";
import { differences } from "../twenty/compare.ts";
import type { Fields, Found } from "../twenty/json.ts";
import { concernsEveryRow, LostAnswerError, RefusedError, WholeRefusedError } from "../base/errors.ts";
import type { Kit } from "../runbook/kit.ts";
import { type Refusal, refusalOf, type Wanted } from "./effect.ts";
import { WORDS } from "./words.ts";

/** How often an update whose answer was lost, and which is not there, is sent again. */
const ATTEMPTS = 5;

export interface Update {
  wanted: Wanted;
  payload: Fields;
  /** The record as it was read, and what it held of ours: it is changed only while that is so. */
  since?: { found: Found; prior: Fields };
  /** Takes the record out of the trash first. */
  restore?: boolean;
}

/**
 * Changes records one by one: Twenty has no batch of different changes. Each is changed only if it is still as it was
 * read, which may be minutes ago where many are changed.
 *
 * @returns refusals by id, Twenty's or our own where somebody was faster
 * @throws {WholeRefusedError} no row of the object would be taken
 */
export async function updateAll(
  kit: Kit,
  updates: readonly Update[],
): Promise<Map<string, Refusal>> {
  const refused = new Map<string, Refusal>();
  for (const update of updates) {
    const { wanted } = update;
    try {
      const refusal = await updateOne(kit, update);
      if (refusal) refused.set(wanted.id, refusal);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      if (concernsEveryRow(error)) throw WholeRefusedError.from(wanted.plural, error);
      refused.set(wanted.id, refusalOf(error));
    }
  }
  return refused;
}

/** @returns why it was not sent, if it was not */
async function updateOne(
  kit: Kit,
  { wanted, payload, since, restore }: Update,
): Promise<Refusal | undefined> {
  const { plural, id } = wanted;
  let found = restore ? undefined : since?.found;
  // Not `retry`: what is read after each attempt decides what the next one sends.
  for (let attempt = 1;; attempt++) {
    let declined = false;
    try {
      if (restore) await restoreByIds(kit.target, plural, [id]);
      if (Object.keys(payload).length === 0) return undefined;
      if (!found) return void await patch(kit.target, plural, id, payload);
      if (await patchUnchanged(kit.target, plural, found, payload)) return undefined;
      declined = true;
    } catch (error) {
      if (!(error instanceof LostAnswerError) || attempt >= ATTEMPTS) throw error;
    }
    const now = (await readByIds(kit.target, plural, [id])).get(id);
    if (now?.deletedAt === null && differences(payload, now).length === 0) return undefined;
    if (!since || restore) continue;
    if (!now || now.deletedAt !== null) return { code: "not-found", reason: WORDS["not-found"] };
    if (differences(since.prior, now).length > 0) return { code: "edited", reason: WORDS.edited };
    // Where nothing was changed and it was declined all the same, the condition is not understood.
    const without = declined && (now.updatedAt === found?.updatedAt || attempt >= ATTEMPTS);
    found = without ? undefined : now;
  }
}
