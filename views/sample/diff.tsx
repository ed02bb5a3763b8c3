import { barHead, FigureTable, numeric } from "../ui/table.tsx";
import { DiffRows } from "./diff_rows.tsx";
import type { DiffCount, DiffRow } from "../../db/diffs.ts";
import { Bar } from "../ui/bar.tsx";
import { grouped, plural } from "../ui/numbers.ts";
import { label } from "../ui/words.ts";
import { Press } from "../ui/action.tsx";
import { PrintLink } from "../ui/link.tsx";

export interface DiffModel {
  run: number;
  counts: DiffCount[];
  rows: DiffLine[];
  object: string;
  /** Which rows are shown: those that differ, those that are changed or left on purpose, or every mapped field. */
  show: "unequal" | "changed" | "all";
  offset: number;
  /** Rows that match the filter. */
  total: number;
  pageSize: number;
  sample?: {
    diffHash: string;
    unequal: number;
    unexplained: number;
    signedBy?: string;
    sameAs?: SameDiff;
    stale: boolean;
  };
  mayPress: boolean;
}

/** One mapped field, with the words for why it holds something else than the source, or nothing. */
export type DiffLine = Omit<DiffRow, "reasons"> & { why: string[] };

/** An earlier run of the sample was signed, and the newest has the same diff: the numbers of both runs. */
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

/** How much was compared, object by object, and how much of it differs. */
function DiffCounts({ counts }: { counts: DiffCount[] }) {
  if (counts.length === 0) return <p class="quiet">Nothing landed, so there is nothing to compare.</p>;
  return (
    <FigureTable
      label="Fields compared, by object"
      class="diff-counts stacked tally"
      caption={<caption class="visually-hidden">Fields compared</caption>}
      heads={[
        "Object",
        numeric("Records"),
        numeric("Fields"),
        barHead("Share equal"),
        numeric("Different"),
        numeric("Changed on purpose"),
        numeric("Left"),
      ]}
    >
      <tbody>
        {counts.map(({ object, records, fields, unequal, changed, left }) => (
          <tr>
            <th scope="row">{label(object)}</th>
            <td class="num" data-label="records">{grouped(records)}</td>
            <td class="num" data-label="fields">{grouped(fields)}</td>
            <td class="bar-cell">
              <Bar
                parts={[{ kind: "created", value: fields - unequal }, { kind: "failed", value: unequal }]}
                total={fields}
              />
            </td>
            <td class={`num key-failed ${unequal > 0 ? "is-red" : "zero"}`} data-label="different">
              {grouped(unequal)}
            </td>
            <td class={`num ${changed > 0 ? "" : "zero"}`} data-label="changed on purpose">
              {grouped(changed)}
            </td>
            <td class={`num ${left > 0 ? "" : "zero"}`} data-label="left">{grouped(left)}</td>
          </tr>
        ))}
      </tbody>
    </FigureTable>
  );
}

/** The approval of one exact diff, and the paper of it. */
function SignOff({ diff }: { diff: DiffModel }) {
  const { sample } = diff;
  if (!sample) return null;
  return (
    <>
      <Approve sample={sample} counts={diff.counts} mayPress={diff.mayPress} />
      <PrintLink href="/print/sample" what="the whole sample" />
    </>
  );
}

type Sample = NonNullable<DiffModel["sample"]>;

/** There is nothing to press while a field differs or the maps have moved on. */
function Approve({ sample, counts, mayPress }: { sample: Sample; counts: DiffCount[]; mayPress: boolean }) {
  const hash = <span class="id" title={sample.diffHash}>{sample.diffHash.slice(0, 12)}</span>;
  if (sample.stale) {
    return <p class="sign-off is-waiting">A map has changed since this sample: run it again, then sign.</p>;
  }
  if (sample.signedBy) {
    const { sameAs } = sample;
    return (
      <p class="sign-off is-green">
        Signed off by {sample.signedBy}
        {sameAs ? ` on run ${sameAs.signed}; run ${sameAs.newest} came to the same diff` : ", diff"} {hash}.
      </p>
    );
  }
  if (sample.unequal > 0) {
    return (
      <p class="sign-off is-red">
        {plural(sample.unequal, "field")}{" "}
        differ{sample.unequal === 1 ? "s" : ""}: change the map or the record, run the sample again, then
        sign.
      </p>
    );
  }
  if (sample.unexplained > 0) {
    return (
      <p class="sign-off is-red">
        {plural(sample.unexplained, "value")} unexplained: nothing says what became of{" "}
        {sample.unexplained === 1 ? "it" : "them"}. The findings above name the attributes; map or ignore
        them, run the sample again, then sign.
      </p>
    );
  }
  return (
    <div class="sign-off row spread">
      <p>
        Every field is equal{onPurpose(counts)}. Signing approves exactly this diff,{" "}
        {hash}; a change of map voids it.
      </p>
      {mayPress && (
        <Press
          path="/sample/sign-off"
          name="sign-off"
          values={{ diffHash: sample.diffHash }}
          button="primary"
        >
          Sign off
        </Press>
      )}
    </div>
  );
}

/** What a person signs besides: values that are not in Twenty as they are in PracticeHub. */
function onPurpose(counts: readonly DiffCount[]): string {
  const changed = counts.reduce((sum, count) => sum + count.changed, 0);
  const left = counts.reduce((sum, count) => sum + count.left, 0);
  const parts = [
    ...changed > 0 ? [`${grouped(changed)} changed on purpose`] : [],
    ...left > 0 ? [`${grouped(left)} left`] : [],
  ];
  return parts.length === 0 ? "" : `; ${parts.join(", ")}, each with its reason below`;
}
