import { DiffRows } from "./diff_rows.tsx";
import { DiffCounts } from "./diff_counts.tsx";
import type { DiffModel } from "../page/models.ts";
import { SignOff } from "./sign_off.tsx";

/** The sample as it landed: source value → expected → found, and the approval of exactly this. */
export function SampleDiff({ diff }: { diff: DiffModel }) {
  return (
    <div class="diff" id="diff">
      <h3>What landed, field by field</h3>
      <DiffCounts counts={diff.counts} />
      <SignOff diff={diff} />
      {/* The id changes with the run: the same page of rows stays where it is while the stream redraws the cell. */}
      <div id={`diff-rows-${diff.run}`} hx-morph-skip="true">
        <DiffRows diff={diff} />
      </div>
    </div>
  );
}
