import type { Compilable, Selectable } from "kysely";
import type { Ledger } from "./ledger.ts";
import type { AcknowledgementTable } from "./tables.ts";

export type Acknowledgement = Selectable<AcknowledgementTable>;

/** What was acknowledged last under this kind. */
export function latestAcknowledgement(ledger: Ledger, kind: string): Promise<Acknowledgement | undefined> {
  return ledger.db.selectFrom("acknowledgement").selectAll().where("kind", "=", kind).orderBy("id", "desc")
    .limit(1).executeTakeFirst();
}

/**
 * All of this kind that were written after another one, in order.
 *
 * @param id of an earlier acknowledgement, itself left out
 */
export function acknowledgedAfter(ledger: Ledger, kind: string, id: number): Promise<Acknowledgement[]> {
  return ledger.db.selectFrom("acknowledgement").selectAll().where("kind", "=", kind).where("id", ">", id)
    .orderBy("id").execute();
}

export async function nextAcknowledgementId(ledger: Ledger): Promise<number> {
  const last = await ledger.db.selectFrom("acknowledgement").select((q) => q.fn.max("id").as("id"))
    .executeTakeFirst();
  return Number(last?.id ?? 0) + 1;
}

export const insertAcknowledgements = (
  ledger: Ledger,
  rows: readonly AcknowledgementTable[],
): Compilable => ledger.db.insertInto("acknowledgement").values([...rows]);
