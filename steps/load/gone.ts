import { pages } from "../../db/rows.ts";
import { goneEffects } from "../../db/effect_rows.ts";
import { latestEffects, nextEffectId } from "../../db/effects.ts";
import type { Ledger } from "../../db/ledger.ts";
import { fieldsIn } from "../../db/stored.ts";
import type { Settings } from "../base/settings.ts";
import { many } from "../base/words.ts";
import type { Landed, Wanted } from "./effect.ts";
import { foresee, type Foreseen, foreseeRemovals } from "./forecast/simulate.ts";
import { land } from "./land.ts";
import { removeRecords } from "./remove.ts";
import { Tally } from "./tally.ts";
import { transferTables } from "./transfer/transfer_tables.ts";
import { isIdentified, OBJECTS, pluralOf, TARGET_OBJECTS, type TargetObject } from "../mapping/objects.ts";
import { GONE_SINCE } from "../mapping/vocabulary.ts";
import type { Desk, Kit } from "../runbook/kit.ts";
import type { OutcomeTable } from "../runbook/step.ts";
import { BATCH } from "../twenty/records.ts";

/** Children before what they belong to; links go with their note. */
const ORDER = TARGET_OBJECTS.toReversed().filter((object) => !OBJECTS[object].partOf);

/** Applies the chosen policy to records whose source row is gone, or whose sticky note was emptied. */
export async function applyGone(kit: Kit): Promise<Tally> {
  const tally = new Tally();
  for await (const { gone, flagged } of goneBatches(kit)) {
    tally.add(await (flagged ? land(kit, flagged, { trustLedger: true }) : removeRecords(kit, gone)));
  }
  return tally;
}

/** What a run would come to with them, as far as the ledger can tell. */
export async function* foreseeGone(desk: Pick<Desk, "ledger" | "settings">): AsyncGenerator<Foreseen[]> {
  for await (const { gone, flagged } of goneBatches(desk)) {
    yield await (flagged ? foresee(desk.ledger, flagged) : foreseeRemovals(desk.ledger, gone));
  }
}

/** `flagged`: as they are to be where they are flagged, not removed. */
interface GoneBatch {
  gone: Gone[];
  flagged?: Wanted[];
}

async function* goneBatches(
  { ledger, settings: { gonePolicy } }: Pick<Desk, "ledger" | "settings">,
): AsyncGenerator<GoneBatch> {
  if (gonePolicy === "keep") return;
  // A removal that fails is a newer effect on its record: it is for the next delta, not for the next page.
  const until = await nextEffectId(ledger) - 1;
  for (const object of ORDER.filter((o) => gonePolicy !== "flag" || isIdentified(o))) {
    const read = (after: number) => goneRecords(ledger, object, after, until);
    for await (const gone of pages(0, read, ({ effect }) => effect)) {
      yield gonePolicy === "flag" ? { gone, flagged: await flaggedAs(ledger, gone) } : { gone };
    }
  }
}

/** They stay as they were last written and say since when their row is gone; it is taken away when the row is back. */
async function flaggedAs(ledger: Ledger, gone: readonly Gone[]): Promise<Wanted[]> {
  const effects = await latestEffects(ledger, gone.map((g) => g.id));
  return gone.map((g): Wanted => {
    const last = fieldsIn(effects.get(g.id)?.written);
    return { ...g, fields: { ...last, [GONE_SINCE.name]: g.goneAt } };
  });
}

/** A record whose source row is gone, and since when; for an emptied sticky note, since the patient's row changed. */
export interface Gone extends Wanted {
  goneAt: string;
  /** The newest effect on it, in whose order they are read. */
  effect: number;
}

/** `; 3 records put in the trash: gone in PracticeHub`, or nothing. */
export function goneWords(removed: Tally, policy: Settings["gonePolicy"]): string {
  const gone = removed.total("updated");
  return gone > 0 ? `; ${many(gone, "record")} ${doneBy(policy)}: gone in PracticeHub` : "";
}

const doneBy = (policy: Settings["gonePolicy"]): string => policy === "flag" ? "flagged" : "put in the trash";

/** Records whose row is gone, and which were not removed or flagged, with the reason; none where all are to be kept. */
export function goneTable(removed: Tally, policy: Settings["gonePolicy"]): OutcomeTable[] {
  if (policy === "keep") return [];
  return transferTables(removed).slice(0, 1).map((table) => ({
    ...table,
    id: "gone",
    title: `Gone in PracticeHub and not ${doneBy(policy)}, and why`,
  }));
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
  const rows = await goneEffects(ledger, object, after, until, BATCH);
  return rows.map((r) => ({
    object,
    plural: pluralOf(object),
    id: r.target_id,
    sourceKey: r.source_key,
    fields: {},
    remarks: [],
    goneAt: r.gone_at,
    effect: r.id,
  }));
}

/**
 * A record that the source no longer gives goes as a row that is gone goes, by the chosen policy.
 *
 * @param remove puts records into the trash, or says what doing so would come to
 */
export async function removeUnwanted<L extends Landed>(
  landed: readonly L[],
  gonePolicy: Settings["gonePolicy"],
  remove: (wanted: Wanted[]) => Promise<L[]>,
): Promise<L[]> {
  const unwanted = landed.filter((l) => l.hasRecord);
  if (unwanted.length === 0 || gonePolicy !== "soft-delete") return [...landed];
  const removed = new Map((await remove(unwanted.map((l) => l.wanted))).map((l) => [l.wanted.id, l]));
  return landed.map((l) => removed.get(l.wanted.id) ?? l);
}
