import type { Ledger } from "../../db/ledger.ts";
import { FALLBACK_ID, fieldMap, memberMap, valueMap } from "../../db/maps.ts";
import { findRecords } from "../../db/source_records.ts";
import type { FieldMapTable, MemberMapTable } from "../../db/tables.ts";
import { NeedsPersonError } from "../base/errors.ts";
import type { Settings } from "../base/settings.ts";
import type { Desk } from "../runbook/kit.ts";
import { type Locale, localeOf } from "./country.ts";
import { isTicked, objectsInUse, type TargetObject } from "./objects.ts";
import { sameName } from "./options_of.ts";
import { flagOf, nameOf } from "./shapes.ts";
import type { FieldRow } from "./vocabulary.ts";
import { CSV_PREFIX } from "./with_exports.ts";

/** The confirmed maps of a migration, as one run uses them. Read once; small whatever the practice's size. */
export interface Mapping extends Locale {
  /** UUIDv5 namespace. */
  migration: string;
  /** Confirmed rows by `object resource`. */
  rows: Map<string, FieldRow[]>;
  /** Target option by `object field source value`; the empty source value stands for all that is not listed. Null: left out. */
  options: Map<string, string | null>;
  members: Map<number, string>;
  fallbackOwner: string | undefined;
  typeNames: Map<number, string>;
  /** Members by the name of the practitioner they are, as `sameName` writes it; names that two bear are left out. */
  membersByName: Map<string, string>;
  /** Practitioners who work there no longer. */
  inactive: ReadonlySet<number>;
  /** How many locations the practice has. */
  locations: number;
  /** The objects that are written, in order. */
  objects: TargetObject[];
  /** Resources of which columns of the CSV export are mapped. */
  exports: ReadonlySet<string>;
}

export const mapKey = (...parts: string[]): string => parts.join("\u001f");

/**
 * The maps as a person confirmed them, with what they need of the settings.
 *
 * @param migration id, from which the ids of records follow
 * @param fallbackOwner e-mail; undefined: records without an owner get none
 */
export async function loadMapping(
  ledger: Ledger,
  settings: Settings,
  migration: string,
  fallbackOwner: string | undefined,
): Promise<Mapping> {
  const confirmed = await confirmedRows(ledger, settings);
  const rows = Map.groupBy(confirmed, (row) => mapKey(row.object, row.resource));
  const values = (await valueMap(ledger)).filter((v) => v.state !== "proposed");
  const types = await findRecords(ledger, { resource: "appointment_types", after: -1, limit: 10_000 });
  const locations = await findRecords(ledger, { resource: "locations", after: -1, limit: 10_000 });
  const staff = await findRecords(ledger, { resource: "practitioners", after: -1, limit: 10_000 });
  const owners = await memberMap(ledger);
  return {
    migration,
    ...localeOf(settings),
    rows,
    options: new Map(values.map((v) => [
      mapKey(v.object, v.field, v.source_value),
      v.state === "ignored" ? null : v.target_value,
    ])),
    members: new Map(owners.flatMap((m) => m.member_id ? [[m.practitioner_id, m.member_id]] : [])),
    fallbackOwner,
    membersByName: byName(owners),
    inactive: new Set(staff.filter((p) => flagOf(p.row["active"]) === false).map((p) => p.id)),
    locations: locations.length,
    objects: objectsInUse(new Set(confirmed.map((row) => row.object))),
    exports: new Set(
      confirmed.filter((row) => row.source.startsWith(CSV_PREFIX)).map((row) => row.resource),
    ),
    typeNames: new Map(types.map((t) => [t.id, nameOf(t.row["name"])])),
  };
}

/** The rows of the field map that count, in their order. */
export async function confirmedRows(
  ledger: Ledger,
  settings: Pick<Settings, "optionalObjects">,
): Promise<FieldRow[]> {
  return (await fieldMap(ledger)).filter((row) =>
    row.state === "confirmed" && isTicked(row.resource, settings.optionalObjects)
  ).map(fieldRowOf);
}

/** A row of the ledger's field map as the transforms know it; what it creates is the schema's. */
export const fieldRowOf = (row: FieldMapTable): FieldRow => ({
  ...row,
  object: row.object as TargetObject,
  creates: undefined,
});

function byName(owners: readonly MemberMapTable[]): Map<string, string> {
  const groups = Map.groupBy(
    owners.filter((m) => m.practitioner_id !== FALLBACK_ID),
    (m) => sameName(m.name),
  );
  return new Map(
    [...groups].flatMap(([name, [first, ...more]]) =>
      first?.member_id && more.length === 0 && name !== "" ? [[name, first.member_id]] : []
    ),
  );
}

/**
 * The mapping of a run that writes.
 *
 * @throws {NeedsPersonError} no fallback owner was chosen
 */
export async function mappingFor(kit: Pick<Desk, "ledger" | "settings" | "migration">): Promise<Mapping> {
  const fallback = (await memberMap(kit.ledger)).find((m) => m.practitioner_id === FALLBACK_ID)?.member_id;
  if (!fallback) {
    throw new NeedsPersonError(
      "Choose a fallback owner in the members cell: no record lands without an owner.",
    );
  }
  return await loadMapping(kit.ledger, kit.settings, kit.migration, fallback);
}
