import { z } from "zod";
import { csvColumnValues } from "../../db/csv.ts";
import { knownTargets } from "../../db/effects.ts";
import type { Ledger } from "../../db/ledger.ts";
import { textOf } from "../mapping/transform.ts";
import { normalEmail } from "../mapping/transforms/contacts.ts";
import type { Row } from "../practicehub/envelope.ts";
import type { Twenty } from "../twenty/client.ts";
import { type ObjectMeta, objectNamed } from "../twenty/metadata.ts";
import { countRecords, listPage } from "../twenty/records.ts";
import { TARGET_OBJECTS } from "../mapping/objects.ts";

/** Records of one object in Twenty before. */
export interface TargetCount {
  live: number;
  /** In the trash; counted of people and companies, which have a unique value of Twenty's own. */
  deleted: number;
  /** Of those the ones that hold a value which we would write, by their ids. No company does: we write no domain. */
  blocking: readonly string[];
}

/** How many records of each object we write to are in Twenty before. */
export async function countTarget(
  twenty: Twenty,
  ledger: Ledger,
  objects: readonly ObjectMeta[],
  addresses: Addresses,
): Promise<Map<string, TargetCount>> {
  const counts = new Map<string, TargetCount>();
  for (const name of TARGET_OBJECTS) {
    const object = objectNamed(objects, name);
    if (!object) continue;
    const live = await countRecords(twenty, object.namePlural);
    counts.set(name, { live, ...await trashOf(twenty, ledger, object, addresses) });
  }
  return counts;
}

async function trashOf(
  twenty: Twenty,
  ledger: Ledger,
  { nameSingular, namePlural }: ObjectMeta,
  addresses: Addresses,
): Promise<Omit<TargetCount, "live">> {
  if (nameSingular === "person") return await blockingPeople(twenty, ledger, addresses);
  if (nameSingular !== "company") return { deleted: 0, blocking: [] };
  const { total } = await listPage(twenty, namePlural, { filter: "deletedAt[is]:NOT_NULL", limit: 1 });
  return { deleted: total, blocking: [] };
}

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

  #take(text: string): void {
    const email = normalEmail(text);
    if (email) this.#known.add(email);
  }
}

/**
 * People in Twenty's trash whose primary address a patient has, by their ids in Twenty: the address stays theirs until
 * they are destroyed (contracts/twenty c). What this migration itself has written is not in anybody's way.
 */
async function blockingPeople(twenty: Twenty, ledger: Ledger, addresses: Addresses): Promise<{
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
  const ours = await knownTargets(ledger, found);
  return { deleted, blocking: found.filter((id) => !ours.has(id)) };
}
