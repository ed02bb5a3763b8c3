import type { Client } from "@libsql/client";

/** What every connection to a ledger file needs: SQLite forgets all of it but the journal mode. */
export async function setPragmas(client: Client, mode: "read" | "write"): Promise<void> {
  if (mode === "read") {
    await client.execute("pragma query_only = on");
    return;
  }
  await client.execute("pragma journal_mode = wal");
  await client.execute("pragma synchronous = full");
}

/**
 * A connection whose `begin` failed as busy stays in a statement and can never commit again; a new one can.
 */
export async function reconnect(client: Client): Promise<void> {
  await client.reconnect();
  await setPragmas(client, "write");
}
