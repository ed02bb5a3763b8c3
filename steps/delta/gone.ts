import { sql } from "kysely";
import type { Ledger } from "../../db/ledger.ts";
import type { Kit } from "../engine/kit.ts";
import { removeRecords } from "../engine/remove.ts";
import type { OutcomeTable } from "../engine/step.ts";
import { Tally } from "../engine/tally.ts";
import type { Wanted } from "../engine/wanted.ts";
import { PLURAL, type TargetObject } from "../mapping/vocabulary.ts";
import { transferTables } from "../transfer_tables.ts";
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
  "company",
];

/** Applies the chosen policy to records whose source row is gone, or whose sticky note was emptied. */
export async function applyGone(kit: Kit): Promise<Tally> {
  const tally = new Tally();
  if (kit.settings.gonePolicy === "keep") return tally;
  for (const object of ORDER) {
    const gone = await goneRecords(kit.ledger, object);
    for (let i = 0; i < gone.length; i += BATCH) {
      tally.add(await removeRecords(kit, gone.slice(i, i + BATCH)));
    }
  }
  return tally;
}

/** `; 3 removed because they are gone`, or nothing. */
export function goneWords(removed: Tally): string {
  const gone = removed.total("updated");
  return gone > 0 ? `; ${gone} removed because they are gone` : "";
}

/** Records whose row is gone, and which were not removed, with the reason. */
export function goneTable(removed: Tally): OutcomeTable[] {
  return transferTables(removed).slice(0, 1).map((table) => ({
    ...table,
    id: "gone",
    title: "Gone in PracticeHub",
  }));
}

/** Records that are in the target by the ledger, although their source row is not there any more. */
export async function goneRecords(ledger: Ledger, object: TargetObject): Promise<Wanted[]> {
  const { rows } = await sql<{ target_id: string; source_key: string }>`
    select e.target_id, e.source_key from effect e
    join source_record s on e.source_key = s.resource || '/' || s.id
    where e.object = ${object} and e.state not in ('skipped', 'reverted')
      and not (e.kind = 'remove' and e.state = 'confirmed') and not (e.kind = 'create' and e.state <> 'confirmed')
      and not exists (select 1 from effect later where later.target_id = e.target_id and later.id > e.id)
      and (s.gone_at is not null
        or (e.object = 'note' and s.resource = 'patients' and trim(coalesce(json_extract(s.raw, '$.note'), '')) = ''))
    order by e.id`.execute(ledger.db);
  return rows.map((r) => ({
    object,
    plural: PLURAL[object],
    id: r.target_id,
    sourceKey: r.source_key,
    fields: {},
    remarks: [],
  }));
}
