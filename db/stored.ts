import type { FieldMapTable, ValueMapTable } from "./tables.ts";

/**
 * Columns of JSON, read back: one reader for each kind. This program wrote them, in commits that are whole or not made, so
 * that the shapes are those that were written.
 */

/** A JSON value, as Twenty's REST API takes and gives it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type Fields = Record<string, Json>;

/** One value, such as a side of a sample's diff. */
export const valueIn = (json: string): Json => read(json);

/** Fields of a record in Twenty: `written`, `payload` and `prior` of an effect. Null: none. */
export const fieldsIn = (json: string | null | undefined): Fields => read(json ?? "{}");

/** Both sides of a conflict, field by field. */
export const sidesIn = (fields: string): Record<string, [wanted: Json, found: Json]> => read(fields);

/** Codes of why a field of a sample's diff is changed or left. */
export const codesIn = (codes: string): string[] => read(codes);

/** Names of fields or columns. Null: none. */
export const namesIn = (json: string | null | undefined): string[] => read(json ?? "[]");

/** Cells of a row of a CSV export, by column. */
export const cellsIn = ({ raw }: { raw: string }): Record<string, string> => read(raw);

/** A source row, as PracticeHub gave it. */
export type RawRow = Record<string, unknown> & { id: number };
export const rowIn = ({ raw }: { raw: string }): RawRow => read(raw);

/** What a person said before a run, by name. */
export const inputIn = ({ input }: { input: string }): Record<string, unknown> => read(input);

/** Versions of what a run read, by the names of its inputs. */
export const versionsIn = ({ inputs }: { inputs: string }): Record<string, string> => read(inputs);

/** Facts of an event, by name. */
export const factsIn = ({ fields }: { fields: string }): Record<string, unknown> => read(fields);

/** Rows of a map, as a decision took them away or put them there. */
export const fieldRowsIn = (json: string): FieldMapTable[] => read(json);
export const valueRowsIn = (json: string): ValueMapTable[] => read(json);

/** What reading a CSV export met, for whoever uploaded it. */
export const notesIn = ({ notes }: { notes: string }): { severity: "warning" | "info"; text: string }[] =>
  read(notes);

export interface StoredRemark {
  field: string;
  remark: string;
}

/** What is said of a record, from the column of its effect. */
export const remarksIn = (remarks: string): StoredRemark[] => read(remarks);

/** Ids of source rows. */
export const idsIn = (ids: string): number[] => read(ids);

/** What else is kept as JSON, for the schema or the reader of its kind. */
export const storedJson = (json: string): unknown => read(json);

function read<T>(json: string): T {
  return JSON.parse(json) as T;
}
