import { parseArgs } from "@std/cli/parse-args";
import type { CountryCode } from "libphonenumber-js";
import { fileBytes } from "../../fixtures/practicehub/bytes.ts";
import { loadPractice } from "../../fixtures/practicehub/load_practice.ts";
import type { Practice } from "../../fixtures/practice/practice.ts";
import { checkAppointments } from "./reader/appointments.ts";
import type { ReaderOptions, Reading } from "./reader/context.ts";
import { Discrepancies, type Discrepancy } from "./reader/discrepancies.ts";
import { checkFiles } from "./reader/files.ts";
import { Matched } from "./reader/matched.ts";
import { checkNotes } from "./reader/notes.ts";
import { checkPackages } from "./reader/packages.ts";
import { checkPeople } from "./reader/people.ts";
import { checkPlaces } from "./reader/places.ts";
import { readWorkspace, type Target } from "./reader/workspace.ts";

export const DEFAULTS: ReaderOptions = { timeZone: "Europe/London", country: "GB", bytesOf: fileBytes };

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
  const reading: Reading = { ...DEFAULTS, ...options, practice, target, workspace, people, out };
  checkPlaces(reading);
  checkPeople(reading);
  checkPackages(reading);
  checkAppointments(reading);
  checkNotes(reading);
  await checkFiles(reading);
  return out.list;
}

const USAGE =
  "usage: TWENTY_KEY=… deno run -A tests/e2e/reader.ts --practice DIR --twenty URL [--time-zone Europe/London] [--country GB]";

/** Prints one JSON line a discrepancy; exit code 1 when there is one. */
async function main(): Promise<number> {
  const flags = parseArgs(Deno.args, { string: ["practice", "twenty", "time-zone", "country"] });
  const key = Deno.env.get("TWENTY_KEY");
  const print = (line: string) => Deno.stdout.writeSync(new TextEncoder().encode(line + "\n"));
  if (!flags.practice || !flags.twenty || !key) return print(USAGE), 2;
  const found = await discrepancies(await loadPractice(flags.practice), { url: flags.twenty, key }, {
    timeZone: flags["time-zone"] ?? DEFAULTS.timeZone,
    country: (flags.country ?? DEFAULTS.country) as CountryCode,
  });
  for (const one of found) print(JSON.stringify(one));
  print(JSON.stringify({ discrepancies: found.length }));
  return found.length === 0 ? 0 : 1;
}

if (import.meta.main) Deno.exit(await main());
