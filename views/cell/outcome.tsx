import { FindingList, type FindingModel } from "../findings/list.tsx";
import { OutcomeTableView } from "./outcome_table.tsx";
import { ReconciliationView } from "../reconciliation/table.tsx";
import { Said } from "../ui/said.tsx";
import type { Outcome } from "../../steps/runbook/step.ts";

/** What a run did and found. */
export type OutcomeModel = Omit<Outcome, "findings"> & { findings?: FindingModel[] };

interface OutcomeViewProps {
  outcome: OutcomeModel;
  /** The cell. */
  id: string;
  zone: string;
  /** The number of the run that it is of. */
  run?: number | undefined;
  /** Something has changed since, and this was said before it. */
  before?: boolean;
}

/** What a run did and found. */
export function OutcomeView(
  { outcome, id, zone, run, before }: OutcomeViewProps,
) {
  const { findings = [], tables = [], reconciliation = [] } = outcome;
  return (
    <div class="outcome">
      <p class={before ? "verdict quiet" : "verdict"}>
        {before ? "Before that change: " : ""}
        <Said text={outcome.verdict} zone={zone} />
      </p>
      {findings.length > 0 ? <FindingList findings={findings} id={id} zone={zone} run={run} /> : null}
      {reconciliation.length > 0 ? <ReconciliationView rows={reconciliation} id={id} /> : null}
      {tables.map((table) => <OutcomeTableView table={table} id={`${id}-${table.id}`} />)}
    </div>
  );
}
