import type { Ledger } from "../../../db/ledger.ts";
import { findRecords, type RawRow } from "../../../db/source_records.ts";
import type { CsvKind } from "../../../db/tables.ts";
import { fullName } from "../../mapping/transforms/names.ts";
import { idOf, textOf } from "../../mapping/transform.ts";
import { isCancelled } from "../../practicehub/resources.ts";
import { isoDate } from "../../practicehub/csv/dates.ts";

/** Names behind the ids in appointments. */
export interface Names {
  practitioners: ReadonlyMap<number, string>;
  types: ReadonlyMap<number, string>;
}

/** A column that the API has too, under a name of its own. */
interface Compared {
  column: string;
  /** As the API has it; empty where it has nothing. */
  api: (row: RawRow, names: Names) => string;
  /** Whether both say the same, however they write it. */
  same: (csv: string, api: string) => boolean;
}

/** Attribute names as far as public code tells them (contracts/practicehub 3.1, 3.2, 4); where two are told, both. */
const COMPARED: Record<CsvKind, readonly Compared[]> = {
  patients: [
    { column: "First Name", api: attribute("first_name"), same: sameText },
    { column: "Last Name", api: attribute("last_name"), same: sameText },
    { column: "Email Address", api: attribute("email"), same: sameIgnoringCase },
    { column: "Date of Birth", api: attribute("dob", "date_of_birth"), same: sameTime },
    { column: "Account Balance", api: attribute("total_balance"), same: sameAmount },
    { column: "Preferred Language", api: attribute("locale"), same: sameLanguage },
    { column: "Created", api: attribute("created", "created_at"), same: sameTime },
  ],
  appointments: [
    { column: "Start", api: attribute("start"), same: sameTime },
    { column: "End", api: attribute("end"), same: sameTime },
    { column: "Status", api: statusOf, same: sameIgnoringCase },
    {
      column: "Appointment Type",
      api: (row, { types }) => nameOf(types, row["appointment_type_id"]),
      same: sameText,
    },
    {
      column: "Practitioner",
      api: (row, { practitioners }) => nameOf(practitioners, row["practitioner_id"]),
      same: sameName,
    },
  ],
  files: [
    { column: "Filename", api: attribute("file_name"), same: sameText },
    { column: "Mime Type", api: attribute("mime_type"), same: sameIgnoringCase },
    { column: "Size (bytes)", api: attribute("size"), same: sameAmount },
    { column: "Created", api: attribute("created"), same: sameTime },
  ],
};

/** Columns in which both have something and it is not the same. What only one of them has is no difference. */
export function differingColumns(
  kind: CsvKind,
  cells: Record<string, string>,
  row: RawRow,
  names: Names,
): string[] {
  return COMPARED[kind].filter(({ column, api, same }) => {
    const [ours, theirs] = [textOf(cells[column]), api(row, names)];
    return ours !== "" && theirs !== "" && !same(ours, theirs);
  }).map(({ column }) => column);
}

/** What the API says in the place of a column, for a person to compare. */
export function apiValue(kind: CsvKind, column: string, row: RawRow, names: Names): string {
  return COMPARED[kind].find((c) => c.column === column)?.api(row, names) ?? "";
}

/** Practitioners and types are few; all are held. */
export async function namesOf(ledger: Ledger): Promise<Names> {
  const rows = (resource: string) => findRecords(ledger, { resource, after: -1, limit: MOST_NAMES });
  return {
    practitioners: new Map((await rows("practitioners")).map((r) => [r.id, fullName(r.row)])),
    types: new Map((await rows("appointment_types")).map((r) => [r.id, textOf(r.row["name"])])),
  };
}

const MOST_NAMES = 10_000;

function attribute(...names: string[]): Compared["api"] {
  return (row) => names.map((name) => textOf(row[name])).find((text) => text !== "") ?? "";
}

/** Cancelled either by its status or by its date of cancellation (contracts/practicehub 3.2). */
function statusOf(row: RawRow): string {
  return isCancelled(row) ? "cancelled" : textOf(row["status"]);
}

const nameOf = (names: ReadonlyMap<number, string>, id: unknown): string => names.get(idOf(id) ?? -1) ?? "";

const plain = (text: string): string => text.normalize("NFC").replace(/\s+/g, " ").trim();

function sameText(csv: string, api: string): boolean {
  return plain(csv) === plain(api);
}

function sameIgnoringCase(csv: string, api: string): boolean {
  return plain(csv).toLowerCase() === plain(api).toLowerCase();
}

/** "Sample, Sam" is how PracticeHub's pages write Sam Sample (contracts/practicehub 3.1). */
function sameName(csv: string, api: string): boolean {
  const [last = "", first] = plain(csv).split(/, ?/, 2);
  return sameIgnoringCase(csv, api) || (first !== undefined && sameIgnoringCase(`${first} ${last}`, api));
}

/**
 * To the minute, to the second or to the day: as far as both go. An order of day and month that fits is taken; a form
 * that is not known is no difference, because nobody can say.
 */
function sameTime(csv: string, api: string): boolean {
  const readings = [isoDate(csv, "day first"), isoDate(csv, "month first")].filter((r) => /^\d{4}-/.test(r));
  return sameText(csv, api) || readings.length === 0 || readings.some((reading) => {
    const length = Math.min(reading.length, api.length);
    return length >= 10 && spaced(reading).slice(0, length) === spaced(api).slice(0, length);
  });
}

const spaced = (time: string): string => time.replace("T", " ");

function sameAmount(csv: string, api: string): boolean {
  const [ours, theirs] = [amount(csv), amount(api)];
  return ours === undefined || theirs === undefined ? sameText(csv, api) : ours === theirs;
}

function amount(text: string): number | undefined {
  const bare = text.replace(/[\p{Sc}\s]/gu, "");
  const digits = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare) ? bare.replaceAll(",", "") : bare;
  return /^-?\d+(\.\d+)?$/.test(digits) ? Number(digits) : undefined;
}

/** A code, or its English or own name. */
function sameLanguage(csv: string, api: string): boolean {
  return sameIgnoringCase(csv, api) || languageNames(api).some((name) => sameIgnoringCase(csv, name));
}

function languageNames(code: string): string[] {
  try {
    return ["en", code].flatMap((locale) =>
      new Intl.DisplayNames([locale], { type: "language" }).of(code) ?? []
    );
  } catch {
    return [];
  }
}
