import type { Cell, Table } from "./model.ts";

/** A cell over more columns than this is one that says "all of them". */
const WIDEST = 200;
/** So many empty places for each cell are more than any table has that somebody made to be read. */
const SPARSEST = 50;

/**
 * The rows of a table in which every cell stands under its own heading: a cell over several columns or rows is followed by
 * empty places. Columns in which no cell begins and rows that say nothing are left out; all rows are equally long, but
 * for a table that would be nearly all empty places.
 */
export function inRows({ rows }: Table): (Cell | undefined)[][] {
  const grid: { at: Map<number, Cell> }[] = [];
  const begun = new Set<number>();
  /** For each column, how many rows from here on a cell above takes. */
  const taken = new Map<number, number>();
  for (const row of rows) {
    const at = new Map<number, Cell>();
    const now = new Set(taken.keys());
    for (const [column, left] of taken) {
      if (left <= 1) taken.delete(column);
      else taken.set(column, left - 1);
    }
    let column = 0;
    for (const cell of row) {
      while (now.has(column)) column++;
      at.set(column, cell);
      begun.add(column);
      const width = Math.min(cell.columns, WIDEST);
      for (let i = 0; cell.rows > 1 && column < WIDEST && i < width; i++) {
        taken.set(column + i, cell.rows - 1);
      }
      column += width;
    }
    if (row.some((cell) => cell.blocks.length > 0)) grid.push({ at });
  }
  const columns = [...begun].sort((a, b) => a - b);
  const cells = rows.reduce((sum, row) => sum + row.length, 0);
  if (columns.length * grid.length > cells * SPARSEST) {
    const widest = Math.max(...grid.map(({ at }) => at.size));
    return grid.map(({ at }, i) => [...at.values(), ...Array(i === 0 ? widest - at.size : 0)]);
  }
  return grid.map(({ at }) => columns.map((column) => at.get(column)));
}
