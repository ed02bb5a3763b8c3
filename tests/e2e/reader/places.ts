import { Check } from "./check.ts";
import { type Address, type Reading, rowsOf } from "./context.ts";
import { Owners } from "./owners.ts";
import { keyIn } from "./source_values.ts";

const PARTS: readonly [keyof Address, string][] = [
  ["street", "addressStreet1"],
  ["city", "addressCity"],
  ["state", "addressState"],
  ["postcode", "addressPostcode"],
  ["country", "addressCountry"],
];

/** The practice and its locations, which exist only as ids on appointments (contracts/practicehub 5). */
export function checkPlaces(reading: Reading): void {
  const { practice, companies, out, places } = reading;
  const ids = new Set(rowsOf(practice, "appointments").map((row) => keyIn(row, "location_id")));
  ids.delete(undefined);
  companies.account(new Set(["account/1", ...[...ids].map((id) => `locations/${id}`)]), out);
  const account = companies.of("account/1");
  const { fallback } = new Owners(reading);
  for (const id of [undefined, ...ids]) {
    const key = id === undefined ? "account/1" : `locations/${id}`;
    const given = id === undefined ? "practice" : String(id);
    const found = companies.of(key);
    if (!found) continue;
    const check = new Check(reading, "companies", key, { id: id ?? 1 }, found);
    check.same("parentCompanyId", id === undefined ? undefined : account?.id);
    check.same("accountOwnerId", fallback);
    const name = places.names?.[given];
    if (name !== undefined) check.same("name", name);
    else if (!found["name"]) check.problem("name", "is empty");
    const address = { ...found["address"] as Record<string, unknown> };
    for (const [part, field] of PARTS) {
      check.same(`address.${field}`, places.addresses?.[given]?.[part], address[field]);
    }
  }
}
