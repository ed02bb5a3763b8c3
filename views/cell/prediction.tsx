import type { CellModel } from "./cell.tsx";
import { PlainTable } from "./outcome.tsx";
import { Sentence } from "../ui/time.tsx";
import type { OutcomeTable, Prediction } from "../../steps/runbook/step.ts";

/** What a run would do now. */
export interface PredictionModel extends Omit<Prediction, "forecast"> {
  /** The number of records it would write is being counted. */
  counting?: boolean;
  /** The figures behind the sentence; no tables while they are not known. */
  why?: { summary: string; tables: OutcomeTable[] };
}

/** What a run would do now, and what stands in its way. */
export function PredictionView(
  { prediction: { sentence, counting, blocked }, zone }: { prediction: PredictionModel; zone: string },
) {
  return (
    <>
      {sentence && (
        <p>
          <Sentence text={counting ? `${sentence} ` : sentence} zone={zone} />
          {counting ? <span class="quiet">Counting what it would write…</span> : null}
        </p>
      )}
      {blocked ? <p class="blocked">{blocked}</p> : null}
    </>
  );
}

/** The figures behind it: by object, and why rows are left out. Without figures the fold stays, hidden, in its state. */
export function WhyWould({ prediction: { why }, id }: { prediction: PredictionModel; id: CellModel["id"] }) {
  if (!why) return null;
  return (
    <details class="fold why-would" id={`would-${id}`} hidden={why.tables.length === 0}>
      <summary>{why.summary}</summary>
      {why.tables.map((table) => <PlainTable table={table} linked />)}
    </details>
  );
}
