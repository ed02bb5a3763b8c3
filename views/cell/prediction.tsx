import type { CellModel, PredictionModel } from "../page/models.ts";
import { PlainTable } from "./outcome_table.tsx";
import { Said } from "../ui/said.tsx";

/** What a run would do now, and what stands in its way. */
export function PredictionView(
  { prediction: { sentence, counting, blocked }, zone }: { prediction: PredictionModel; zone: string },
) {
  return (
    <>
      {sentence
        ? (
          <p>
            <Said text={counting ? `${sentence} ` : sentence} zone={zone} />
            {counting ? <span class="quiet">Counting what it would write…</span> : null}
          </p>
        )
        : null}
      {blocked ? <p class="blocked">{blocked}</p> : null}
    </>
  );
}

/** The figures behind it: by object, and why rows are left out. While there are none its place is kept, as it was folded. */
export function WhyWould({ prediction: { why }, id }: { prediction: PredictionModel; id: CellModel["id"] }) {
  if (!why) return null;
  return (
    <details class="fold why-would" id={`would-${id}`} hidden={why.tables.length === 0}>
      <summary>{why.summary}</summary>
      {why.tables.map((table) => <PlainTable table={table} linked />)}
    </details>
  );
}
