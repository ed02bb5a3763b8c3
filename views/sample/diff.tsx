import { DiffRows } from "./diff_rows.tsx";
import { DiffCounts } from "./diff_counts.tsx";
import { SignOff } from "./sign_off.tsx";
import type { DiffCount, DiffRow } from "../../db/diffs.ts";

export interface DiffModel {
  kind: "diff";
  run: number;
  counts: DiffCount[];
  rows: DiffRow[];
  object: string;
  onlyUnequal: boolean;
  offset: number;
  /** Rows that match the filter. */
  total: number;
  pageSize: number;
  sample?: { diffHash: string; unequal: number; signedBy?: string; sameAs?: SameDiff; stale: boolean };
  mayPress: boolean;
}

/** The signature is of an earlier run of the sample, and the newest came to the same diff: numbers as people know them. */
export interface SameDiff {
  signed: number;
  newest: number;
}

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
