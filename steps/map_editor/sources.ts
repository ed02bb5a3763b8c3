import { z } from "zod";
import { csvExports } from "../../db/csv.ts";
import type { Ledger } from "../../db/ledger.ts";
import { readMigration } from "../../db/migration.ts";
import type { CsvKind, FieldMapTable } from "../../db/tables.ts";
import { type AuditDetail, auditDetail } from "../profile/audit_detail.ts";
import { type FieldProfile, Profile } from "../profile/profile.ts";
import { MAX_OPTIONS } from "../profile/values.ts";
import { Settings } from "../base/settings.ts";
import { csvProfile, csvValues } from "../staging/csv/profile.ts";
import { placeRows } from "../staging/places/make.ts";
import { CSV_PREFIX } from "../mapping/with_exports.ts";
import { countedAs, namesFor } from "../matching/counted.ts";
import { attributesOf } from "../mapping/transforms/catalogue.ts";
import { valueKey } from "../mapping/options_of.ts";
import { coveredAttributes, LEFT_BEHIND } from "../mapping/proposals.ts";
import { objectOf } from "../mapping/objects.ts";
import { locationsInUse, namedLocations } from "../staging/places/places.ts";
import type { Row } from "../practicehub/envelope.ts";

/** What the practice has that can be mapped, as the audit and the CSV exports show it. */
export interface Sources {
  audit: AuditDetail | undefined;
  /** Columns of the CSV exports by resource, with what they hold. */
  columns: ReadonlyMap<string, readonly FieldProfile[]>;
  /** What the settings say of the practice and its locations, which have no endpoint, by resource. */
  places: ReadonlyMap<string, readonly FieldProfile[]>;
}

/** A source field that no row of the map carries. */
export interface Unmapped {
  object: string;
  resource: string;
  source: string;
  profile?: FieldProfile;
  /** Why it is left behind on purpose; empty where nobody decided. */
  why: string;
}

export async function readSources(ledger: Ledger): Promise<Sources> {
  const [audit, exports, places] = await Promise.all([
    auditDetail(ledger),
    csvExports(ledger),
    placeProfiles(ledger),
  ]);
  const columns = new Map<string, FieldProfile[]>();
  for (const { kind, sha256 } of exports) columns.set(kind, await columnsOf(ledger, kind, sha256));
  return { audit, columns, places };
}

async function placeProfiles(ledger: Ledger): Promise<Map<string, FieldProfile[]>> {
  const settings = Settings.safeParse((await readMigration(ledger))?.settings);
  if (!settings.success) return new Map();
  const { counts } = await locationsInUse(ledger);
  const ids = new Set([...counts.keys(), ...namedLocations(settings.data)]);
  const { account, locations } = placeRows(settings.data, ids);
  return new Map([["account", profiled([account])], ["locations", profiled(locations)]]);
}

/** An address that nobody gave is known all the same: there is none. */
function profiled(rows: readonly Row[]): FieldProfile[] {
  const profile = new Profile();
  profile.add(rows.map((row) => ({ ...NO_ADDRESS, ...row })));
  return profile.fields;
}

const NO_ADDRESS = { address: null, city: null, state: null, postcode: null, country: null };

/** What a file holds does not change: it is read once, not for each look at the maps. */
const profiles = new WeakMap<Ledger, Map<string, FieldProfile[]>>();

async function columnsOf(ledger: Ledger, kind: CsvKind, sha256: string): Promise<FieldProfile[]> {
  const known = profiles.get(ledger) ?? new Map<string, FieldProfile[]>();
  profiles.set(ledger, known);
  const key = `${kind} ${sha256}`;
  const found = known.get(key) ?? await csvProfile(ledger, kind);
  known.set(key, found);
  return found;
}

/** What an attribute, column or question holds; older audits kept no profiles. */
export function profileOf(
  { audit, columns, places }: Sources,
  resource: string,
  source: string,
): FieldProfile | undefined {
  if (source.startsWith(CSV_PREFIX)) {
    return columns.get(resource)?.find((c) => c.name === source.slice(CSV_PREFIX.length));
  }
  if (resource === "custom_form_responses") {
    const asked = audit?.questions.find((q) => q.label === source)?.profile;
    if (asked) return asked;
  }
  const fields = places.get(resource) ?? audit?.resources.find((r) => r.name === resource)?.fields;
  return fields?.find((f) => f.name === source);
}

/** How many responses a form has, where the source is a form that may be kept as notes. */
export const responsesOf = ({ audit }: Sources, resource: string, source: string): number | undefined =>
  resource === "custom_form_responses" ? audit?.forms?.find((f) => f.name === source)?.responses : undefined;

/** Values of an attribute or column with their counts and how they are called, as far as they were counted. */
export async function countedValues(
  ledger: Ledger,
  { audit }: Sources,
  resource: string,
  source: string,
): Promise<{ source: string; label: string; count: number }[]> {
  const counted = source.startsWith(CSV_PREFIX)
    ? (await csvValues(ledger, CsvName.parse(resource), source.slice(CSV_PREFIX.length))).slice(
      0,
      MAX_OPTIONS,
    )
    : resource === "custom_form_responses"
    ? audit?.questions.find((q) => q.label === source)?.values
    : audit?.values[countedAs({ resource, source })];
  const names = namesFor(audit, resource, source);
  return (counted ?? []).map(([value, count]) => ({
    source: valueKey(value),
    label: names.get(value) || value,
    count,
  }));
}

const CsvName = z.enum(["patients", "appointments", "files"]);

/** Whether this practice has what a row of the map reads. */
export function exists(sources: Sources, resource: string, source: string): boolean {
  if (["account", "locations"].includes(resource)) return true;
  const report = sources.audit?.resources.find((r) => r.name === resource);
  if (!report?.reachable) return false;
  if (source === "*" || source.startsWith("=")) return true;
  if (source.startsWith(CSV_PREFIX)) {
    return profileOf(sources, resource, source) !== undefined;
  }
  if (resource === "custom_form_responses") {
    return sources.audit?.questions.some((q) => q.label === source) === true ||
      sources.audit?.forms?.some((f) => f.name === source) === true;
  }
  return report.fields?.some((f) => f.name === source) ?? false;
}

/** Every source field that no row carries, by resource in the order of the audit. */
export function unmapped(sources: Sources, rows: readonly FieldMapTable[]): Unmapped[] {
  const taken = new Set(
    rows.flatMap((row) => (attributesOf(row) ?? []).map((name) => `${row.resource}.${name}`)),
  );
  // An optional object that is not ticked has no row at all.
  const moving = new Set(rows.map((row) => row.resource));
  const attributes = (sources.audit?.resources ?? []).flatMap(({ name: resource, reachable, fields }) => {
    const object = objectOf(resource);
    if (!object || !reachable || !moving.has(resource)) return [];
    const covered = coveredAttributes(resource);
    return (fields ?? []).filter((f) => !covered.has(f.name) && !taken.has(`${resource}.${f.name}`))
      .map((profile): Unmapped => ({
        object,
        resource,
        source: profile.name,
        profile,
        why: LEFT_BEHIND[`${resource}.${profile.name}`] ?? "",
      }));
  });
  const columns = [...sources.columns].flatMap(([resource, names]) => {
    const object = objectOf(resource);
    return object
      ? names.filter(({ name }) => !taken.has(`${resource}.${CSV_PREFIX}${name}`))
        .map((profile): Unmapped => ({
          object,
          resource,
          source: CSV_PREFIX + profile.name,
          profile,
          why: "",
        }))
      : [];
  });
  return [...attributes, ...columns];
}
