import { type Compilable, type Selectable, sql } from "kysely";
import type { Ledger } from "./ledger.ts";
import type { WorkflowTable } from "./tables.ts";

/** Automations of the source as a person described them, in the order in which they were entered. */
export function workflows(ledger: Ledger): Promise<Selectable<WorkflowTable>[]> {
  return ledger.db.selectFrom("workflow").selectAll().orderBy("id").execute();
}

/** Adds one under the next id, which is chosen when it is written: two people may add at once. */
export const insertWorkflow = (ledger: Ledger, row: Omit<WorkflowTable, "id">): Compilable =>
  ledger.db.insertInto("workflow").values({
    ...row,
    id: sql<number>`(select coalesce(max(id), 0) + 1 from workflow)`,
  });

export const updateWorkflow = (ledger: Ledger, { id, ...row }: WorkflowTable): Compilable =>
  ledger.db.updateTable("workflow").set(row).where("id", "=", id);

export const removeWorkflow = (ledger: Ledger, id: number): Compilable =>
  ledger.db.deleteFrom("workflow").where("id", "=", id);
