import { FigureTable } from "../ui/table.tsx";
import { RecordLink } from "../ui/link.tsx";
import type { DiffRow } from "../../db/diffs.ts";
import type { DiffModel } from "./diff.tsx";
import { grouped } from "../ui/numbers.ts";
import { Value } from "../ui/value.tsx";
import { label } from "../ui/words.ts";

/** One page of the diff, by object and by whether it differs. The only place on the page that shows patients' values. */
export function DiffRows({ diff }: { diff: DiffModel }) {
  const { rows, counts, object, onlyUnequal, offset, total, pageSize, run } = diff;
  const target = `#diff-rows-${run}`;
  const page = (at: number) =>
    `/sample/diff?${new URLSearchParams({ object, unequal: onlyUnequal ? "1" : "0", offset: String(at) })}`;
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
          <select name="unequal" id="diff-unequal">
            <option value="1" selected={onlyUnequal}>only what differs</option>
            <option value="0" selected={!onlyUnequal}>every field</option>
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
      {rows.length === 0
        ? <p class="quiet">{onlyUnequal ? "Nothing differs here." : "Nothing was compared here."}</p>
        : <DiffTable rows={rows} />}
    </>
  );
}

function DiffTable({ rows }: { rows: DiffRow[] }) {
  return (
    <FigureTable
      label="Fields, source, expected and found"
      class="diff-table stacked"
      heads={["Record", "Field", "Source value", "Expected", "Found"]}
      tall
    >
      <tbody>
        {rows.map((row) => (
          <tr class={row.equal ? "equal" : "unequal"}>
            <th scope="row">
              <RecordLink sourceKey={row.source_key} />
            </th>
            <td class="id" data-label="Field">{row.field}</td>
            <td data-label="Source">
              <Value json={row.source_value} exact={!row.equal} />
            </td>
            <td data-label="Expected">
              <Value json={row.expected} exact={!row.equal} />
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
