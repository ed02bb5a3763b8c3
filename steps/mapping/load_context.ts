import { sql } from "kysely";
import type { Ledger } from "../../db/ledger.ts";
import { findRecords, type SourceRecord } from "../../db/source_records.ts";
import { targetId } from "../base/identity.ts";
import { fullName } from "./transforms/names.ts";
import { duplicateVisits, twinPackages } from "./duplicates.ts";
import { subscriberIds } from "./transforms/references.ts";
import { normalEmail } from "./transforms/emails.ts";
import { idOf, textOf } from "./transform.ts";
import { type Linkable, linkableKeys } from "./links.ts";
import { mapKey, type Mapping } from "./mapping.ts";
import { sameOption } from "./options_of.ts";
import { CSV_PREFIX } from "./with_exports.ts";
import type { MapContext } from "./context.ts";
import type { TargetObject } from "./objects.ts";

/** Reads what the transforms of one chunk of rows will ask for. */
export async function loadContext(
  ledger: Ledger,
  mapping: Mapping,
  records: readonly SourceRecord[],
  linkable: Linkable,
): Promise<MapContext> {
  const rows = records.map((r) => r.row);
  const patientIds = unique(
    rows.flatMap(subscriberIds),
  );
  const practitionerIds = unique(rows.map((row) => idOf(row["practitioner_id"])));
  const homes = records[0]?.resource === "patients" && mapping.locations > 1
    ? await homesOf(ledger, records.map((r) => r.id))
    : new Map<number, number | "several">();
  const locationIds = unique([
    ...rows.map((row) => idOf(row["location_id"])),
    ...[...homes.values()].map((home) => home === "several" ? undefined : home),
  ]);
  const appointmentIds = unique(rows.map((row) => idOf(row["appointment_id"])));
  const targets = new Map<string, string>();
  const names = new Map<number, string>();
  for (const record of await recordsOf(ledger, "patients", patientIds)) {
    names.set(record.id, fullName(record.row));
  }
  const wanted: [TargetObject, string, number[]][] = [
    ["person", "patients", patientIds],
    ["person", "practitioners", practitionerIds],
    ["company", "locations", locationIds],
    ["company", "account", [1]],
    ["appointment", "appointments", appointmentIds],
  ];
  for (const [object, resource, ids] of wanted) {
    for (const id of await linkableIds(ledger, object, resource, ids, linkable)) {
      targets.set(
        mapKey(object, resource, String(id)),
        await targetId(mapping.migration, object, resource, id),
      );
    }
  }
  const twice = await duplicateVisits(ledger, records);
  const twins = await twinPackages(ledger, records);
  const holders = await emailHolders(ledger, mapping, rows.flatMap((row) => addressesIn(row)));
  const taken = await takenAddresses(ledger, records.map((r) => `${r.resource}/${r.id}`));
  const resource = records[0]?.resource ?? "";
  return {
    timeZone: mapping.timeZone,
    currency: mapping.currency,
    country: mapping.country,
    option: (object, field, value) => mapping.options.get(mapKey(object, field, value)),
    targetOf: (object, resource, id) => targets.get(mapKey(object, resource, String(id))),
    holderOf: (email) => holders.get(email),
    takenInTarget: (email, id) => taken.get(`${resource}/${id}`)?.has(email) ?? false,
    memberOf: (id) => id === undefined ? mapping.fallbackOwner : mapping.members.get(id),
    typeName: (id) => mapping.typeNames.get(id),
    patientName: (id) => names.get(id),
    homeOf: (id) => homes.get(id) ?? "none",
    locations: mapping.locations,
    toldTwice: (id) => twice.has(id) || twins.has(id),
    inactive: (id) => mapping.inactive.has(id),
    memberNamed: (name) => mapping.membersByName.get(sameOption(name)),
  };
}

