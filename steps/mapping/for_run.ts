import { FALLBACK_ID, memberMap } from "../../db/maps.ts";
import { NeedsPersonError } from "../base/errors.ts";
import type { Desk } from "../runbook/kit.ts";
import { loadMapping, type Mapping } from "./mapping.ts";

/**
 * The mapping of a run that writes.
 *
 * @throws {NeedsPersonError} no fallback owner was chosen
 */
export async function mappingFor(kit: Pick<Desk, "ledger" | "settings" | "migration">): Promise<Mapping> {
  const fallback = (await memberMap(kit.ledger)).find((m) => m.practitioner_id === FALLBACK_ID)?.member_id;
  if (!fallback) {
    throw new NeedsPersonError(
      "Choose a fallback owner in the members cell: no record lands without an owner.",
    );
  }
  return await loadMapping(kit.ledger, kit.settings, kit.migration, fallback);
}
