import type { AuditDetail } from "../../audit.ts";
import { mapKey } from "../../mapping/mapping.ts";
import type { Proposal } from "./rows.ts";

/** How a transform's values are called when it is said how many of them could be read. */
const READ_AS: Record<string, string> = {
  boolean: "read as yes or no",
  date: "read as dates",
  emails: "read as e-mail addresses",
  instant: "read as times",
  money: "read as amounts",
  number: "read as numbers",
  phones: "read as telephone numbers",
  patient: "are patients that are there",
  practitioner: "are practitioners that are there",
  location: "are locations that are known",
  appointment: "are appointments that are there",
};

/** How many rows hold a value that the field in Twenty has an option for. */
export interface Listed {
  there: number;
  all: number;
}

const WHENCE: [least: number, said: string][] = [
  [95, "read by programs that use PracticeHub"],
  [80, "a column of PracticeHub's export"],
  [70, "the name is not documented, but it is here"],
];

/** How sure a proposal is, in percent, and why, in words. */
export function confidenceIn(
  row: Proposal,
  audit: AuditDetail,
  listed: Listed | undefined,
): { confidence: number; reason: string } {
  if (row.source.startsWith("=")) {
    return { confidence: 100, reason: said("the same for every row", row.reason) };
  }
  if (row.source === "id") return { confidence: 100, reason: said("where the record came from", row.reason) };
  const known = row.known ?? 90;
  const tried = audit.carried[mapKey(row.object, row.resource, row.source, row.target)];
  const share = tried && tried.filled > 0 ? tried.carried / tried.filled : 1;
  const confidence = Math.max(1, Math.floor(known * share));
  const whence = row.known === undefined ? undefined : WHENCE.find(([least]) => known >= least)?.[1];
  const name = row.source === row.target && !row.creates ? "the same name in both" : undefined;
  const readAs = READ_AS[row.transform];
  const options = listed && listed.all > 0
    ? `${Math.floor(100 * listed.there / listed.all)} % of the values are among the options in Twenty`
    : undefined;
  const values = tried && tried.filled > 0 && readAs
    ? `${tried.carried.toLocaleString("en")} of ${tried.filled.toLocaleString("en")} values ${readAs}`
    : undefined;
  return { confidence, reason: [name, options, values, whence, row.reason].filter(Boolean).join("; ") };
}

const said = (first: string, then: string): string => then === "" ? first : `${first}; ${then}`;
