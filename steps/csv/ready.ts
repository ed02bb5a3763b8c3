import type { Ledger } from "../../db/ledger.ts";
import { countProposed, FALLBACK_ID, fieldMap, memberMap } from "../../db/maps.ts";
import { readMigration } from "../../db/migration.ts";
import { NeedsPersonError } from "../base/errors.ts";
import { Settings } from "../base/settings.ts";
import { many } from "../base/words.ts";
import { loadMapping, type Mapping } from "../mapping/mapping.ts";

/** What the files are made from. */
export interface Ready {
  mapping: Mapping;
  /** Nobody was chosen to own what no practitioner's member owns; owners are left empty. */
  withoutOwner: boolean;
}

/** Why the files cannot be made yet, in a sentence; undefined where they can. @param extractState of the cell */
export async function whyNotYet(ledger: Ledger, extractState: string): Promise<string | undefined> {
  if (extractState === "stale") return "The extract is stale; run it again, then the files can be written.";
  if (extractState !== "green") return "They can be written when the extract is green.";
  const fields = await fieldMap(ledger);
  if (fields.length === 0) return "They can be written when there is a map; run the schema cell.";
  const open = await countProposed(ledger);
  return open > 0 ? `They can be written when the maps are decided; ${many(open, "row")} to go.` : undefined;
}

/** @throws {NeedsPersonError} why the files cannot be made yet */
export async function readyToWrite(ledger: Ledger, extractState: string): Promise<Ready> {
  const why = await whyNotYet(ledger, extractState);
  if (why) throw new NeedsPersonError(why);
  const migration = await readMigration(ledger);
  const settings = Settings.parse(migration?.settings);
  const fallback = (await memberMap(ledger)).find((m) => m.practitioner_id === FALLBACK_ID)?.member_id;
  return {
    mapping: await loadMapping(ledger, settings, migration?.id ?? "", fallback ?? undefined),
    withoutOwner: !fallback,
  };
}
