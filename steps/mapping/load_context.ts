import { z } from "zod";
import { remarksIn, storedJson } from "../../db/stored.ts";
import type { Ledger } from "../../db/ledger.ts";
import { openRecordsOf } from "../../db/effects.ts";
import { exportedByEmail, homesOf, oldestByEmail } from "../../db/patients.ts";
import { findRecords, type SourceRecord } from "../../db/source_records.ts";
import { targetId } from "../base/identity.ts";
import { fullName } from "./transforms/names.ts";
import { duplicateVisits, twinPackages } from "./duplicates.ts";
import { subscriberIds } from "./transforms/references.ts";
import { normalEmail } from "./transforms/contacts.ts";
import { idOf, textOf } from "./transform.ts";
import { type Linkable, linkableKeys } from "./links.ts";
import { mapKey, type Mapping } from "./mapping.ts";
import { sameName } from "./options_of.ts";
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
    isDuplicate: (id) => twice.has(id) || twins.has(id),
    inactive: (id) => mapping.inactive.has(id),
    memberNamed: (name) => mapping.membersByName.get(sameName(name)),
  };
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
  [row["email"], row[CSV_PREFIX + CSV_EMAIL]].flatMap((cell) => normalEmail(textOf(cell)) ?? []);

/**
 * The oldest patient of each address: small ids are the oldest (contracts/practicehub 3.1). A patient's address is the
 * API's, else that of the export where it is mapped.
 */
async function emailHolders(
  ledger: Ledger,
  mapping: Pick<Mapping, "exports">,
  addresses: readonly string[],
): Promise<Map<string, number>> {
  const emails = [...new Set(addresses)];
  const holders = await oldestByEmail(ledger, emails);
  if (!mapping.exports.has("patients")) return holders;
  for (const { email, id, own } of await exportedByEmail(ledger, emails, CSV_EMAIL)) {
    if (normalEmail(textOf(own))) continue;
    holders.set(email, Math.min(id, holders.get(email) ?? id));
  }
  return holders;
}

const Emails = z.object({
  emails: z.object({ additionalEmails: z.array(z.string()).optional() }).optional(),
});

/** Addresses that these rows' records have had to give up, because somebody in the target held them, by row. */
async function takenAddresses(ledger: Ledger, keys: readonly string[]): Promise<Map<string, Set<string>>> {
  const effects = await openRecordsOf(ledger, "person", keys);
  return new Map(
    effects.filter(({ remarks }) => remarksIn(remarks).some(({ remark }) => remark === "email-taken"))
      .map(({ source_key, written }) => {
        const { emails } = Emails.parse(storedJson(written));
        return [source_key, new Set(emails?.additionalEmails ?? [])];
      }),
  );
}
