import { z } from "zod";
import { countFailedRows, failedRows } from "../../../db/effect_rows.ts";
import type { Ledger } from "../../../db/ledger.ts";
import type { Kit } from "../../runbook/kit.ts";
import type { Outcome } from "../../runbook/step.ts";
import { many } from "../../base/words.ts";
import { mappingFor } from "../../mapping/mapping.ts";
import { transfer } from "./transfer.ts";
import { counted, transferTables } from "./transfer_tables.ts";
import { TARGET_OBJECTS } from "../../mapping/objects.ts";

/** Rows that one run takes at most; where more failed, the cause is one and everything is run again. */
export const MOST_ROWS = 10_000;

const RowKey = z.string().regex(/^[a-z_]+\/\d{1,15}$/, "names no row, which would read like patients/12");

/** Part of the input of a step that moves rows: only these, or those that failed. Absent: everything. */
export const ONLY = {
  only: z.union([z.literal("failed"), z.array(RowKey).min(1).max(MOST_ROWS)]).optional(),
};
export type Only = NonNullable<z.infer<z.ZodObject<typeof ONLY>>["only"]>;

export const countFailed = (ledger: Ledger): Promise<number> => countFailedRows(ledger, TARGET_OBJECTS);
export const listFailed = (ledger: Ledger, limit: number) => failedRows(ledger, TARGET_OBJECTS, limit);

/** Moves these rows alone: planned, sent, read back and counted like any others. Touches no watermark. */
export async function runRows(kit: Kit, only: Only): Promise<Outcome> {
  const keys = only === "failed" ? (await listFailed(kit.ledger, MOST_ROWS)).map((r) => r.source_key) : only;
  const tally = await transfer(kit, await mappingFor(kit), { only: byResource(keys) });
  const failed = tally.total("failed") > 0;
  return {
    state: failed ? "red" : tally.undecided > 0 ? "waiting" : "green",
    verdict: `Only ${many(keys.length, "row")}: ${counted(tally)}; read back field by field. ` +
      "No other row was looked at: run everything again to account for all.",
    tables: transferTables(tally),
    reconciliation: tally.reconciliation,
    detail: { rows: keys.length },
  };
}

function byResource(keys: readonly string[]): Map<string, number[]> {
  const ids = new Map<string, number[]>();
  for (const key of new Set(keys)) {
    const [resource = "", id = ""] = key.split("/");
    ids.set(resource, [...ids.get(resource) ?? [], Number(id)]);
  }
  return ids;
}
