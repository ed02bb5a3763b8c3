import { accountsOf } from "../accounting/pass.ts";
import { unexplainedFindings, valuesTables } from "../accounting/words.ts";
import type { Settings } from "../base/settings.ts";
import { goneTable, goneWords } from "../load/gone.ts";
import type { Tally } from "../load/tally.ts";
import { failureFindings, isOutsideTolerance } from "../load/transfer/tolerance.ts";
import { counted, transferTables } from "../load/transfer/transfer_tables.ts";
import type { Kit } from "../runbook/kit.ts";
import type { Finding, Outcome } from "../runbook/step.ts";
import { finished, sweepTable } from "../staging/findings.ts";
import type { Swept } from "../staging/sweep.ts";

export interface Pass {
  tally: Tally;
  /** Records whose source row is gone. */
  removed: Tally;
  /** What reading PracticeHub found. */
  findings: Finding[];
  /** Empty where only changes were asked for. */
  swept: Swept[];
  /** Not everything could be read. */
  short: boolean;
  /** Nothing was to be written, and nothing failed. */
  isRest: boolean;
  isSweep: boolean;
  /** When the pass began. */
  began: string;
}

/** Green when all was read, failures are within the tolerance and nothing waits for a decision. */
export async function outcomeOf(kit: Kit, pass: Pass): Promise<Outcome> {
  const { tally, removed, short, isSweep } = pass;
  const { tolerance, gonePolicy } = kit.settings;
  const undecided = tally.undecided + removed.undecided;
  const outside = [tally, removed].some((t) => isOutsideTolerance(t, tolerance));
  const accounts = await accountsOf(kit.ledger, kit.settings);
  const unexplained = unexplainedFindings(accounts);
  const isFinished = unexplained.length === 0 && pass.isRest && undecided === 0 && isSweep && !short;
  return {
    state: outside || short || unexplained.length > 0 ? "red" : undecided > 0 ? "waiting" : "green",
    verdict: verdict(tally, removed, gonePolicy, isFinished),
    findings: [
      ...unexplained,
      ...isFinished ? [await finished(kit, pass.swept, pass.began)] : [],
      ...pass.findings,
      ...[tally, removed].flatMap((t) => failureFindings(t, tolerance)),
    ],
    tables: [
      ...sweepTable(pass.swept),
      ...transferTables(tally),
      ...goneTable(removed, gonePolicy),
      ...valuesTables(accounts),
    ],
    reconciliation: tally.reconciliation,
    values: accounts.totals,
    detail: { removed: removed.total("updated"), sweep: isSweep, tolerance },
  };
}

function verdict(tally: Tally, removed: Tally, policy: Settings["gonePolicy"], isFinished: boolean): string {
  if (isFinished) return "Nothing is left: no row of PracticeHub differs from what was confirmed in Twenty.";
  const gone = removed.total("updated");
  const open = tally.total("failed") + tally.total("conflict") + removed.total("failed") +
    removed.total("conflict");
  if (tally.total("created") + tally.total("updated") + gone + open === 0) {
    return "Nothing was found in what was read.";
  }
  return `${counted(tally)}${goneWords(removed, policy)}.`;
}
