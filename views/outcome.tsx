import type { Outcome } from "../steps/engine/step.ts";
import { FindingList } from "./findings.tsx";
import { OutcomeTableView } from "./outcome_table.tsx";
import { ReconciliationView } from "./reconciliation.tsx";

/** What the last run did and found. `before`: something has changed since, and this was said before it. */
export function OutcomeView({ outcome, id, before }: { outcome: Outcome; id: string; before?: boolean }) {
  const { findings = [], tables = [], reconciliation = [] } = outcome;
  return (
    <div class="outcome">
      <p class={before ? "verdict quiet" : "verdict"}>
        {before ? "Before that change: " : ""}
        {outcome.verdict}
      </p>
      {findings.length > 0 ? <FindingList findings={findings} id={id} /> : null}
      {reconciliation.length > 0 ? <ReconciliationView rows={reconciliation} id={id} /> : null}
      {tables.map((table) => <OutcomeTableView table={table} id={`${id}-${table.id}`} />)}
    </div>
  );
}
