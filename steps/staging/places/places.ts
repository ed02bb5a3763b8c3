import { countRecords } from "../../../db/source_records.ts";
import { visitLocations } from "../../../db/patients.ts";
import type { Ledger } from "../../../db/ledger.ts";
import { auditDetail } from "../../profile/audit_detail.ts";
import type { Address, Settings } from "../../base/settings.ts";
import { idOf } from "../../mapping/transform.ts";

/** Stands for the account itself among the ids of its locations. */
export const PRACTICE = "practice";

/** Parts of an address in the order in which they are typed and stand in the CSV. */
export const ADDRESS_PARTS = ["street", "city", "state", "postcode", "country"] as const;
export type AddressPart = typeof ADDRESS_PARTS[number];

/** The practice or one of its locations: a company of the workspace. */
export interface Place {
  /** `practice`, or the number that appointments carry. */
  id: string;
  /** Empty: nobody has said it. */
  name: string;
  address: Address;
  /** Appointments at it; undefined where nobody has counted. */
  appointments?: number;
}

export interface Places {
  places: Place[];
  /** Where the ids and counts are from: all appointments, or the pages that the audit looked at. */
  countedIn: "extract" | "audit" | "nothing";
}

/** The practice, then every location that appointments or the settings name, by number. */
export async function findPlaces(ledger: Ledger, settings: Settings): Promise<Places> {
  const { counts, countedIn } = await locationsInUse(ledger);
  const { practiceName, locations, addresses } = settings;
  const ids = new Set([...counts.keys(), ...namedLocations(settings)]);
  return {
    countedIn,
    places: [
      { id: PRACTICE, name: practiceName, address: addresses[PRACTICE] ?? {} },
      ...[...ids].sort((a, b) => a - b).map((id): Place => ({
        id: String(id),
        name: locations[String(id)] ?? "",
        address: addresses[String(id)] ?? {},
        ...(countedIn === "nothing" ? {} : { appointments: counts.get(id) ?? 0 }),
      })),
    ],
  };
}

/** Locations that a person gave a name or an address. */
export function namedLocations(
  { locations, addresses }: Pick<Settings, "locations" | "addresses">,
): number[] {
  const ids = [...Object.keys(locations), ...Object.keys(addresses)].map(idOf);
  return [...new Set(ids.filter((id) => id !== undefined))];
}

/** Location ids on the appointments in the ledger, with how many each has. */
export async function locationCounts(ledger: Ledger): Promise<Map<number, number>> {
  return summed(await visitLocations(ledger));
}

/** The same as far as anybody knows: of all appointments, or of those that the audit looked at. */
export async function locationsInUse(
  ledger: Ledger,
): Promise<{ counts: Map<number, number>; countedIn: Places["countedIn"] }> {
  if ((await countRecords(ledger)).has("appointments")) {
    return { counts: await locationCounts(ledger), countedIn: "extract" };
  }
  const audited = (await auditDetail(ledger))?.values["appointments.location"];
  return { counts: summed(audited ?? []), countedIn: audited ? "audit" : "nothing" };
}

/** An id is a number on some rows and text on others (contracts/practicehub 3). */
function summed(counts: readonly (readonly [id: unknown, n: number])[]): Map<number, number> {
  const sums = new Map<number, number>();
  for (const [value, n] of counts) {
    const id = idOf(value);
    if (id !== undefined) sums.set(id, (sums.get(id) ?? 0) + n);
  }
  return sums;
}
