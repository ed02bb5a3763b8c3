import type { Compilable } from "kysely";
import type { Ledger } from "./ledger.ts";
import type { FilePartTable } from "./tables.ts";

/** What is known of a file whose download has begun and has not ended; its pieces are in `file_chunk`. */
export const findPart = (ledger: Ledger, file_id: number): Promise<FilePartTable | undefined> =>
  ledger.db.selectFrom("file_part").selectAll().where("file_id", "=", file_id).executeTakeFirst();

export const insertPart = (ledger: Ledger, row: FilePartTable): Compilable =>
  ledger.db.insertInto("file_part").values(row);

export const deletePart = (ledger: Ledger, file_id: number): Compilable =>
  ledger.db.deleteFrom("file_part").where("file_id", "=", file_id);
