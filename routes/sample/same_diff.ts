import type { Ledger } from "../../db/ledger.ts";
import { findRun } from "../../db/runs.ts";
import type { SameDiff } from "../../views/sample/diff.tsx";
import type { CurrentSample } from "../cell/decisions.ts";

/** Which run was signed, where it is not the newest: its signature is older than what it approves by the same hash. */
export async function sameDiff(
  ledger: Ledger,
  { runId, signedRunId }: CurrentSample,
): Promise<SameDiff | undefined> {
  if (signedRunId === undefined || signedRunId === runId) return undefined;
  const [signed, newest] = await Promise.all([findRun(ledger, signedRunId), findRun(ledger, runId)]);
  return signed && newest && { signed: signed.number, newest: newest.number };
}
