import { openLedger } from "../../db/open.ts";
import { discrepancies } from "../e2e/reader.ts";
import type { Optional } from "../e2e/reader/context.ts";
import { withLedger } from "../e2e/review/ground.ts";
import type { Stage } from "../support/stage.ts";

/** Everything by which two migrations that came to their end can differ. */
export interface EndState {
  /** The whole workspace. */
  workspace: unknown;
  /** What the independent reader misses in it. */
  reader: readonly unknown[];
  /** The newest effect on every record that was not taken back, by its id. */
  effects: Record<string, { state?: unknown }>;
  /** Source rows, watermarks, and what would be a leftover. */
  ledger: Record<string, readonly unknown[]>;
}

const OPTIONAL: readonly Optional[] = ["patient_logs", "invoices", "payments"];

/** The payload of an attachment holds the id that Twenty gave the file. */
const EFFECTS = `select target_id, object, source_key, kind, state,
    case when object <> 'attachment' then payload_hash end as payload_hash,
    case when state in ('conflict', 'skipped', 'failed') or over_edit = 1 then reason end as reason,
    case when state in ('conflict', 'failed') then code end as code, skip, over_edit, fields
  from current_effect where state <> 'reverted'`;

const LEDGER = {
  rows: "select resource, id, hash, gone_at is null as present from source_record order by resource, id",
  watermarks: "select resource from watermark order by resource",
  // The rest is empty where nothing was left lying about.
  open: "select id, source_key, state from effect where state in ('planned', 'sent')",
  unproved: `select id, source_key, state from effect e where state <> coalesce(
    (select state from effect_transition t where t.effect_id = e.id order by seq desc limit 1), 'nothing')`,
  unfinished: "select step, number, state from run where state in ('running', 'paused')",
  leases: "select holder from lease",
} as const;

/** @throws {LedgerError} the evidence does not hold */
export async function endState(stage: Pick<Stage, "simulators" | "ledgerPath">): Promise<EndState> {
  const ledger = await openLedger({ url: stage.ledgerPath, mode: "read" });
  await ledger.close();
  const { simulators } = stage;
  return {
    workspace: JSON.parse(await simulators.dump()),
    reader: await discrepancies(await simulators.practice(), simulators.target, { optional: OPTIONAL }),
    ...await withLedger(stage, async (client) => {
      const rows = async (sql: string) => (await client.execute(sql)).rows.map((row) => ({ ...row }));
      const effects = (await rows(EFFECTS)).map((row) => [row["target_id"], row]);
      const others = Object.entries(LEDGER).map(async ([name, sql]) => [name, await rows(sql)]);
      return { effects: Object.fromEntries(effects), ledger: Object.fromEntries(await Promise.all(others)) };
    }),
  };
}

/** What a migration that was taken back must not have left; rows that were skipped or refused never were in Twenty. */
export function leftBehind({ workspace, effects, ledger }: EndState): Partial<EndState> {
  const { rows: _, watermarks: __, ...leftovers } = ledger;
  const standing = Object.entries(effects).filter(([, { state }]) =>
    state !== "skipped" && state !== "failed"
  );
  return { workspace, effects: Object.fromEntries(standing), ledger: leftovers };
}
