import { FigureTable } from "../ui/table.tsx";
import { RecordLink } from "../ui/link.tsx";
import type { DiffLine, DiffModel } from "./diff.tsx";
import { grouped } from "../ui/numbers.ts";
import { Value } from "../ui/value.tsx";
import { label } from "../ui/words.ts";

/** One page of the diff, by object and by what became of the fields. The only place on the page that shows patients' values. */
export function DiffRows({ diff }: { diff: DiffModel }) {
  const { rows, counts, object, show, offset, total, pageSize, run } = diff;
  const target = `#diff-rows-${run}`;
  const page = (at: number) => `/sample/diff?${new URLSearchParams({ object, show, offset: String(at) })}`;
  return (
    <>
      <form
        class="row"
        method="get"
        action="/sample/diff"
        hx-get="/sample/diff"
        hx-target={target}
        hx-sync="replace"
        hx-trigger="change"
      >
        <label>
          Object{" "}
          <select name="object" id="diff-object">
            <option value="">all</option>
            {counts.map((c) => (
              <option value={c.object} selected={c.object === object}>{label(c.object)}</option>
            ))}
          </select>
        </label>
        <label>
          Show{" "}
          <select name="show" id="diff-show">
            {SHOWN.map(([value, words]) => <option value={value} selected={value === show}>{words}</option>)}
          </select>
        </label>
        <span class="quiet">
          {total === 0
            ? "0 fields"
            : `${grouped(offset + 1)}–${grouped(offset + rows.length)} of ${grouped(total)}`}
        </span>
        {offset > 0
          ? <a href={page(offset - pageSize)} hx-get={page(offset - pageSize)} hx-target={target}>previous</a>
          : null}
        {offset + rows.length < total
          ? <a href={page(offset + pageSize)} hx-get={page(offset + pageSize)} hx-target={target}>next</a>
          : null}
      </form>
      {rows.length === 0 ? <p class="quiet">{NONE[show]}</p> : <DiffTable rows={rows} />}
    </>
  );
}

const SHOWN: readonly (readonly [DiffModel["show"], string])[] = [
  ["unequal", "only what differs"],
  ["changed", "what is left or changed on purpose"],
  ["all", "every mapped field"],
];

const NONE: Record<DiffModel["show"], string> = {
  unequal: "Nothing differs here.",
  changed: "Nothing is changed or left here.",
  all: "Nothing was compared here.",
};

/** Why a field is not as in the source. */
export function Why({ fate, why }: Pick<DiffLine, "fate" | "why">) {
  if (fate !== "changed" && fate !== "left") return null;
  return <p class="why">{fate}: {why.length > 0 ? why.join("; ") : "nothing says why"}</p>;
}

function DiffTable({ rows }: { rows: DiffLine[] }) {
  return (
    <FigureTable
      label="Fields, source, expected and found"
      class="diff-table stacked"
      heads={["Record", "Field", "Source value", "Expected", "Found"]}
      tall
    >
      <tbody>
        {rows.map((row) => (
          <tr
            class={row.equal
              ? row.fate === "left" || row.fate === "changed" ? "on-purpose" : "equal"
              : "unequal"}
          >
            <th scope="row">
              <RecordLink sourceKey={row.source_key} />
            </th>
            <td class="id" data-label="Field">{row.field}</td>
            <td data-label="Source">
              <Value json={row.sources} exact={false} />
            </td>
            <td data-label="Expected">
              <Value json={row.expected} exact={!row.equal} />
              <Why fate={row.fate} why={row.why} />
            </td>
            <td data-label="Found">
              {row.equal ? null : <span class="differs">differs</span>}{" "}
              <Value json={row.found} exact={!row.equal} />
            </td>
          </tr>
        ))}
      </tbody>
    </FigureTable>
  );
}
