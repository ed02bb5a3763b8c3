import { z } from "zod";
import { FALLBACK_ID } from "../../db/maps.ts";
import type { MemberMapTable } from "../../db/tables.ts";
import { type Line, readCsvLines, withoutMark, wrong } from "../base/csv_lines.ts";
import { csvLines } from "../csv/cells.ts";
import { UsageError } from "../base/errors.ts";
import { sameName } from "../mapping/options_of.ts";
import type { EnteredEmail } from "./assign.ts";

const Email = z.email().max(254);

/**
 * Whom to invite: every practitioner who is no member of the workspace, with the address where one was given. An API key
 * may not invite anybody (contracts/twenty i01), so a person does, from this list. Filled in, it can be imported again.
 */
export function writeInvitations(rows: readonly MemberMapTable[]): string {
  const missing = rows.filter((r) => r.practitioner_id !== FALLBACK_ID && r.member_id === null);
  const lines = missing.map((r) => [String(r.practitioner_id), r.name, r.email ?? ""]);
  // A spreadsheet takes a file without this mark for its own old code page.
  return "\uFEFF" + csvLines([["id", "name", "email"], ...lines]);
}

export interface MemberList {
  emails: EnteredEmail[];
  /** Lines whose name is no practitioner's: a list of staff has others too. */
  others: number;
}

/**
 * Addresses of practitioners from a CSV with a column `email` and `id` (PracticeHub's) or `name`; other columns are
 * passed over. A line without an address changes nothing.
 *
 * @throws {UsageError} which line and column is wrong; it quotes nothing of a row.
 */
export function readMemberList(text: string, known: readonly MemberMapTable[]): MemberList {
  const [header, ...rows] = readCsvLines(text);
  if (!header) throw new UsageError("The CSV is empty; it should begin with id,name,email.");
  const column = (names: RegExp) => header.cells.findIndex((cell) => names.test(cell.trim()));
  const at = {
    email: column(/^e-?mail( address)?$/i),
    id: column(/^(practitioner )?id$/i),
    name: column(/^(full name|name|practitioner)$/i),
  };
  if (at.email < 0 || (at.id < 0 && at.name < 0)) {
    throw new UsageError("The CSV needs a column email, and a column id or name.");
  }
  const practitioners = known.filter((r) => r.practitioner_id !== FALLBACK_ID);
  const list: MemberList = { emails: [], others: 0 };
  const lines = new Map<number, number>();
  for (const line of rows) {
    const email = emailOf(line, at.email);
    if (email === "") continue;
    const practitionerId = whose(line, at, practitioners);
    if (practitionerId === undefined) {
      list.others++;
      continue;
    }
    const before = lines.get(practitionerId);
    if (before !== undefined) {
      throw wrong(line.line, "email", `is of the same practitioner as line ${before}`);
    }
    lines.set(practitionerId, line.line);
    list.emails.push({ practitionerId, email });
  }
  return list;
}

function emailOf(line: Line, at: number): string {
  const email = cell(line, at);
  if (email !== "" && !Email.safeParse(email).success) {
    throw wrong(line.line, "email", "is no e-mail address");
  }
  return email;
}

function whose(
  line: Line,
  at: { id: number; name: number },
  practitioners: readonly MemberMapTable[],
): number | undefined {
  const id = at.id < 0 ? "" : cell(line, at.id);
  if (id !== "") {
    const row = practitioners.find((r) => String(r.practitioner_id) === id);
    if (!row) {
      throw wrong(line.line, "id", "is no practitioner's; run the members cell again, or mend the id");
    }
    return row.practitioner_id;
  }
  const name = at.name < 0 ? "" : cell(line, at.name);
  const same = practitioners.filter((r) => name !== "" && sameName(r.name) === sameName(name));
  if (same.length > 1) throw wrong(line.line, "name", "is that of several practitioners; add a column id");
  return same[0]?.practitioner_id;
}

const cell = ({ cells }: Line, at: number): string => withoutMark((cells[at] ?? "").trim());
