import type { CsvCells } from "../../db/csv.ts";
import type { CsvKind } from "../../db/tables.ts";
import { PROPOSALS } from "../mapping/proposals.ts";
import type { Target } from "../mapping/target.ts";
import type { FieldRow } from "../mapping/vocabulary.ts";
import { CSV_PREFIX } from "../mapping/with_exports.ts";
import type { Row } from "../practicehub/envelope.ts";
import { CsvMatcher } from "../staging/csv/match.ts";

/**
 * Records that wait for the rows of their export: a column fills in what the API leaves empty, and a printed number is
 * known to fit one patient alone only when all were read. It keeps telephone numbers, and of other fields only that
 * they are filled.
 */
export class ExportColumns {
  #waiting = new Map<number, Target>();
  #matcher: CsvMatcher;

  constructor(readonly kind: CsvKind) {
    this.#matcher = new CsvMatcher(kind);
  }

  /** Whether a column may fill this field too. */
  reads({ object, target }: FieldRow): boolean {
    return COLUMNS.some((row) =>
      row.resource === this.kind && row.object === object && row.target === target
    );
  }

  wait(row: Row, target: Target): void {
    this.#waiting.set(row.id, withoutValues(target));
    this.#matcher.add({ id: row.id, row });
  }

  /** @param fill puts the columns of a row into the record that it stands for */
  match(rows: readonly CsvCells[], fill: (target: Target, row: Row) => void): void {
    for (const cells of rows) {
      const { record } = this.#matcher.match(
        cells,
        (id) => this.#waiting.has(id) ? { id, row: { id } } : undefined,
      );
      const target = record && this.#waiting.get(record.id);
      if (!target) continue;
      const named = Object.entries(cells).map(([column, cell]) => [CSV_PREFIX + column, cell]);
      fill(target, { ...Object.fromEntries(named), id: record.id });
      this.#waiting.set(record.id, withoutValues(target));
    }
  }

  get waiting(): ReadonlyMap<number, Target> {
    return this.#waiting;
  }
}

const withoutValues = (target: Target): Target => ({
  ...target,
  fields: Object.fromEntries(
    Object.entries(target.fields).map(([name, value]) => [name, name === "phones" ? value : true]),
  ),
  source: {},
});

const COLUMNS = PROPOSALS.filter((row) => row.source.startsWith(CSV_PREFIX));
