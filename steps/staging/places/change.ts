import { Address, type Settings } from "../../base/settings.ts";
import type { Ledger } from "../../../db/ledger.ts";
import type { World } from "../../base/world.ts";
import { UsageError } from "../../base/errors.ts";
import { mustRest } from "../../runbook/current.ts";
import { Log } from "../../base/log.ts";
import { many } from "../../base/words.ts";
import { ADDRESS_PARTS, PRACTICE } from "./places.ts";

/** What is said of one place; what is absent stays, what is empty is taken away. */
export interface PlaceChange {
  id: string;
  name?: string;
  address?: Address;
}

type Named = Pick<Settings, "practiceName" | "locations" | "addresses">;

/** The settings with the changes laid over them. */
export function withPlaces(settings: Named, changes: readonly PlaceChange[]): Named {
  const locations = { ...settings.locations };
  const addresses = { ...settings.addresses };
  let { practiceName } = settings;
  for (const { id, name, address } of changes) {
    const said = name?.trim();
    if (id === PRACTICE) practiceName = said ?? practiceName;
    else if (said) locations[id] = said;
    else if (said === "") delete locations[id];
    if (!address) continue;
    const parts = filled({ ...addresses[id], ...address });
    if (Object.keys(parts).length > 0) addresses[id] = parts;
    else delete addresses[id];
  }
  return { practiceName, locations, addresses };
}

function filled(address: Address): Address {
  const parts = ADDRESS_PARTS.map((part) => [part, address[part]?.trim() ?? ""]).filter(([, text]) =>
    text !== ""
  );
  return Address.parse(Object.fromEntries(parts));
}

/** What a change of places needs of the console. */
export interface PlacesHolder {
  settings: Settings | undefined;
  readonly ledger: Ledger;
  readonly world: World;
  configure(change: Partial<Settings>): Promise<void>;
}

/**
 * Keeps names and addresses in the migration's settings; extract and delta become stale by them.
 *
 * @param who the person's name, for the journal
 * @throws {UsageError} there are no settings yet. @throws {BusyError} a cell runs on the present ones.
 */
export async function changePlaces(
  console: PlacesHolder,
  who: string,
  changes: readonly PlaceChange[],
): Promise<void> {
  const { settings, ledger, world } = console;
  if (!settings) throw new UsageError("Fill in the settings first; companies belong to one migration.");
  await mustRest(ledger, "save the names");
  await console.configure(withPlaces(settings, changes));
  await new Log(ledger, world, null).write({
    kind: "companies",
    message: `${
      changes.length === 1 ? nameOf(changes[0]?.id) : many(changes.length, "company", "companies")
    } named by ${who}`,
    fields: { companies: changes.length },
  });
}

const nameOf = (id: string | undefined): string => id === PRACTICE ? "the practice" : `location ${id}`;
