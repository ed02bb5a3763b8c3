import type { EffectCode } from "../../db/tables.ts";
import type { RefusedError } from "../base/errors.ts";

/** Why one record was not written. */
export interface Refusal {
  code: EffectCode;
  /** Twenty's words or ours, to be shown. */
  reason: string;
}

/** What Twenty said of one record. */
export function refusalOf({ code, reason }: RefusedError): Refusal {
  return { code: code === "duplicate" || code === "not-found" ? code : "refused", reason };
}
