import { parseArgs } from "@std/cli/parse-args";
import type { CountryCode } from "libphonenumber-js";
import { fileBytes } from "../../fixtures/practicehub/bytes.ts";
import { loadPractice } from "../../fixtures/practicehub/load_practice.ts";
import type { Practice } from "../../fixtures/practice/practice.ts";
import { checkAppointments } from "./reader/appointments.ts";
import { checkBeyond } from "./reader/beyond.ts";
import type { Optional, ReaderOptions, Reading } from "./reader/context.ts";
import { Discrepancies, type Discrepancy } from "./reader/discrepancies.ts";
import { readExports } from "./reader/exports.ts";
import { checkFiles } from "./reader/files.ts";
import { Matched } from "./reader/matched.ts";
import { checkNotes } from "./reader/notes.ts";
import { checkPackages } from "./reader/packages.ts";
import { checkPeople } from "./reader/people.ts";
import { checkPlaces } from "./reader/places.ts";
import { readWorkspace, type Target } from "./reader/workspace.ts";

export const DEFAULTS: ReaderOptions = {
  timeZone: "Europe/London",
  country: "GB",
  currency: "GBP",
  bytesOf: fileBytes,
  optional: [],
  formsAsNotes: [],
  wholeOptions: false,
  places: {},
};

/**
 * Reads a workspace over REST and says where it does not hold what the practice's files hold. It shares no code with
 * the program that moved them, and knows the two contracts, `practiceHubId` and the names of the fields.
 */
export async function discrepancies(
  practice: Practice,
  target: Target,
  options: Partial<ReaderOptions> = {},
): Promise<Discrepancy[]> {
  const workspace = await readWorkspace(target);
  const out = new Discrepancies();
  const people = new Matched(workspace, "people");
  const companies = new Matched(workspace, "companies");
  const reading: Reading = { ...DEFAULTS, ...options, practice, target, workspace, people, companies, out };
  checkPlaces(reading);
  checkPeople(reading);
  checkPackages(reading);
  checkAppointments(reading);
  checkNotes(reading);
  checkBeyond(reading);
  await checkFiles(reading);
  return out.list;
}

const USAGE =
  "usage: TWENTY_KEY=… deno run -A tests/e2e/reader.ts --practice DIR --twenty URL [--exports DIR] [--optional invoices,payments,patient_logs] " +
  "[--forms-as-notes NAME,…] [--fallback-owner EMAIL] [--time-zone Europe/London] [--country GB] [--currency GBP]";

const FLAGS = [
  "practice",
  "twenty",
  "exports",
  "optional",
  "forms-as-notes",
  "fallback-owner",
  "time-zone",
  "country",
  "currency",
] as const;

/** Prints one JSON line a discrepancy; exit code 1 when there is one. */
async function main(): Promise<number> {
  const flags = parseArgs(Deno.args, { string: FLAGS });
  const key = Deno.env.get("TWENTY_KEY");
  const print = (line: string) => Deno.stdout.writeSync(new TextEncoder().encode(line + "\n"));
  if (!flags.practice || !flags.twenty || !key) return print(USAGE), 2;
  const practice = await loadPractice(flags.practice);
  const found = await discrepancies(practice, { url: flags.twenty, key }, {
    timeZone: flags["time-zone"] ?? DEFAULTS.timeZone,
    country: (flags.country ?? DEFAULTS.country) as CountryCode,
    currency: flags.currency ?? DEFAULTS.currency,
    optional: listed(flags.optional) as Optional[],
    formsAsNotes: listed(flags["forms-as-notes"]),
    ...(flags.exports ? { exports: await readExports(flags.exports, practice.patients ?? []) } : {}),
    ...(flags["fallback-owner"] ? { fallbackOwner: flags["fallback-owner"] } : {}),
  });
  for (const one of found) print(JSON.stringify(one));
  print(JSON.stringify({ discrepancies: found.length }));
  return found.length === 0 ? 0 : 1;
}

const listed = (text: string | undefined): string[] => (text ?? "").split(",").filter((part) => part !== "");

if (import.meta.main) Deno.exit(await main());
