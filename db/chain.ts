import type { Kysely } from "kysely";
import { hashOf } from "./hash.ts";
import type { Tables } from "./tables.ts";

/**
 * Evidence that cannot be edited quietly. Every row of a chained table holds the hash of itself and of the row
 * before; `chain_head` holds the length and the last hash, so that a cut tail shows too.
 */
export type ChainName = "event" | "effect_transition" | "conflict_change";

export const CHAINS: readonly ChainName[] = ["event", "effect_transition", "conflict_change"];

/** The hash of the row before the first. */
export const GENESIS = "0".repeat(64);

export interface ChainHead {
  length: number;
  hash: string;
}

type Content = Record<string, string | number | null>;
export type Chained<T> = T & { seq: number; prev_hash: string; hash: string };

/** Numbers and hashes `rows` so that they follow `head`; gives them and the new head. */
export function link<T extends object>(
  head: ChainHead,
  rows: readonly T[],
): { rows: Chained<T>[]; head: ChainHead } {
  let { length, hash } = head;
  const linked = rows.map((row) => {
    const seq = ++length;
    const prev_hash = hash;
    hash = rowHash(prev_hash, { ...row, seq });
    return { ...row, seq, prev_hash, hash };
  });
  return { rows: linked, head: { length, hash } };
}

/**
 * The first thing wrong with a chain, in words, or undefined. Reads 5,000 rows at a time, and the head after the rows:
 * both are written together, so a console that writes meanwhile can only make the head longer, and then it is read on.
 */
export async function brokenLink(db: Kysely<Tables>, name: ChainName): Promise<string | undefined> {
  let at: ChainHead = { length: 0, hash: GENESIS };
  while (true) {
    const rows = await db.selectFrom(name).selectAll().where("seq", ">", at.length).orderBy("seq").limit(5000)
      .execute();
    for (const row of rows) {
      const { prev_hash, hash, ...content } = row;
      if (row.seq !== at.length + 1) return `${name} ${at.length + 1} was removed`;
      if (prev_hash !== at.hash) return `${name} ${row.seq} does not follow ${name} ${at.length}`;
      if (rowHash(prev_hash, content) !== hash) return `${name} ${row.seq} was edited`;
      at = { length: row.seq, hash };
    }
    if (rows.length === 5000) continue;
    const head = await db.selectFrom("chain_head").selectAll().where("name", "=", name).executeTakeFirst();
    const length = head?.length ?? 0;
    if (length > at.length && await hasRow(db, name, at.length + 1)) continue;
    if (length !== at.length) return `${name} should end at ${length} but ends at ${at.length}`;
    if ((head?.hash ?? GENESIS) !== at.hash) {
      return `${name} ${at.length} is not the row that was last written`;
    }
    return undefined;
  }
}

async function hasRow(db: Kysely<Tables>, name: ChainName, seq: number): Promise<boolean> {
  return (await db.selectFrom(name).select("seq").where("seq", "=", seq).executeTakeFirst()) !== undefined;
}

/** Rows from before there was a content hash have none in their own hash either. */
function rowHash(prev: string, content: Content): string {
  const { content_hash, ...rest } = content;
  return hashOf([prev, content_hash === null ? rest : content]);
}
