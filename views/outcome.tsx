import type { Outcome } from "../steps/engine/step.ts";
import { FindingList } from "./findings.tsx";
import { OutcomeTableView } from "./outcome_table.tsx";
import { ReconciliationView } from "./reconciliation.tsx";
import { Said } from "./said.tsx";

/** What the last run did and found. `before`: something has changed since, and this was said before it. */
export function OutcomeView(
  { outcome, id, zone, before }: { outcome: Outcome; id: string; zone: string; before?: boolean },
) {
  const { findings = [], tables = [], reconciliation = [] } = outcome;
  return (
    <div class="outcome">
      <p class={before ? "verdict quiet" : "verdict"}>
        {before ? "Before that change: " : ""}
        <Said text={outcome.verdict} zone={zone} />
      </p>
      {findings.length > 0 ? <FindingList findings={findings} id={id} zone={zone} /> : null}
      {reconciliation.length > 0 ? <ReconciliationView rows={reconciliation} id={id} /> : null}
      {tables.map((table) => <OutcomeTableView table={table} id={`${id}-${table.id}`} />)}
    </div>
  );
}
