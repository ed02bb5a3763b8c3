import { Heads, numeric } from "../ui/table.tsx";
import type { DiffLine, SameDiff } from "../sample/diff.tsx";
import { Why } from "../sample/diff_rows.tsx";
import { grouped, plural } from "../ui/numbers.ts";
import { type Approval, Paper, type PaperHead, PaperTable } from "./paper.tsx";
import { PaperValue } from "../ui/value.tsx";
import { label } from "../ui/words.ts";
import type { DiffCount } from "../../db/diffs.ts";
import type { OutcomeTable } from "../../steps/runbook/step.ts";

export interface SamplePaperModel {
  head: PaperHead;
  approval: Approval;
  verdict: string;
  counts: DiffCount[];
  objects: { object: string; records: PaperRecord[] }[];
  /** Rows of the sample that have no record or hold less. */
  tables: OutcomeTable[];
}

/** One sampled record with every field that was compared; values as JSON. */
export interface PaperRecord {
  sourceKey: string;
  targetId: string;
  fields: PaperField[];
}

export interface PaperField {
  field: string;
  /** The value of each attribute by name. */
  sources: string;
  /** Null where the field was left, or is empty in the source. */
  mapped: string | null;
  found: string | null;
  equal: boolean;
  fate: DiffLine["fate"];
  /** Why it holds something else than the source, or nothing. */
  why: string[];
}

/** Every sampled record with every field: source value, mapped value, what was read back, nothing cut. */
export function SamplePaper({ model, style }: { model: SamplePaperModel; style: string }) {
  const { head, approval, verdict, counts, objects, tables } = model;
  const records = counts.reduce((sum, c) => sum + c.records, 0);
  return (
    <Paper
      head={head}
      approval={approval}
      style={style}
      sentence={`I have looked at the ${
        plural(records, "record")
      } on this paper. What Twenty holds is what ` +
        "should become of them, and the rest may be moved in the same way. " +
        approves(head.run, approval.signed?.sameAs) +
        "a change of a map, or a sample with another result, voids it."}
    >
      <p class="verdict">{verdict}</p>
      <Counts counts={counts} />
      <p class="none">
        Values stand here whole, each under the name that it has in PracticeHub. What is changed or left has
        its reason beside it, and is signed with the rest. What Twenty adds to an equal value by itself, such
        as the link of a file, is left out.
      </p>
      {objects.map(({ object, records }) => (
        <ObjectTable object={object} records={records} run={head.run} hash={head.hash.value} />
      ))}
      {tables.map((table) => <PaperTable table={table} />)}
    </Paper>
  );
}

/** A signature from before the newest run approves it by its hash alone, so the paper says that both have the same diff. */
function approves(run: number, sameAs: SameDiff | undefined): string {
  return sameAs
    ? `This approves the diff of this SHA-256 and no other: it was signed on run ${sameAs.signed} of the sample, ` +
      `and run ${sameAs.newest} came to the same diff; `
    : `This approves run ${run} of the sample with the diff of this SHA-256 and no other; `;
}

function Counts({ counts }: { counts: SamplePaperModel["counts"] }) {
  return (
    <table class="counts">
      <caption>What was compared</caption>
      <Heads
        of={[
          "Object",
          ...["Records", "Fields", "Equal", "Different", "Changed on purpose", "Left"].map(numeric),
        ]}
      />
      <tbody>
        {counts.map(({ object, records, fields, unequal, changed, left }) => (
          <tr>
            <th scope="row">{label(object)}</th>
            <td class="num">{grouped(records)}</td>
            <td class="num">{grouped(fields)}</td>
            <td class="num">{grouped(fields - unequal)}</td>
            <td class="num">{grouped(unequal)}</td>
            <td class="num">{grouped(changed)}</td>
            <td class="num">{grouped(left)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Its head comes again on each page, and says there which paper the page is of. */
function ObjectTable({ object, records, run, hash }: {
  object: string;
  records: PaperRecord[];
  run: number;
  hash: string;
}) {
  return (
    <table class="diff">
      <caption>{label(object)}, {plural(records.length, "record")}</caption>
      <colgroup>
        <col class="col-field" />
        <col class="col-value" />
        <col class="col-value" />
        <col class="col-value" />
        <col class="col-equal" />
      </colgroup>
      <thead>
        <tr class="running">
          <td colspan={5}>
            {label(object)}. Sample run {run}, diff <span class="id">{hash.slice(0, 12)}…</span>
          </td>
        </tr>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">In PracticeHub</th>
          <th scope="col">Mapped to</th>
          <th scope="col">Read back from Twenty</th>
          <th scope="col">Equal</th>
        </tr>
      </thead>
      {records.map((record) => <Record record={record} />)}
    </table>
  );
}

function Record({ record: { sourceKey, targetId, fields } }: { record: PaperRecord }) {
  const empty = fields.filter(({ fate }) => fate === "empty").map(({ field }) => field);
  return (
    <tbody>
      <tr class="record">
        <th scope="rowgroup" colspan={5}>
          <span class="id">{sourceKey}</span> → <span class="id">{targetId}</span>
        </th>
      </tr>
      {fields.filter(({ fate }) => fate !== "empty").map((
        { field, sources, mapped, found, equal, fate, why },
      ) => (
        <tr class={equal ? "" : "unequal"}>
          <th scope="row" class="id">{field}</th>
          <td>
            <PaperValue json={sources} exact={false} />
          </td>
          <td>
            <PaperValue json={mapped} exact={!equal} />
            <Why fate={fate} why={why} />
          </td>
          <td>
            <PaperValue json={found} exact={!equal} />
          </td>
          <td>{!equal ? <b>no</b> : fate === "left" ? <b>left</b> : "yes"}</td>
        </tr>
      ))}
      {empty.length > 0 && (
        <tr class="empty">
          <td colspan={5}>Mapped too, and empty in PracticeHub: {empty.join(", ")}</td>
        </tr>
      )}
    </tbody>
  );
}
