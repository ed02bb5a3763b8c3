import { storedJson } from "./stored.ts";
import type { Ledger } from "./ledger.ts";
import { LedgerError } from "./errors.ts";

export interface Migration {
  id: string;
  sourceUrl: string;
  targetUrl: string;
  /** What the person chose, as the engine's `Settings` reads it. */
  settings: unknown;
}

/** The migration this ledger belongs to, if one was begun. */
export async function readMigration(ledger: Ledger): Promise<Migration | undefined> {
  const row = await ledger.db.selectFrom("migration").selectAll().executeTakeFirst();
  if (!row) return undefined;
  return {
    id: row.id,
    sourceUrl: row.source_url,
    targetUrl: row.target_url,
    settings: storedJson(row.settings),
  };
}

/**
 * Begins the migration, or brings its settings up to date.
 *
 * @param at ISO 8601, UTC
 * @throws {LedgerError} the ledger belongs to another practice or workspace.
 */
export async function saveMigration(ledger: Ledger, migration: Migration, at: string): Promise<void> {
  const existing = await readMigration(ledger);
  if (
    existing && (existing.sourceUrl !== migration.sourceUrl || existing.targetUrl !== migration.targetUrl)
  ) {
    throw new LedgerError(
      `The ledger ${ledger.path} belongs to the migration ${existing.sourceUrl} → ${existing.targetUrl}, not to ` +
        `${migration.sourceUrl} → ${migration.targetUrl}; name another file with HANDOVER_LEDGER.`,
    );
  }
  const settings = JSON.stringify(migration.settings);
  await ledger.commit({
    writes: [
      existing
        ? ledger.db.updateTable("migration").set({ settings })
        : ledger.db.insertInto("migration").values({
          id: migration.id,
          source_url: migration.sourceUrl,
          target_url: migration.targetUrl,
          settings,
          created_at: at,
        }),
    ],
  });
}
