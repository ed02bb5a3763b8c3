import type { CsvRowsModel } from "./model.ts";
import { grouped } from "../ui/numbers.ts";

/** One page of rows, with the way to the next. */
export function CsvRows({ model }: { model: CsvRowsModel }) {
  const { kind, list, after, next } = model;
  const target = "closest .csv-rows";
  if (after === 0 && (list === "differing" ? model.cells : model.rows).length === 0) {
    return <p class="quiet">No row of this file is like that any more.</p>;
  }
  const page = (from: number) => `/cells/extract/csv/${kind}/${list}?after=${from}`;
  return (
    <>
      <div class="scroll tall" tabindex={0} role="region" aria-label="Rows of the CSV">
        {model.list === "differing"
          ? <Differing cells={model.cells} kind={kind} />
          : <Unmatched rows={model.rows} />}
      </div>
      {after > 0 || next !== undefined
        ? (
          <p class="row">
            {after > 0 ? <a href={page(0)} hx-get={page(0)} hx-target={target}>from the first</a> : null}
            {next === undefined ? null : <a href={page(next)} hx-get={page(next)} hx-target={target}>next</a>}
          </p>
        )
        : null}
    </>
  );
}

function Differing(
  { cells, kind }: { cells: Extract<CsvRowsModel, { list: "differing" }>["cells"]; kind: string },
) {
  return (
    <table class="figures diff-table stacked">
      <thead>
        <tr>
          <th scope="col">Record</th>
          <th scope="col">Column</th>
          <th scope="col">API, used</th>
          <th scope="col">CSV</th>
          <th scope="col" class="num">Row</th>
        </tr>
      </thead>
      <tbody>
        {cells.map(({ n, record, column, csv, api }) => (
          <tr>
            <th scope="row" class="id">{kind}/{record}</th>
            <td data-label="Column">{column}</td>
            <td data-label="API, used">{api}</td>
            <td data-label="CSV">{csv}</td>
            <td class="num" data-label="Row">{grouped(spreadsheetRow(n))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Unmatched({ rows }: { rows: Extract<CsvRowsModel, { list: "unmatched" }>["rows"] }) {
  return (
    <table class="figures diff-table stacked">
      <thead>
        <tr>
          <th scope="col" class="num">Row</th>
          <th scope="col">Number or id</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ n, key, problem }) => (
          <tr>
            <th scope="row" class="num">{grouped(spreadsheetRow(n))}</th>
            <td class="id" data-label="Number or id">{key === "" ? <span class="quiet">none</span> : key}</td>
            <td data-label="Why">{problem}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** As a spreadsheet counts: the header is row 1. */
const spreadsheetRow = (n: number): number => n + 1;
