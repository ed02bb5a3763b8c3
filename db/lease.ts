import { type Compilable, sql } from "kysely";
import type { Ledger } from "./ledger.ts";
import type { LeaseTable } from "./tables.ts";

/**
 * The right to run a step: one holder a ledger, renewed while it works, lost when it stops renewing. It keeps two
 * consoles on one ledger from writing to the target at once.
 *
 * @param dead the expiry of a lease that was watched long enough without being renewed: it is free whatever a clock says
 */
export async function takeLease(
  ledger: Ledger,
  holder: string,
  now: string,
  expires: string,
  how: "take" | "renew" = "take",
  dead = "",
): Promise<boolean> {
  await ledger.commit({
    upkeep: how === "renew",
    writes: [
      ledger.db.insertInto("lease").values({ id: 1, holder, expires_at: expires }).onConflict((c) =>
        c.column("id").doUpdateSet({ holder, expires_at: expires })
          .where((w) =>
            w.or([
              w("lease.holder", "=", holder),
              w("lease.expires_at", "<=", now),
              w("lease.expires_at", "=", dead),
            ])
          )
      ),
    ],
  });
  return (await readLease(ledger))?.holder === holder;
}

export async function readLease(ledger: Ledger): Promise<LeaseTable | undefined> {
  return await ledger.db.selectFrom("lease").selectAll().executeTakeFirst();
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

/**
 * A statement that fails (a lease has the id 1), and with it the commit that it is part of, once the lease is not held any more: a console that
 * slept, or whose clock was set, cannot write the next intent into a run that is another's.
 */
export const onlyWithLease = (ledger: Ledger, holder: string): Compilable =>
  ledger.db.insertInto("lease").columns(["id", "holder", "expires_at"]).expression(
    ledger.db.selectNoFrom([sql<number>`2`.as("id"), sql<string>`''`.as("holder"), sql<string>`''`.as("at")])
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom("lease").select("id").where("holder", "=", holder)))
      ),
  );
