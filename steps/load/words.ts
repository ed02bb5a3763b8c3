import type { EffectCode, EffectTable, RollbackCode } from "../../db/tables.ts";

/** Every code that is kept with a record, in words. They are shown and never read: another wording changes nothing else. */
export const WORDS: Record<EffectCode, string> = {
  "edited": "edited in Twenty",
  "trashed": "deleted in Twenty",
  "destroyed": "destroyed in Twenty",
  "normalised": "reads back otherwise than written",
  "source-gone-edited": "gone in PracticeHub, edited in Twenty",
  "source-gone": "gone in PracticeHub",
  "found": "settled: found",
  "found-as-wanted": "settled: found as wanted",
  "still-there": "settled: still there",
  "restored": "written over an edit, which was put back",
  "refused": "refused by Twenty",
  "duplicate": "a duplicate",
  "not-found": "Record not found",
  "unanswered": "not answered",
  "not-removed": "",
  "mismatch": "read back differently",
  "bytes-differ": "the bytes read back are not those of the source",
  "absent": "settled: not in the target",
  "superseded": "settled: the file is another one now",
  "reverting": "being removed by rollback",
  "restoring": "what was written over an edit is put back",
  "reverted": "removed by rollback",
  "gone-already": "not there any more",
};

/** What is said beside a code, or of what has none. */
export const NOTES = {
  /** Of what was sent although a person's edit stood there. */
  overEdit: "over an edit, as decided",
  /** Of an intent that had to become another one before it got through. */
  amended: "amended after a duplicate",
  /** Verdicts on records whose source row is gone. */
  removed: "removed: gone in PracticeHub",
  left: "not in Twenty any more",
  /** Where what was written over a person's edit was put back. */
  restored: "what was written over the edit was put back",
};

/** Why one failed, which was perhaps sent over an edit. */
export const failureWords = (reason: string, { over_edit }: Pick<EffectTable, "over_edit">): string =>
  over_edit === 1 ? `${reason}; ${NOTES.overEdit}` : reason;

export const mismatchWords = (fields: readonly string[]): string => `${WORDS.mismatch}: ${fields.join(", ")}`;

/** Why a record of ours is where a rollback put it, in words. */
export const ROLLBACK_WORDS: Record<RollbackCode, string> = {
  "edited": "edited in Twenty since",
  "referred-to": "somebody else's record refers to it",
  "referred-to-by-kept": "a kept record refers to it",
  "gone-already": "not there any more",
  "reverted": "removed by rollback",
  "refused": "refused by Twenty",
  "still-there": "still there",
  "not-restored": "what was written over it was not put back",
};
