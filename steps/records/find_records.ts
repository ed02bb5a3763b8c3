import type { Ledger } from "../../db/ledger.ts";
import {
  keyOfTarget,
  type NamedRecord,
  namedRecords,
  patientsByEmail,
  recordsById,
} from "../../db/record_search.ts";

export interface Found extends NamedRecord {
  how: "number" | "practiceHubId" | "Twenty's id" | "e-mail" | "name";
}

/** Resources whose rows people know by name. */
const WITH_NAMES = ["patients", "practitioners", "locations"];
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;
const KEY = /^([a-z_]+)\/(\d{1,15})$/;
const NUMBER = /^\d{1,15}$/;

/**
 * Source rows that `text` names: by number, by `practiceHubId` (`patients/1532618`), by their record's id in Twenty, by
 * e-mail or by name. Numbers and whole addresses go by an index; names and parts of addresses walk the people, a page
 * at a time, and stop at `limit`.
 *
 * @param resources all there are
 */
export async function findByText(
  ledger: Ledger,
  text: string,
  resources: readonly string[],
  limit: number,
): Promise<Found[]> {
  const asked = text.trim().toLowerCase();
  const key = UUID.test(asked) ? await keyOfTarget(ledger, asked) : asked;
  const [, resource = "", id = ""] = KEY.exec(key ?? "") ?? [];
  if (resource) {
    const how = key === asked ? "practiceHubId" : "Twenty's id";
    return (await recordsById(ledger, [resource], Number(id))).map((r) => ({ ...r, how }));
  }
  if (NUMBER.test(asked)) {
    return (await recordsById(ledger, resources, Number(asked))).map((r) => ({ ...r, how: "number" }));
  }
  if (asked === "" || UUID.test(asked)) return [];
  const exact = asked.includes("@") ? await patientsByEmail(ledger, asked, limit) : [];
  if (exact.length > 0) return exact.map((r) => ({ ...r, how: "e-mail" }));
  return await walked(ledger, asked, limit);
}

async function walked(ledger: Ledger, asked: string, limit: number): Promise<Found[]> {
  const parts = folded(asked).split(/\s+/).filter((part) => part !== "");
  const found: Found[] = [];
  if (parts.length === 0) return found;
  for (const resource of WITH_NAMES) {
    for await (const page of namedRecords(ledger, resource)) {
      for (const row of page) {
        const how = matched(row, parts);
        if (how) found.push({ ...row, how });
        if (found.length === limit) return found;
      }
    }
  }
  return found;
}

function matched({ name, email }: NamedRecord, parts: readonly string[]): "name" | "e-mail" | undefined {
  const called = folded(name);
  if (parts.every((part) => called.includes(part))) return "name";
  const address = email.toLowerCase();
  return parts.length === 1 && parts[0] && address.includes(parts[0]) ? "e-mail" : undefined;
}

/** Without case and accents: whoever types `zoe` means Zoë too. */
const folded = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
