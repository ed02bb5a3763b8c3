import type { Compilable, Selectable } from "kysely";
import type { Ledger } from "./ledger.ts";
import type { SignOffTable } from "./tables.ts";

export function latestSignOff(ledger: Ledger): Promise<Selectable<SignOffTable> | undefined> {
  return ledger.db.selectFrom("sign_off").selectAll().orderBy("id", "desc").limit(1).executeTakeFirst();
}

export async function nextSignOffId(ledger: Ledger): Promise<number> {
  return ((await latestSignOff(ledger))?.id ?? 0) + 1;
}

export const insertSignOff = (ledger: Ledger, row: SignOffTable): Compilable =>
  ledger.db.insertInto("sign_off").values(row);
