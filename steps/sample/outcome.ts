import type { Accounts } from "../accounting/accounts.ts";
import { unexplainedFindings, valuesSentence, valuesTables } from "../accounting/words.ts";
import { countDiffs, type DiffCount, diffVerdicts } from "../../db/diffs.ts";
import { hashOf } from "../../db/hash.ts";
import type { Ledger } from "../../db/ledger.ts";
import { many } from "../base/words.ts";
import type { Tally } from "../load/tally.ts";
import { counted, transferTables } from "../load/transfer/transfer_tables.ts";
import type { Outcome } from "../runbook/step.ts";

export interface Diff {
  /** What a sign-off is bound to: every expected value, and of what is changed or left the source and the reasons. */
  hash: string;
  records: number;
  fields: number;
  unequal: number;
  changed: number;
  left: number;
  /** Fields that were left and for which nothing says why. */
  unexplained: number;
}

/** The diff that a run wrote, counted. */
export async function diffOf(ledger: Ledger, run: number): Promise<Diff> {
  const counts = await countDiffs(ledger, run);
  const sum = (of: Exclude<keyof DiffCount, "object">) => counts.reduce((n, count) => n + count[of], 0);
  return {
    hash: hashOf(await diffVerdicts(ledger, run)),
    records: sum("records"),
    fields: sum("fields"),
    unequal: sum("unequal"),
    changed: sum("changed"),
    left: sum("left"),
    unexplained: sum("unexplained"),
  };
}

/** Whether a person may sign: every field is equal, no record failed and every value is accounted for. */
export const isClean = (diff: Diff, tally: Tally, accounts: Accounts): boolean =>
  diff.unequal + diff.unexplained + tally.total("failed") + accounts.totals.unexplained === 0;

/** Green when the diff is clean and a person has signed exactly this one. */
export function outcomeOf(diff: Diff, tally: Tally, accounts: Accounts, isSigned: boolean): Outcome {
  const { hash, records, fields, unequal, changed, left, unexplained } = diff;
  const grouped = (n: number) => n.toLocaleString("en");
  return {
    state: !isClean(diff, tally, accounts) ? "red" : isSigned ? "green" : "waiting",
    verdict: `${many(fields, "field")} of ${many(records, "record")} read back, ` +
      (unequal > 0 ? `${grouped(unequal)} different` : "all equal") +
      `; ${grouped(changed)} changed on purpose, ${grouped(left)} left; ${
        grouped(unexplained)
      } unexplained. ` +
      `${counted(tally)}. ${valuesSentence(accounts.totals)}.`,
    findings: unexplainedFindings(accounts),
    tables: [...transferTables(tally), ...valuesTables(accounts)],
    reconciliation: tally.reconciliation,
    values: accounts.totals,
    fingerprint: hash,
    detail: {
      diffHash: hash,
      unequal,
      fields,
      unexplained: Math.max(unexplained, accounts.totals.unexplained),
    },
  };
}
