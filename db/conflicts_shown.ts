import { sql } from "kysely";
import { type ConflictCount, type ConflictGroup, conflictGroups, countIn, isUndecided } from "./conflicts.ts";
import { hashOf, sha256 } from "./hash.ts";
import type { Ledger } from "./ledger.ts";
import type { ConflictCode } from "./tables.ts";

/** What the open conflicts are, each part by a hash that is another one as soon as it is no longer what was shown. */
export interface ConflictsShown {
  count: ConflictCount;
  /** Of all that is open, and of what was decided about it. */
  all: string;
  /** Of both sides of those that nobody has decided. */
  undecided: string;
  /** Of both sides of those of them in which PracticeHub's values may be taken. */
  takeable: string;
}

/** @param takeable codes of conflicts in which PracticeHub's values can be taken */
export async function conflictsShown(
  ledger: Ledger,
  takeable: readonly ConflictCode[],
): Promise<ConflictsShown> {
  // Put together by SQLite: to fetch 10,000 of them row by row takes more than twice as long.
  const rows = await conflictGroups(ledger).select(
    sql<string>`group_concat(
      target_id || ' ' || wanted_hash || ' ' || found_hash
        || case when take is null then '' else ' ' || quote(who) || ' ' || decided_at end,
      ',' order by target_id)`.as("text"),
  ).orderBy("take").orderBy("code").execute();
  const hashed = (of: (group: ConflictGroup) => boolean): string =>
    hashOf(rows.filter(of).map(({ take, code, text }) => [take, code, sha256(text)]));
  return {
    count: countIn(rows, takeable),
    all: hashed(() => true),
    undecided: hashed(isUndecided),
    takeable: hashed((group) => isUndecided(group) && takeable.includes(group.code)),
  };
}
