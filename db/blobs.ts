import { numberOf } from "./rows.ts";
import { type Compilable, sql } from "kysely";
import type { Ledger } from "./ledger.ts";
import type { FileBlobTable, FilePartTable } from "./tables.ts";

/** Bytes of a file in one ledger row. Small enough that a statement never holds the event loop for long. */
export const CHUNK_BYTES = 512 * 1024;

export async function findBlobs(ledger: Ledger, ids: readonly number[]): Promise<Map<number, FileBlobTable>> {
  if (ids.length === 0) return new Map();
  const rows = await ledger.db.selectFrom("file_blob").selectAll().where("file_id", "in", ids).execute();
  return new Map(rows.map((r) => [r.file_id, r]));
}

/**
 * Keeps one piece of a file.
 *
 * @param n its place among the pieces, from 0
 */
export const insertChunk = (ledger: Ledger, file_id: number, n: number, bytes: Uint8Array): Compilable =>
  ledger.db.insertInto("file_chunk").values({ file_id, n, bytes }).onConflict((c) =>
    c.columns(["file_id", "n"]).doUpdateSet({ bytes })
  );

/** Forgets the pieces of a download that broke off: nothing of an earlier attempt may end up in a later one's bytes. */
export const dropChunks = (ledger: Ledger, file_id: number): Compilable[] => [
  ledger.db.deleteFrom("file_chunk").where("file_id", "=", file_id),
  deletePart(ledger, file_id),
];

/** Says that a file is whole; pieces beyond `chunks` are left-overs of an attempt that broke off. */
export const finishBlob = (ledger: Ledger, row: FileBlobTable, chunks: number): Compilable[] => [
  ledger.db.deleteFrom("file_chunk").where("file_id", "=", row.file_id).where("n", ">=", chunks),
  deletePart(ledger, row.file_id),
  putBlob(ledger, row),
];

/** Says what became of a file. Pieces that are there stay. */
export const putBlob = (ledger: Ledger, row: FileBlobTable): Compilable =>
  ledger.db.insertInto("file_blob").values(row).onConflict((c) =>
    c.column("file_id").doUpdateSet({ ...row })
  );

/** A stored file's bytes, one chunk after another. */
export async function* readBlob(ledger: Ledger, file_id: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let n = 0;; n++) {
    const row = await ledger.db.selectFrom("file_chunk").select("bytes").where("file_id", "=", file_id).where(
      "n",
      "=",
      n,
    )
      .executeTakeFirst();
    if (!row) return;
    yield new Uint8Array(row.bytes);
  }
}

export async function countBlobs(ledger: Ledger): Promise<{ stored: number; absent: number; bytes: number }> {
  const rows = await ledger.db.selectFrom("file_blob").groupBy("state")
    .select((q) => ["state", q.fn.countAll<number>().as("n"), q.fn.sum<number>("size").as("bytes")])
    .execute();
  const of = (state: string) => rows.find((r) => r.state === state);
  return {
    stored: Number(of("stored")?.n ?? 0),
    absent: Number(of("absent")?.n ?? 0),
    bytes: Number(of("stored")?.bytes ?? 0),
  };
}

/** Files of patients that PracticeHub lists and whose bytes are not in the ledger; some of them it may not have. */
export const countUnfetched = (ledger: Ledger): Promise<number> =>
  numberOf(
    ledger,
    sql`
    select count(*) as n from source_record s where s.resource = 'files' and s.gone_at is null
      and json_extract(s.raw, '$.entity_type') = 'patient'
      and not exists (select 1 from file_blob b where b.file_id = s.id and b.state = 'stored')`,
  );

/** What is known of a file whose download has begun and has not ended; its pieces are in `file_chunk`. */
export const findPart = (ledger: Ledger, file_id: number): Promise<FilePartTable | undefined> =>
  ledger.db.selectFrom("file_part").selectAll().where("file_id", "=", file_id).executeTakeFirst();

export const insertPart = (ledger: Ledger, row: FilePartTable): Compilable =>
  ledger.db.insertInto("file_part").values(row);

export const deletePart = (ledger: Ledger, file_id: number): Compilable =>
  ledger.db.deleteFrom("file_part").where("file_id", "=", file_id);
