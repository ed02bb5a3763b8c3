import type { Ledger } from "../../db/ledger.ts";
import type { Kit } from "../../steps/runbook/kit.ts";

export interface CurrentSample {
  runId: number;
  diffHash: string;
  unequal: number;
  signedBy: string | undefined;
  /** The run whose diff was signed: an earlier one than `runId` where that came to the same diff. */
  signedRunId?: number;
  stale: boolean;
}

/** What a person decides on the page and a step knows how to keep: implemented in `steps/sample/sign_off.ts` and `steps/members/assign.ts`. */
export interface Decisions {
  currentSample(ledger: Ledger): Promise<CurrentSample | undefined>;
  /** @throws {HandoverError} the diff is not equal, not the newest, or a map changed since. */
  signOff(kit: Kit, diffHash: string): Promise<void>;
  /** No member: the fallback owner. */
  assignMember(kit: Kit, practitionerId: number, memberId: string | undefined): Promise<void>;
}
