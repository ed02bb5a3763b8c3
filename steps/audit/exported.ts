import type { CsvKind } from "../../db/tables.ts";
import type { Held } from "../mapping/merge_field.ts";
import { PROPOSALS } from "../mapping/proposals.ts";
import { textOf } from "../mapping/transform.ts";
import type { FieldRow } from "../mapping/vocabulary.ts";
import { CSV_PREFIX } from "../mapping/with_exports.ts";
import { KEY_COLUMN } from "../practicehub/csv/columns.ts";
import type { Row } from "../practicehub/envelope.ts";

/** A row of an export with the row of the API that it stands for, and what that one's fields hold. */
export interface Matched {
  row: Row;
  held: Held;
}

/**
 * Rows of the API that wait for those of their export: a column fills in what the API leaves empty, and a printed number
 * is known to fit one patient alone only when all were read. It holds telephone numbers, and of other fields only that
 * they are filled.
 */
export class Exported {
  #waiting = new Map<number, Held>();
  #ids = new Map<string, number | "several">();
  #taken = new Set<number>();

  constructor(readonly kind: CsvKind) {}

  /** Whether a column may fill this field too. */
  reads({ object, target }: FieldRow): boolean {
    return COLUMNS.some((row) =>
      row.resource === this.kind && row.object === object && row.target === target
    );
  }

  wait(row: Row, { fields, remarks }: Held): void {
    const held = Object.entries(fields).map((
      [target, value],
    ) => [target, target === "phones" ? value : true]);
    this.#waiting.set(row.id, { fields: Object.fromEntries(held), remarks });
    for (const key of new Set(this.#keysOf(row))) {
      if (key !== "") this.#ids.set(key, this.#ids.has(key) ? "several" : row.id);
    }
  }

  /** What stands for a record that was read, as `extract/csv_match.ts` finds it. @param rows in the order of the file */
  *match(rows: readonly Record<string, string>[]): Generator<Matched> {
    for (const cells of rows) {
      const id = this.#ids.get(textOf(cells[KEY_COLUMN[this.kind]]));
      const held = typeof id === "number" ? this.#waiting.get(id) : undefined;
      if (typeof id !== "number" || !held || this.#taken.has(id)) continue;
      this.#taken.add(id);
      const named = Object.entries(cells).map(([column, cell]) => [CSV_PREFIX + column, cell]);
      yield { row: { ...Object.fromEntries(named), id }, held };
    }
  }

  get waiting(): ReadonlyMap<number, Held> {
    return this.#waiting;
  }

  /** The patients' export prints the custom reference in the place of the number (contracts/practicehub 3.1). */
  #keysOf(row: Row): string[] {
    if (this.kind !== "patients") return [String(row.id)];
    return [textOf(row["patient_number"]), textOf(row["custom_reference"])];
  }
}

const COLUMNS = PROPOSALS.filter((row) => row.source.startsWith(CSV_PREFIX));
