import type { Ledger } from "./ledger.ts";

/**
 * The right to run a step: one holder a ledger, renewed while it works, lost when it stops renewing. It keeps two
 * consoles on one ledger from writing to the target at once.
 */
export async function takeLease(
  ledger: Ledger,
  holder: string,
  now: string,
  expires: string,
  how: "take" | "renew" = "take",
): Promise<boolean> {
  await ledger.commit({
    upkeep: how === "renew",
    writes: [
      ledger.db.insertInto("lease").values({ id: 1, holder, expires_at: expires }).onConflict((c) =>
        c.column("id").doUpdateSet({ holder, expires_at: expires })
          .where((w) => w.or([w("lease.holder", "=", holder), w("lease.expires_at", "<=", now)]))
      ),
    ],
  });
  return (await leaseHolder(ledger, now)) === holder;
}

/** Who holds the lease at `now`, if anyone. */
export async function leaseHolder(ledger: Ledger, now: string): Promise<string | undefined> {
  const row = await ledger.db.selectFrom("lease").select("holder").where("expires_at", ">", now)
    .executeTakeFirst();
  return row?.holder;
}

export function dropLease(ledger: Ledger, holder: string): Promise<void> {
  return ledger.commit({
    writes: [ledger.db.deleteFrom("lease").where("holder", "=", holder)],
  });
}
