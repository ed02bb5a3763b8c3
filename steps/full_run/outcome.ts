import { accountsOf } from "../accounting/pass.ts";
import { unexplainedFindings, valuesSentence, valuesTables } from "../accounting/words.ts";
import { many } from "../base/words.ts";
import { switchedOffFindings } from "../load/automations.ts";
import { sourceRows } from "../load/forecast/prediction.ts";
import { goneTable, goneWords } from "../load/gone.ts";
import type { Tally } from "../load/tally.ts";
import { failureFindings, isOutsideTolerance } from "../load/transfer/tolerance.ts";
import { counted, transferTables } from "../load/transfer/transfer_tables.ts";
import type { Kit } from "../runbook/kit.ts";
import type { Finding, Outcome } from "../runbook/step.ts";
import { OBJECTS } from "../mapping/objects.ts";

export interface Moved {
  tally: Tally;
  /** Records whose source row is gone. */
  removed: Tally;
  /** Runs of the workspace's own workflows that were set off meanwhile. */
  workflowRuns: number;
  /** Requests that the run sent to Twenty, by kind of limit. */
  sent: Record<"core" | "metadata", number>;
}

/** Green when failures are within the tolerance, every source row is accounted for and nothing waits for a decision. */
export async function outcomeOf(kit: Kit, { tally, removed, workflowRuns, sent }: Moved): Promise<Outcome> {
  const { tolerance, gonePolicy } = kit.settings;
  const lost = await unaccounted(kit, tally);
  const accounts = await accountsOf(kit.ledger, kit.settings);
  const unexplained = unexplainedFindings(accounts);
  const both = [tally, removed];
  const red = both.some((t) => isOutsideTolerance(t, tolerance)) || lost.length + unexplained.length > 0;
  return {
    state: red ? "red" : tally.undecided + removed.undecided > 0 ? "waiting" : "green",
    verdict: `${counted(tally)}${
      goneWords(removed, gonePolicy)
    }; everything written was read back field by field. ${valuesSentence(accounts.totals)}.`,
    findings: [
      ...unexplained,
      ...lost,
      ...both.flatMap((t) => failureFindings(t, tolerance)),
      ...workflowFinding(workflowRuns),
      ...await switchedOffFindings(kit),
    ],
    tables: [...transferTables(tally), ...goneTable(removed, gonePolicy), ...valuesTables(accounts)],
    reconciliation: tally.reconciliation,
    values: accounts.totals,
    detail: { sent, workflowRuns, tolerance },
  };
}

/** The source rows are counted by themselves, not by what was landed: a row that fell through shows here. */
async function unaccounted(kit: Kit, tally: Tally): Promise<Finding[]> {
  return (await sourceRows(kit)).flatMap(({ object, total }) => {
    const met = tally.reconciliation.find((r) => r.object === object)?.source ?? 0;
    if (met === total) return [];
    const name = OBJECTS[object].plural;
    return [{
      id: `unaccounted-${name}`,
      severity: "stop" as const,
      title: `${name}: ${many(total, "source row")}, ${met.toLocaleString("en")} accounted for`,
      detail: "The source rows in the ledger and the records of this run do not add up.",
      action: "Run the cell again; if it stays, do not cut over.",
    }];
  });
}

function workflowFinding(runs: number): Finding[] {
  if (runs <= 0) return [];
  return [{
    id: "workflow-runs",
    severity: "warning",
    title: `${runs.toLocaleString("en")} workflow runs were set off`,
    detail: "Active workflows of the workspace started on the records that were created.",
    action: "Look at what they did under Workflows in Twenty, and deactivate them before moving more.",
  }];
}
