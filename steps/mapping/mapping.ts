import type { CountryCode } from "libphonenumber-js";
import type { Ledger } from "../../db/ledger.ts";
import { fieldMap, memberMap, valueMap } from "../../db/maps.ts";
import { findRecords } from "../../db/source_records.ts";
import type { Settings } from "../engine/settings.ts";
import { countryOfZone, currencyOfCountry } from "./country.ts";
import { textOf } from "./transform.ts";
import type { FieldRow, TargetObject } from "./vocabulary.ts";

/** The confirmed maps of a migration, as one run uses them. Read once; small whatever the practice's size. */
export interface Mapping {
  /** UUIDv5 namespace. */
  migration: string;
  timeZone: string;
  currency: string;
  country: CountryCode | undefined;
  /** Confirmed rows by `object resource`. */
  rows: Map<string, FieldRow[]>;
  /** Target option by `object field source value`. */
  options: Map<string, string>;
  members: Map<number, string>;
  fallbackOwner: string | undefined;
  typeNames: Map<number, string>;
}

export const mapKey = (...parts: string[]): string => parts.join("\u001f");

export async function loadMapping(
  ledger: Ledger,
  settings: Settings,
  migration: string,
  fallbackOwner: string | undefined,
): Promise<Mapping> {
  const rows = new Map<string, FieldRow[]>();
  for (const row of await fieldMap(ledger)) {
    if (row.state !== "confirmed") continue;
    const key = mapKey(row.object, row.resource);
    rows.set(key, [...(rows.get(key) ?? []), {
      ...row,
      object: row.object as TargetObject,
      creates: undefined,
    }]);
  }
  const values = (await valueMap(ledger)).filter((v) => v.state === "confirmed");
  const types = await findRecords(ledger, { resource: "appointment_types", after: -1, limit: 10_000 });
  const zoneCountry = countryOfZone(settings.timeZone);
  const country = settings.country === "" ? zoneCountry : settings.country as CountryCode;
  return {
    migration,
    timeZone: settings.timeZone,
    currency: settings.currency === "" ? currencyOfCountry(zoneCountry) : settings.currency,
    country,
    rows,
    options: new Map(values.map((v) => [mapKey(v.object, v.field, v.source_value), v.target_value])),
    members: new Map(
      (await memberMap(ledger)).flatMap((m) => m.member_id ? [[m.practitioner_id, m.member_id]] : []),
    ),
    fallbackOwner,
    typeNames: new Map(types.map((t) => [t.id, textOf(t.row["name"])])),
  };
}
