import { z } from "zod";
import { csvColumnValues } from "../../db/csv.ts";
import type { Ledger } from "../../db/ledger.ts";
import { textOf } from "../mapping/transform.ts";
import { normalEmail } from "../mapping/transforms/emails.ts";
import type { Row } from "../practicehub/envelope.ts";
import type { Twenty } from "../twenty/client.ts";
import { listPage } from "../twenty/records.ts";

const Addressed = z.object({ id: z.string(), emails: z.object({ primaryEmail: z.string().nullable() }) });
const MOST_ADDRESSES = 100_000;

/** Addresses of the patients that were read, as Twenty would store them. They stay in memory. */
export class Addresses {
  #known = new Set<string>();

  add(rows: readonly Row[]): void {
    for (const row of rows) this.#take(textOf(row["email"]));
  }

  /** An address may stand in the patients export alone. */
  async addExport(ledger: Ledger): Promise<void> {
    const cells = await csvColumnValues(ledger, "patients", "Email Address", MOST_ADDRESSES);
    for (const [cell] of cells) this.#take(cell);
  }

  has(email: string): boolean {
    return this.#known.has(email.toLowerCase());
  }

  #take(given: string): void {
    const email = normalEmail(given);
    if (email) this.#known.add(email);
  }
}

/**
 * People in Twenty's trash whose primary address a patient has, by their ids in Twenty: the address stays theirs until
 * they are destroyed (contracts/twenty c). What this migration itself has written is not in anybody's way.
 */
export async function blockingPeople(twenty: Twenty, ledger: Ledger, addresses: Addresses): Promise<{
  deleted: number;
  blocking: string[];
}> {
  let deleted = 0;
  let after: string | undefined;
  const found: string[] = [];
  do {
    const page = await listPage(twenty, "people", {
      filter: "deletedAt[is]:NOT_NULL",
      ...(after ? { after } : {}),
    });
    deleted += page.records.length;
    for (const record of page.records) {
      const person = Addressed.safeParse(record).data;
      if (person?.emails.primaryEmail && addresses.has(person.emails.primaryEmail)) found.push(person.id);
    }
    after = page.cursor;
  } while (after);
  const ours = await ownIds(ledger, found);
  return { deleted, blocking: found.filter((id) => !ours.has(id)) };
}

/** Ids one answer of the ledger is asked for at most. */
const AT_ONCE = 500;

async function ownIds(ledger: Ledger, ids: readonly string[]): Promise<Set<string>> {
  const own = new Set<string>();
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const rows = await ledger.db.selectFrom("effect").select("target_id")
      .where("target_id", "in", ids.slice(from, from + AT_ONCE)).execute();
    for (const { target_id } of rows) own.add(target_id);
  }
  return own;
}
