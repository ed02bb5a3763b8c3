import type { Effect } from "../../db/effects.ts";
import { hashOf } from "../../db/hash.ts";
import { heldHash } from "../twenty/compare.ts";
import type { Found } from "../twenty/json.ts";
import type { Ruling } from "./decide.ts";
import type { Landed, Wanted } from "./wanted.ts";
import { NOTES, WORDS } from "./words.ts";

/**
 * What is to be done about a record whose source row is gone; `leave`: it is not in the target, or in its trash, any
 * more. A pure function, as `decide` is.
 *
 * @param isEdited whether a person worked on it since our last write
 */
export function removal(
  wanted: Wanted,
  effect: Effect | undefined,
  there: Found | undefined,
  ruling: Ruling | undefined,
  isEdited: boolean,
): "remove" | "leave" | "conflict" {
  const open = effect?.kind === "remove" && effect.state !== "confirmed" && effect.state !== "conflict";
  if (!effect || !there || (there.deletedAt !== null && !open)) return "leave";
  // One that a cut-off run had put there already was decided before.
  const isDone = effect.kind === "remove" && effect.state === "sent" && there.deletedAt !== null;
  return !isDone && isEdited && !overruled(ruling, wanted, there) ? "conflict" : "remove";
}

const overruled = (ruling: Ruling | undefined, { fields }: Wanted, there: Found): boolean =>
  ruling?.take === "practicehub" && ruling.wanted === hashOf(fields) && ruling.found === heldHash(there);

/** Verdicts on such records, less what each is about. */
export const REMOVED = {
  verdict: "updated",
  code: "source-gone",
  reason: NOTES.removed,
  differing: [],
} as const;
export const LEFT = {
  verdict: "unchanged",
  code: "gone-already",
  reason: NOTES.left,
  differing: [],
} as const;

/** Verdict on one that a person worked on. */
export function metGone(wanted: Wanted, ruling: Ruling | undefined): Landed {
  const decided = ruling?.take === "twenty" && ruling.wanted === hashOf(wanted.fields);
  const code = "source-gone-edited";
  return {
    wanted,
    verdict: "conflict",
    code,
    reason: WORDS[code],
    differing: [],
    ...(decided ? { decided } : {}),
  };
}
