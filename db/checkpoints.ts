import type { Compilable } from "kysely";
import type { Ledger } from "./ledger.ts";
import type { PageCheckpointTable } from "./tables.ts";

export const insertCheckpoint = (ledger: Ledger, row: PageCheckpointTable): Compilable =>
  ledger.db.insertInto("page_checkpoint").values(row).onConflict((c) =>
    c.columns(["scan", "resource", "page"]).doUpdateSet({ ...row })
  );

/** The last page of a resource that a scan has in the ledger. */
export function lastCheckpoint(
  ledger: Ledger,
  scan: string,
  resource: string,
): Promise<PageCheckpointTable | undefined> {
  return ledger.db.selectFrom("page_checkpoint").selectAll().where("scan", "=", scan).where(
    "resource",
    "=",
    resource,
  )
    .orderBy("page", "desc").limit(1).executeTakeFirst();
}
