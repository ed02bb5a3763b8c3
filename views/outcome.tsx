import type { Outcome } from "../steps/engine/step.ts";
import { FindingList } from "./findings.tsx";
import { OutcomeTableView } from "./outcome_table.tsx";
import { ReconciliationView } from "./reconciliation.tsx";

/** What the last run did and found. */
export function OutcomeView({ outcome, id }: { outcome: Outcome; id: string }) {
  const { findings = [], tables = [], reconciliation = [] } = outcome;
  return (
    <div class="outcome">
      <p class="verdict">{outcome.verdict}</p>
      {findings.length > 0 ? <FindingList findings={findings} id={id} /> : null}
      {reconciliation.length > 0 ? <ReconciliationView rows={reconciliation} id={id} /> : null}
      {tables.map((table) => <OutcomeTableView table={table} id={`${id}-${table.id}`} />)}
    </div>
  );
}
