import { sql } from "kysely";
import { nextEffectId } from "../../db/effects.ts";
import type { Ledger } from "../../db/ledger.ts";
import type { Kit } from "../engine/kit.ts";
import { removeRecords } from "../engine/remove.ts";
import { Tally } from "../engine/tally.ts";
import type { Wanted } from "../engine/wanted.ts";
import { PLURAL, type TargetObject } from "../mapping/vocabulary.ts";
import { BATCH } from "../twenty/records.ts";

/** Children before what they belong to; links go with their note. */
const ORDER: readonly TargetObject[] = [
  "attachment",
  "note",
  "activityLogEntry",
  "payment",
  "invoice",
  "appointment",
  "packagePatient",
  "opportunity",
  "person",
];

/** Applies the chosen policy to records whose source row is gone, or whose sticky note was emptied. */
export async function applyGone(kit: Kit): Promise<Tally> {
  const tally = new Tally();
  if (kit.settings.gonePolicy === "keep") return tally;
  // A removal that fails is a newer effect on its record: it is for the next delta, not for the next page.
  const until = await nextEffectId(kit.ledger) - 1;
  for (const object of ORDER) {
    for (let after = 0;;) {
      const gone = await goneRecords(kit.ledger, object, after, until);
      const last = gone.at(-1);
      if (!last) break;
      tally.add(await removeRecords(kit, gone.map(({ wanted }) => wanted)));
      after = last.effect;
    }
  }
  return tally;
}

/** A record and the newest effect on it, in whose order they are read. */
export interface Gone {
  effect: number;
  wanted: Wanted;
}

/**
 * The next records, one batch, that are in the target by the ledger although their source row is not there any more.
 *
 * @param after only those whose newest effect is a later one, up to `until`
 */
export async function goneRecords(
  ledger: Ledger,
  object: TargetObject,
  after: number,
  until: number,
): Promise<Gone[]> {
  const { rows } = await sql<{ id: number; target_id: string; source_key: string }>`
    select e.id, e.target_id, e.source_key from effect e
    join source_record s on e.source_key = s.resource || '/' || s.id
    where e.object = ${object} and e.id > ${after} and e.id <= ${until} and e.state not in ('skipped', 'reverted')
      and not (e.kind = 'remove' and e.state = 'confirmed') and not (e.kind = 'create' and e.state <> 'confirmed')
      and not exists (select 1 from effect later where later.target_id = e.target_id and later.id > e.id)
      and (s.gone_at is not null
        or (e.object = 'note' and s.resource = 'patients' and trim(coalesce(json_extract(s.raw, '$.note'), '')) = ''))
    order by e.id limit ${BATCH}`.execute(ledger.db);
  return rows.map((r) => ({
    effect: r.id,
    wanted: {
      object,
      plural: PLURAL[object],
      id: r.target_id,
      sourceKey: r.source_key,
      fields: {},
      remarks: [],
    },
  }));
}
