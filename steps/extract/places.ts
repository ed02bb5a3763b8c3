import { sql } from "kysely";
import { upsertRecords } from "../../db/source_records.ts";
import type { Kit } from "../engine/kit.ts";
import { instant } from "../engine/world.ts";
import { idOf } from "../mapping/transform.ts";

/**
 * The practice and its locations have no endpoint (practicehub/CONTRACT 5). Their rows are made from what is known:
 * the account's address, the location ids on appointments, and the names given in the settings.
 */
export async function makePlaces(kit: Kit): Promise<number> {
  const { rows } = await sql<{ id: unknown }>`
    select distinct json_extract(raw, '$.location_id') as id from source_record
    where resource = 'appointments' and json_extract(raw, '$.location_id') is not null`.execute(
    kit.ledger.db,
  );
  const ids = [...new Set(rows.map((r) => idOf(r.id)).filter((id) => id !== undefined))].sort((a, b) =>
    a - b
  );
  const account = { id: 1, name: kit.settings.practiceName || accountName(kit.settings.sourceUrl) };
  const locations = ids.map((id) => ({
    id,
    name: kit.settings.locations[String(id)] ?? `${account.name}, location ${id}`,
  }));
  const at = instant(kit.world);
  await kit.ledger.commit({
    writes: [
      ...upsertRecords(kit.ledger, "account", [account], kit.run, at),
      ...upsertRecords(kit.ledger, "locations", locations, kit.run, at),
    ],
  });
  return locations.length;
}

/** `https://riverside.neptune.practicehub.io` belongs to riverside. */
function accountName(sourceUrl: string): string {
  const { hostname } = new URL(sourceUrl);
  const label = /[a-z]/i.test(hostname) ? hostname.split(".")[0] ?? hostname : hostname;
  return label.charAt(0).toUpperCase() + label.slice(1);
}
