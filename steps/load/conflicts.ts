import { type Conflict, conflictsOn, conflictsShown, setTake, type Which } from "../../db/conflicts.ts";
import { canonical, hashOf } from "../../db/hash.ts";
import type { ConflictCode, Take } from "../../db/tables.ts";
import { differences, foundHash, foundIn } from "../twenty/compare.ts";
import type { Fields, Found, Json } from "../twenty/json.ts";
import type { Ruling } from "./decide.ts";
import { NeedsPersonError, UsageError } from "../base/errors.ts";
import type { Kit } from "../runbook/kit.ts";
import type { Wanted } from "./effect.ts";
import { WORDS } from "./words.ts";
import { many } from "../base/words.ts";
import { instant } from "../base/world.ts";

/** Conflicts in which a person may have PracticeHub's values written. What was deleted in Twenty stays deleted. */
export const TAKEABLE: readonly ConflictCode[] = ["edited", "source-gone-edited"];

/** What people decided about these conflicts, by target id. */
export function rulingsIn(conflicts: ReadonlyMap<string, Conflict>): Map<string, Ruling> {
  return new Map(
    [...conflicts.values()].flatMap(({ target_id, take, wanted_hash, found_hash }) =>
      take ? [[target_id, { take, wanted: wanted_hash, found: found_hash }]] : []
    ),
  );
}

/** A conflict as it was met. */
export interface Met {
  wanted: Wanted;
  /** What we last wrote; together with what is wanted, the fields that are looked at. */
  last: Fields;
  found: Found | undefined;
  code: ConflictCode;
  /** It was no conflict before: what was decided about an earlier one is not about this one. */
  isNew: boolean;
  /** What a decision is bound to, where it is not only those fields. */
  bound?: Fields;
}

/**
 * The rows of conflicts that were met, as far as they are news. A decision is kept while it is about the same values; one
 * for Twenty's values until PracticeHub's change.
 */
export async function conflictRows(kit: Kit, met: readonly Met[]): Promise<Conflict[]> {
  const known = await conflictsOn(kit.ledger, met.map((m) => m.wanted.id));
  const at = instant(kit.world);
  return met.flatMap(({ wanted, last, found, code, isNew, bound }) => {
    const before = known.get(wanted.id);
    const wanted_hash = hashOf(wanted.fields);
    const found_hash = foundHash(bound ?? foundIn(last, wanted.fields, found));
    const sameWanted = !isNew && before?.wanted_hash === wanted_hash && before.code === code;
    if (sameWanted && before.found_hash === found_hash) return [];
    const stands = sameWanted && before.take === "twenty";
    return [{
      target_id: wanted.id,
      object: wanted.object,
      source_key: wanted.sourceKey,
      code,
      fields: canonical(sideBySide(last, wanted.fields, found)),
      wanted_hash,
      found_hash,
      met_at: at,
      take: stands ? before.take : null,
      who: stands ? before.who : null,
      decided_at: stands ? before.decided_at : null,
    }];
  });
}

/** Per field in which the two differ, what is wanted and what is there. */
function sideBySide(last: Fields, wanted: Fields, found: Found | undefined): Record<string, [Json, Json]> {
  if (!found) return {};
  const all: Fields = { ...Object.fromEntries(Object.keys(last).map((field) => [field, null])), ...wanted };
  return Object.fromEntries(
    differences(all, found).map((field) => [field, [all[field] ?? null, found[field] ?? null]]),
  );
}

/** Conflicts that a decision about all of them was shown. */
export interface Expected {
  count: number;
  /** Of both sides of each, as `conflictsShown` makes it. */
  hash: string;
}

/**
 * A person says whose values a record is to have, or takes that back. The next full run or delta acts on it, if both
 * sides are then as they were shown.
 *
 * @param expected what the page showed of all that nobody has decided; where it is another by now, nothing is decided
 * @throws {NeedsPersonError} the conflicts are not those that were shown
 * @throws {UsageError} nothing in conflict is meant, or another number of records was typed than was shown
 */
export async function decideConflicts(
  kit: Kit,
  which: Which,
  take: Take | null,
  expected?: Expected,
): Promise<void> {
  const count = which === "undecided" ? await countExpected(kit, take, expected) : 1;
  const sourceKey = which === "undecided" ? undefined : await sourceKeyOf(kit, which.id, take);
  const at = instant(kit.world);
  const codes = take === "practicehub" ? TAKEABLE : undefined;
  await kit.ledger.commit(async () => ({
    ...await setTake(kit.ledger, which, { take, who: kit.who, at }, codes),
    events: [kit.log.entry({
      kind: "decided",
      message: `${sourceKey ?? many(count, "conflict")}: ${TAKE_WORDS[take ?? "open"]}, by ${kit.who}`,
    })],
  }));
}

const TAKE_WORDS = {
  twenty: "Twenty's values stay",
  practicehub: "PracticeHub's values are to be written",
  open: "the decision was taken back",
} as const;

/** How many records a decision about all is about, where they are those that were shown. */
async function countExpected({ ledger }: Kit, take: Take | null, expected?: Expected): Promise<number> {
  const shown = await conflictsShown(ledger, TAKEABLE);
  const part = take === "practicehub" ? "takeable" : "undecided";
  const count = shown.count[part];
  if (expected && expected.hash !== shown[part]) {
    throw new NeedsPersonError(
      `The conflicts are not those that you were shown: ${
        many(count, "conflict")
      } would be decided by now. Nothing was; look at them again, then decide.`,
    );
  }
  if (expected && expected.count !== count) {
    throw new UsageError(
      `${many(count, "conflict")} would be decided, not ${
        expected.count.toLocaleString("en")
      }; nothing was. Type ${count.toLocaleString("en")}.`,
    );
  }
  return count;
}

async function sourceKeyOf(kit: Kit, id: string, take: Take | null): Promise<string> {
  const conflict = (await conflictsOn(kit.ledger, [id])).get(id);
  if (!conflict) throw new UsageError("This record is not in conflict; reload the page.");
  if (take === "practicehub" && !TAKEABLE.includes(conflict.code)) {
    throw new UsageError(`${conflict.source_key} was ${WORDS[conflict.code]}; that stays as it is.`);
  }
  return conflict.source_key;
}
