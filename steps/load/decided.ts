import type { Effect } from "../../db/effects.ts";
import { differences } from "../twenty/compare.ts";
import type { Found } from "../twenty/json.ts";
import type { Decision } from "./decide.ts";
import type { Landed, Verdict, Wanted } from "./wanted.ts";
import { WORDS } from "./words.ts";

/** A wanted record with what is known of it and what is to be done. */
export interface Decided {
  wanted: Wanted;
  effect: Effect | undefined;
  found: Found | undefined;
  decision: Decision;
}

/** A record that something is done about, with the effect that says so. */
export interface Planned extends Decided {
  effect: Effect;
}

/** Verdict on a record that something is sent for, once that is there. */
export const sentVerdict = (decision: Decision): Verdict => decision.do === "update" ? "updated" : "created";

/** Verdict on a record that nothing was sent for. */
export function still({ wanted, decision, found, effect }: Decided): Landed {
  const base = {
    wanted,
    ...(found ? { found } : {}),
    differing: found ? differences(wanted.fields, found) : [],
  };
  if (decision.do === "conflict") {
    const { code, decided } = decision;
    return { ...base, verdict: "conflict", code, reason: WORDS[code], ...(decided ? { decided } : {}) };
  }
  if (decision.do === "confirm") {
    return { ...base, verdict: !effect || effect.kind === "create" ? "created" : "updated" };
  }
  return { ...base, verdict: "unchanged" };
}
