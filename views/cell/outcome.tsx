import { FigureTable, Heads, numeric } from "../ui/table.tsx";
import { FindingList, type FindingModel } from "../findings/list.tsx";
import { ReconciliationView } from "../reconciliation/table.tsx";
import { Sentence } from "../ui/time.tsx";
import type { Outcome, OutcomeTable } from "../../steps/runbook/step.ts";
import { grouped, plural } from "../ui/numbers.ts";
import { RecordLinks } from "../ui/link.tsx";
import { label } from "../ui/words.ts";

/** What a run did and found. */
export type OutcomeModel = Omit<Outcome, "findings"> & { findings?: FindingModel[] };

interface OutcomeViewProps {
  outcome: OutcomeModel;
  /** The cell. */
  id: string;
  zone: string;
  /** The number of the run that it is of. */
  run?: number | undefined;
  /** Something has changed since this verdict. */
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
        <Sentence text={outcome.verdict} zone={zone} />
      </p>
      {findings.length > 0 ? <FindingList findings={findings} id={id} zone={zone} run={run} /> : null}
      {reconciliation.length > 0 ? <ReconciliationView rows={reconciliation} id={id} /> : null}
      {tables.map((table) => <OutcomeTableView table={table} id={`${id}-${table.id}`} />)}
    </div>
  );
}

/** Longer tables are folded: the cell stays readable at a glance. */
const OPEN_ROWS = 12;

/** Columns whose values are names of the API, shown as words; and those whose values are ids. */
const NAMES = ["Object", "Resource", "Cell"];
const IDS = ["Field", "For example"];

/** The column that names source rows. */
const KEYS = "For example";

type Column = OutcomeTable["columns"][number] | undefined;
type CellValue = OutcomeTable["rows"][number][number];

/** How a value is set, by the column it stands in. */
function kindOf(column: Column, value: CellValue): string {
  if (column?.numeric) return `num ${value === 0 ? "zero" : ""}`;
  return IDS.includes(column?.label ?? "") ? "id" : "";
}

const isKeys = (column: Column, value: CellValue): value is string =>
  column?.label === KEYS && typeof value === "string";

/** A value as people read it: figures grouped, names of the API as words. */
function shown(column: Column, value: CellValue): CellValue {
  if (typeof value === "number") return grouped(value);
  return typeof value === "string" && NAMES.includes(column?.label ?? "") ? label(value) : value;
}

/** Rows there are in all, shown or not. */
export const totalOf = ({ total, rows }: OutcomeTable): number => total ?? rows.length;

/** What stands beside the title: rows of the table, unless these stand for others. */
export const figureOf = (table: OutcomeTable): string => table.figure ?? plural(totalOf(table), "row");

/** A table of an outcome: numbers right-aligned and grouped, an empty cell where there is no value. */
export function OutcomeTableView({ table, id }: { table: OutcomeTable; id: string }) {
  const { title, rows } = table;
  const total = totalOf(table);
  if (total === 0) return <p class="quiet">{title}: none.</p>;
  return (
    <details class="fold table-fold" id={`table-${id}`} open={table.open ?? rows.length <= OPEN_ROWS}>
      <summary>
        {title} <span class="quiet">{figureOf(table)}</span>
      </summary>
      <PlainTable table={table} linked />
      {table.rowsAt && (
        <p>
          <a href={table.rowsAt}>Every row as CSV</a>
        </p>
      )}
      {total > rows.length
        ? <p class="quiet">The first {grouped(rows.length)} of {grouped(total)}.</p>
        : null}
    </details>
  );
}

interface PlainTableProps {
  table: OutcomeTable;
  /** Keys of records lead to them. */
  linked?: boolean;
}

/** The table itself, without a fold. */
export function PlainTable({ table, linked }: PlainTableProps) {
  return (
    <FigureTable label={table.title} class={`table-${table.id}`}>
      <OutcomeRows table={table} linked={linked} />
    </FigureTable>
  );
}

/** Head and rows of a table, on the page and on paper. */
export function OutcomeRows({ table: { columns, rows }, linked }: PlainTableProps) {
  return (
    <>
      <Heads of={columns.map((c) => c.numeric ? numeric(c.label) : c.label)} />
      <tbody>
        {rows.map((row) => (
          <tr>
            {row.map((value, i) => (
              <td class={kindOf(columns[i], value)}>
                {linked && isKeys(columns[i], value)
                  ? <RecordLinks keys={value.split(", ")} between=", " />
                  : shown(columns[i], value)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </>
  );
}
