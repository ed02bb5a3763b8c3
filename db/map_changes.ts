import { inPieces, nextId } from "./rows.ts";
import type { Compilable } from "kysely";
import type { Ledger } from "./ledger.ts";
import { dropField, dropValue, fieldMap, valueMap } from "./maps.ts";
import { fieldRowsIn, valueRowsIn } from "./stored.ts";
import type { FieldMapTable, MapChangeTable, ValueMapTable } from "./tables.ts";

/** Rows of both maps. */
export interface MapRows {
  fields: FieldMapTable[];
  values: ValueMapTable[];
}

/** One decision about the maps: the rows it took away and those it put there. */
export interface MapChange extends Pick<MapChangeTable, "id" | "at" | "who" | "what" | "undone_at"> {
  before: MapRows;
  after: MapRows;
}

/** Rows of one insert: eleven bound values each, 32,766 allowed. */
const ROWS_PER_INSERT = 1_000;

/** Both maps as they are now. */
export async function bothMaps(ledger: Ledger): Promise<MapRows> {
  const [fields, values] = await Promise.all([fieldMap(ledger), valueMap(ledger)]);
  return { fields, values };
}

export const nextMapChangeId = (ledger: Ledger): Promise<number> => nextId(ledger, "map_change");

/** Fails where another console has kept a change of the same id: nobody decides on rows they were not shown. */
export const insertMapChange = (ledger: Ledger, change: MapChange): Compilable =>
  ledger.db.insertInto("map_change").values({
    id: change.id,
    at: change.at,
    who: change.who,
    what: change.what,
    field_before: JSON.stringify(change.before.fields),
    field_after: JSON.stringify(change.after.fields),
    value_before: JSON.stringify(change.before.values),
    value_after: JSON.stringify(change.after.values),
    undone_at: change.undone_at,
  });

/**
 * Says when a change of the maps was undone.
 *
 * @param at ISO 8601, UTC
 */
export const markUndone = (ledger: Ledger, id: number, at: string): Compilable =>
  ledger.db.updateTable("map_change").set({ undone_at: at }).where("id", "=", id);

/** The newest changes, without their rows: what a history shows. */
export function mapHistory(
  ledger: Ledger,
  limit: number,
): Promise<Pick<MapChangeTable, "id" | "at" | "who" | "what" | "undone_at">[]> {
  return ledger.db.selectFrom("map_change").select(["id", "at", "who", "what", "undone_at"])
    .orderBy("id", "desc").limit(limit).execute();
}

/** The newest change that has not been undone. */
export async function lastMapChange(ledger: Ledger): Promise<MapChange | undefined> {
  const row = await ledger.db.selectFrom("map_change").selectAll().where("undone_at", "is", null)
    .orderBy("id", "desc").limit(1).executeTakeFirst();
  if (!row) return undefined;
  const { id, at, who, what, undone_at } = row;
  return {
    id,
    at,
    who,
    what,
    undone_at,
    before: rowsIn(row.field_before, row.value_before),
    after: rowsIn(row.field_after, row.value_after),
  };
}

const rowsIn = (fields: string, values: string): MapRows => ({
  fields: fieldRowsIn(fields),
  values: valueRowsIn(values),
});

/** Takes the rows `before` away, by their keys, and puts `after` in their place. */
export function replaceRows(ledger: Ledger, before: MapRows, after: MapRows): Compilable[] {
  return [
    ...before.fields.map((row) => dropField(ledger, row)),
    ...before.values.map((row) => dropValue(ledger, row)),
    ...inPieces(after.fields, ROWS_PER_INSERT, (some) => ledger.db.insertInto("field_map").values(some)),
    ...inPieces(after.values, ROWS_PER_INSERT, (some) => ledger.db.insertInto("value_map").values(some)),
  ];
}

/** Whether a commit failed because another console took the number of a change, or a row, in the meantime. */
export const isChangedMeanwhile = (error: unknown): boolean =>
  error instanceof Error &&
  /UNIQUE constraint failed: (map_change|field_map|value_map)\./.test(error.message);
