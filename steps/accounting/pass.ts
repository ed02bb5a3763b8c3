import { csvRowsOf } from "../../db/csv.ts";
import { recordsMadeOf, sourcesOf } from "../../db/effects.ts";
import type { Ledger } from "../../db/ledger.ts";
import { memberMap, valueMap } from "../../db/maps.ts";
import { fieldsIn, remarksIn } from "../../db/stored.ts";
import { countRecords, findRecords, type SourceRecord } from "../../db/source_records.ts";
import type { CsvKind } from "../../db/tables.ts";
import type { Settings } from "../base/settings.ts";
import { accountFor, type Entry, type Made } from "./account.ts";
import { Accounts } from "./accounts.ts";
import { claimsIn } from "./claims.ts";
import type { Ask } from "./evidence.ts";

/** Rows that are accounted for at a time. */
const CHUNK = 200;

/** A source row and what became of each of its values. */
export interface AccountedRow {
  key: string;
  entries: Entry[];
}

/**
 * Accounts for every value of the rows that the ledger holds, by what the ledger says was written and read back. Nothing
 * is assembled again.
 *
 * @param only these rows, by resource; undefined takes all
 */
export async function accountsOf(
  ledger: Ledger,
  settings: Pick<Settings, "optionalObjects" | "timeZone">,
  only?: ReadonlyMap<string, readonly number[]>,
): Promise<Accounts> {
  const accounts = new Accounts();
  for await (const { key, entries } of accountedRows(ledger, settings, only)) accounts.add(key, entries);
  return accounts;
}

/** What became of each value of one row, by its attribute; an attribute without a value has none. */
export async function fatesOf(
  ledger: Ledger,
  settings: Pick<Settings, "optionalObjects" | "timeZone">,
  resource: string,
  id: number,
): Promise<Map<string, Entry[]>> {
  for await (const { entries } of accountedRows(ledger, settings, new Map([[resource, [id]]]))) {
    return Map.groupBy(entries, (entry) => entry.path[0] ?? "");
  }
  return new Map();
}

/** The rows one by one, in the order of their resources and ids. */
export async function* accountedRows(
  ledger: Ledger,
  settings: Pick<Settings, "optionalObjects" | "timeZone">,
  only?: ReadonlyMap<string, readonly number[]>,
): AsyncGenerator<AccountedRow> {
  const claimsOf = await claimsIn(ledger, settings);
  const maps = await mapsOf(ledger);
  for (const resource of only?.keys() ?? (await countRecords(ledger)).keys()) {
    const claims = claimsOf(resource);
    const ids = only?.get(resource);
    for (let after = -1;;) {
      const records = (await findRecords(ledger, { resource, after, limit: CHUNK, ...(ids ? { ids } : {}) }))
        .filter((record) => !record.gone);
      const last = records.at(-1);
      if (!last) break;
      const made = await madeOf(ledger, records);
      const ask = { ...maps, timeZone: settings.timeZone, sourceOf: await linkedBy(ledger, made) };
      const columns = await columnsOf(ledger, resource, records);
      for (const { id, row } of records) {
        const key = `${resource}/${id}`;
        const whole = { ...row, ...columns.get(id) };
        yield { key, entries: accountFor(whole, claims, made.get(key) ?? [], ask) };
      }
      after = last.id;
    }
  }
}

async function mapsOf(ledger: Ledger): Promise<Pick<Ask, "option" | "memberOf">> {
  const options = new Map(
    (await valueMap(ledger)).filter((row) => row.state !== "proposed").map((row) => [
      JSON.stringify([row.object, row.field, row.source_value]),
      row.state === "ignored" ? null : row.target_value,
    ]),
  );
  // Exports name the practitioner, the API has the id.
  const members = new Map(
    (await memberMap(ledger)).flatMap((row) => [
      [String(row.practitioner_id), row.member_id],
      [row.name.trim().toLowerCase(), row.member_id],
    ]),
  );
  return {
    option: (object, field, value) => options.get(JSON.stringify([object, field, value])),
    memberOf: (practitioner) => members.get(practitioner.trim().toLowerCase()) ?? undefined,
  };
}

/** A key as its digits: a number, a text, or the `id` of an object. */
function keyOf(value: unknown): string {
  const key = typeof value === "object" && value !== null && "id" in value ? value.id : value;
  return String(key ?? "").trim().replace(/\.0+$/, "");
}

/** Whose answers a response has where no patient is there. */
const NOBODY: Made = { object: "person", fields: {}, remarks: [], skip: "form-no-patient" };

/** The records made of each row, by the row's key. Answers on forms are in the record of their patient. */
async function madeOf(ledger: Ledger, records: readonly SourceRecord[]): Promise<Map<string, Made[]>> {
  const patients = new Map(
    records.filter(({ resource }) => resource === "custom_form_responses").map((record) => [
      `${record.resource}/${record.id}`,
      `patients/${keyOf(record.row["patient_id"])}`,
    ]),
  );
  const keys = [...records.map(({ resource, id }) => `${resource}/${id}`), ...new Set(patients.values())];
  const made = Map.groupBy(await recordsMadeOf(ledger, keys), (effect) => effect.source_key);
  const ofRow = (key: string) =>
    (made.get(key) ?? []).map(({ object, written, remarks, state, skip, code }): Made => ({
      object,
      fields: fieldsIn(written),
      remarks: remarksIn(remarks),
      skip: state === "confirmed" ? undefined : skip ?? code ?? state,
    }));
  return new Map(keys.map((key) => {
    const patient = patients.get(key);
    const people = patient ? ofRow(patient).filter((record) => record.object === "person") : [];
    const nobody = patient && people.length === 0 ? [NOBODY] : [];
    return [key, [...ofRow(key), ...people, ...nobody]];
  }));
}

/** What the relations of these records point at, as far as it is ours. */
async function linkedBy(
  ledger: Ledger,
  made: ReadonlyMap<string, readonly Made[]>,
): Promise<(targetId: string) => string | undefined> {
  const ids = new Set<string>();
  for (const record of [...made.values()].flat()) {
    for (const [field, value] of Object.entries(record.fields)) {
      if (field.endsWith("Id") && typeof value === "string") ids.add(value);
    }
  }
  const sources = new Map<string, string>();
  const all = [...ids];
  for (let from = 0; from < all.length; from += 1_000) {
    for (const [id, key] of await sourcesOf(ledger, all.slice(from, from + 1_000))) sources.set(id, key);
  }
  return (id) => sources.get(id);
}

const EXPORTS: Record<string, CsvKind> = {
  patients: "patients",
  appointments: "appointments",
  files: "files",
};

/** The columns of the rows' CSV exports, named as the field map names them. */
async function columnsOf(
  ledger: Ledger,
  resource: string,
  records: readonly SourceRecord[],
): Promise<Map<number, Record<string, string>>> {
  const kind = EXPORTS[resource];
  if (!kind) return new Map();
  const rows = await csvRowsOf(ledger, kind, records.map((record) => record.id));
  return new Map(
    [...rows].map(([id, cells]) => [
      id,
      Object.fromEntries(Object.entries(cells).map(([name, cell]) => [`csv:${name}`, cell])),
    ]),
  );
}