/** The one location of each patient's visits that were not cancelled. */
async function homesOf(
  ledger: Ledger,
  patients: readonly number[],
): Promise<Map<number, number | "several">> {
  const { rows } = await sql<{ patient: string; least: unknown; most: unknown }>`
    select json_extract(raw, '$.patient_id') as patient, min(cast(json_extract(raw, '$.location_id') as integer)) as least,
      max(cast(json_extract(raw, '$.location_id') as integer)) as most
    from source_record
    where resource = 'appointments' and gone_at is null and json_extract(raw, '$.location_id') is not null
      and json_extract(raw, '$.patient_id') in (${sql.join(patients.flatMap((id) => [id, String(id)]))})
      and coalesce(json_extract(raw, '$.cancelDate'), '') = '' and coalesce(json_extract(raw, '$.status'), '') <> 'cancelled'
    group by 1`.execute(ledger.db);
  const homes = new Map<number, number | "several">();
  for (const { patient, least, most } of rows) {
    const id = Number(patient);
    const here = least === most ? Number(least) : "several";
    homes.set(id, homes.has(id) && homes.get(id) !== here ? "several" : here);
  }
  return homes;
}

const unique = (ids: (number | undefined)[]): number[] => [...new Set(ids.filter((id) => id !== undefined))];

function recordsOf(ledger: Ledger, resource: string, ids: readonly number[]): Promise<SourceRecord[]> {
  return ids.length === 0
    ? Promise.resolve([])
    : findRecords(ledger, { resource, after: -1, limit: ids.length, ids });
}

async function linkableIds(
  ledger: Ledger,
  object: string,
  resource: string,
  ids: readonly number[],
  linkable: Linkable,
): Promise<number[]> {
  if (linkable === "planned") return (await recordsOf(ledger, resource, ids)).map((r) => r.id);
  const landed = await linkableKeys(ledger, linkable, object, ids.map((id) => `${resource}/${id}`));
  return ids.filter((id) => landed.has(`${resource}/${id}`));
}

/** Where an export has the address. */
const CSV_EMAIL = "Email Address";

/** The addresses that a row names: the API's, and the export's beside it. */
const addressesIn = (row: Record<string, unknown>): string[] =>
  [row["email"], row[CSV_PREFIX + CSV_EMAIL]].flatMap((given) => normalEmail(textOf(given)) ?? []);

/**
 * The oldest patient of each address: small ids are the oldest (contracts/practicehub 3.1). A patient's address is the
 * API's, else that of the export where it is mapped.
 */
async function emailHolders(
  ledger: Ledger,
  mapping: Pick<Mapping, "exports">,
  given: readonly string[],
): Promise<Map<string, number>> {
  const emails = [...new Set(given)];
  if (emails.length === 0) return new Map();
  const { rows: own } = await sql<{ email: string; id: number }>`
    select lower(trim(json_extract(raw, '$.email'))) as email, min(id) as id from source_record
    where resource = 'patients' and gone_at is null
      and lower(trim(json_extract(raw, '$.email'))) in (${sql.join(emails)})
    group by 1`.execute(ledger.db);
  const holders = new Map(own.map((r) => [r.email, r.id]));
  if (!mapping.exports.has("patients")) return holders;
  const { rows: exported } = await sql<{ email: string; id: number; own: unknown }>`
    select lower(trim(json_extract(c.raw, ${`$."${CSV_EMAIL}"`}))) as email, s.id, json_extract(s.raw, '$.email') as own
    from csv_row c join source_record s on s.resource = 'patients' and s.id = c.record_id and s.gone_at is null
    where c.kind = 'patients'
      and lower(trim(json_extract(c.raw, ${`$."${CSV_EMAIL}"`}))) in (${sql.join(emails)})`.execute(
    ledger.db,
  );
  for (const { email, id, own } of exported) {
    if (normalEmail(textOf(own))) continue;
    holders.set(email, Math.min(id, holders.get(email) ?? id));
  }
  return holders;
}

/** Addresses that these rows' records have had to give up, because somebody in the target held them, by row. */
async function takenAddresses(ledger: Ledger, keys: readonly string[]): Promise<Map<string, Set<string>>> {
  if (keys.length === 0) return new Map();
  const { rows } = await sql<{ source_key: string; written: string }>`
    select e.source_key, e.written from current_effect e
    where e.object = 'person' and e.source_key in (${sql.join(keys)}) and e.state <> 'reverted'
      and e.remarks like '%"email-taken"%'`
    .execute(ledger.db);
  return new Map(rows.map(({ source_key, written }) => {
    const { emails } = JSON.parse(written) as { emails?: { additionalEmails?: string[] } };
    return [source_key, new Set(emails?.additionalEmails ?? [])];
  }));
}
