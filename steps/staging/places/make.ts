import { markGone, unseenIds, upsertRecords } from "../../../db/source_records.ts";
import type { Kit } from "../../runbook/kit.ts";
import type { Address, Settings } from "../../base/settings.ts";
import { instant } from "../../base/world.ts";
import type { Row } from "../../practicehub/envelope.ts";
import { locationCounts, namedLocations, PRACTICE } from "./places.ts";

/** Locations that go in one extract; a practice has a handful. */
const MOST_AT_ONCE = 500;

/**
 * The practice and its locations have no endpoint (contracts/practicehub 5). Their rows are made from what is known: the
 * account's address, the location ids on appointments, and the names and addresses that a person gave. A location that
 * is on no appointment is there as long as somebody names it.
 */
export async function makePlaces(kit: Kit): Promise<number> {
  const { settings, ledger, run } = kit;
  const ids = new Set([...(await locationCounts(ledger)).keys(), ...namedLocations(settings)]);
  const { account, locations } = placeRows(settings, ids);
  const at = instant(kit.world);
  const before = await unseenIds(ledger, "locations", Number.MAX_SAFE_INTEGER, -1, MOST_AT_ONCE);
  const gone = before.filter((id) => !ids.has(id));
  await ledger.commit({
    writes: [
      ...upsertRecords(ledger, "account", [account], run, at),
      ...upsertRecords(ledger, "locations", locations, run, at),
      ...(gone.length > 0 ? [markGone(ledger, "locations", gone, at)] : []),
    ],
  });
  return locations.length;
}

/** A row for the practice, and one for each of its locations. */
export function placeRows(
  settings: Pick<Settings, "practiceName" | "sourceUrl" | "locations" | "addresses">,
  ids: ReadonlySet<number>,
): { account: Row; locations: Row[] } {
  const { addresses } = settings;
  const name = settings.practiceName || accountName(settings.sourceUrl);
  return {
    account: { id: 1, name, ...attributes(addresses[PRACTICE]) },
    locations: [...ids].sort((a, b) => a - b).map((id) => ({
      id,
      name: settings.locations[String(id)] || `${name}, location ${id}`,
      ...attributes(addresses[String(id)]),
    })),
  };
}

/** Under the names by which the address transform knows them; what is empty is no attribute. */
function attributes({ street, city, state, postcode, country }: Address = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries({ address: street, city, state, postcode, country })
      .filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}

/** `https://riverside.neptune.practicehub.io` belongs to riverside. */
export function accountName(sourceUrl: string): string {
  const { hostname } = new URL(sourceUrl);
  const label = /[a-z]/i.test(hostname) ? hostname.split(".")[0] ?? hostname : hostname;
  return label.charAt(0).toUpperCase() + label.slice(1);
}
