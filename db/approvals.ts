import { nextId } from "./rows.ts";
import type { Compilable, Selectable } from "kysely";
import type { Ledger } from "./ledger.ts";
import type { AcknowledgementTable, SignOffTable } from "./tables.ts";

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

export const nextAcknowledgementId = (ledger: Ledger): Promise<number> => nextId(ledger, "acknowledgement");

export const insertAcknowledgements = (
  ledger: Ledger,
  rows: readonly AcknowledgementTable[],
): Compilable => ledger.db.insertInto("acknowledgement").values([...rows]);

export function latestSignOff(ledger: Ledger): Promise<Selectable<SignOffTable> | undefined> {
  return ledger.db.selectFrom("sign_off").selectAll().orderBy("id", "desc").limit(1).executeTakeFirst();
}

export const nextSignOffId = (ledger: Ledger): Promise<number> => nextId(ledger, "sign_off");

export const insertSignOff = (ledger: Ledger, row: SignOffTable): Compilable =>
  ledger.db.insertInto("sign_off").values(row);
