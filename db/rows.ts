import { type Compilable, type RawBuilder, sql } from "kysely";
import type { Ledger } from "./ledger.ts";

/** What `of` makes of the rows, at most `size` at a time: a statement takes 32,766 bound values. */
export function inPieces<T, R>(rows: readonly T[], size: number, of: (some: T[]) => R): R[] {
  const pieces: R[] = [];
  for (let i = 0; i < rows.length; i += size) pieces.push(of(rows.slice(i, i + size)));
  return pieces;
}

/** For `doUpdateSet`: these columns get what the insert that met their row had for them. */
export const excluded = <K extends string>(...columns: K[]): Record<K, RawBuilder<never>> =>
  Object.fromEntries(columns.map((name) => [name, sql.ref<never>(`excluded.${name}`)])) as Record<
    K,
    RawBuilder<never>
  >;

/**
 * Pages of rows until there are no more.
 *
 * @param first where the first page begins
 * @param read the page after a key
 * @param keyOf the key of a page's last row
 */
export async function* pages<T, K>(
  first: K,
  read: (after: K) => Promise<T[]>,
  keyOf: (last: T) => K,
): AsyncGenerator<T[]> {
  for (let after = first;;) {
    const rows = await read(after);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = keyOf(last);
  }
}

/** The number that a query gives as `n`. */
export async function numberOf(ledger: Ledger, query: RawBuilder<{ n: number }>): Promise<number> {
  return (await query.execute(ledger.db)).rows[0]?.n ?? 0;
}

/** The next free id of a table that numbers its rows. */
export const nextId = (
  ledger: Ledger,
  table: "effect" | "map_change" | "acknowledgement" | "sign_off",
): Promise<number> =>
  numberOf(ledger, sql<{ n: number }>`select coalesce(max(id), 0) + 1 as n from ${sql.table(table)}`);

/** A statement of raw SQL, to be written with a commit. */
export const statement = (ledger: Ledger, query: RawBuilder<unknown>): Compilable => ({
  compile: () => query.compile(ledger.db),
});
