import { countRecords, findRecords, type SourceRecord } from "../db/source_records.ts";
import { attachBytes, verifyBytes } from "./attach.ts";
import type { Kit } from "./engine/kit.ts";
import { land } from "./engine/land.ts";
import { removeRecords } from "./engine/remove.ts";
import { Tally } from "./engine/tally.ts";
import type { Landed, Wanted } from "./engine/wanted.ts";
import { assemble } from "./mapping/assemble.ts";
import { insteadOfTakenEmail, withFreedEmails } from "./mapping/taken_email.ts";
import { type Mapping } from "./mapping/mapping.ts";
import type { Target } from "./mapping/target.ts";
import { ORIGINS, PLURAL, type TargetObject } from "./mapping/vocabulary.ts";
import { fieldNamed, objectNamed, readObjects } from "./twenty/metadata.ts";
import { BATCH } from "./twenty/records.ts";

export interface TransferOptions {
  /** Only these source rows, by resource; undefined takes all. */
  only?: ReadonlyMap<string, readonly number[]>;
  /** Sends nothing about records that the ledger says are as wanted. */
  trustLedger?: boolean;
  /** Called with each chunk after it was read back. */
  onLanded?: (targets: readonly Target[], landed: readonly Landed[]) => Promise<void>;
}

/**
 * Lands source rows in the target, object by object, parents first, in chunks that are planned, sent, read back and
 * concluded before the next begins. What the sample, the full run and the delta have in common.
 */
export async function transfer(kit: Kit, mapping: Mapping, options: TransferOptions = {}): Promise<Tally> {
  const tally = new Tally();
  const progress = new Map<TargetObject, { object: string; done: number; total: number }>();
  for (const object of mapping.objects) {
    progress.set(object, { object: PLURAL[object], done: 0, total: await total(kit, object, options) });
  }
  kit.progress([...progress.values()]);
  const files = await fileFieldId(kit);
  for (const object of mapping.objects) {
    // Rows give none, one or two records each; whole batches leave as soon as there are enough for one.
    let waiting: Target[] = [];
    for (const resource of ORIGINS[object]) {
      for await (const records of chunks(kit, resource, options)) {
        waiting.push(...await assemble(kit.ledger, mapping, object, records, "landed"));
        for (; waiting.length >= BATCH; waiting = waiting.slice(BATCH)) {
          tally.add(await landChunk(kit, object, waiting.slice(0, BATCH), files, options));
        }
        const row = progress.get(object);
        if (row) row.done += records.length;
        kit.progress([...progress.values()]);
      }
      // Locations point at the account, which has to be there first.
      if (waiting.length > 0 && (object === "company" || resource === ORIGINS[object].at(-1))) {
        tally.add(await landChunk(kit, object, waiting, files, options));
        waiting = [];
      }
    }
    await report(kit, object, tally, options);
  }
  return tally;
}

async function landChunk(
  kit: Kit,
  object: TargetObject,
  targets: Target[],
  files: string,
  options: TransferOptions,
): Promise<Landed[]> {
  if (object === "attachment") await attachBytes(kit, targets, files);
  const wanted = targets.map((t): Wanted => ({
    object,
    plural: PLURAL[object],
    id: t.id,
    sourceKey: t.sourceKey,
    fields: t.fields,
    remarks: t.remarks,
    ...(t.skip ? { skip: t.skip } : {}),
  }));
  const trustLedger = options.trustLedger ?? false;
  const landed = object === "person"
    ? await landPeople(kit, wanted, trustLedger)
    : await land(kit, wanted, { trustLedger });
  const verified = object === "attachment" ? await verifyBytes(kit, landed) : landed;
  const settled = await removeStanding(kit, verified);
  await options.onLanded?.(targets, settled);
  return settled;
}

/** An address that is taken is additional until it is free, which may be as soon as the others have landed. */
async function landPeople(kit: Kit, wanted: readonly Wanted[], trustLedger: boolean): Promise<Landed[]> {
  const options = { instead: insteadOfTakenEmail, trustLedger };
  const landed = await land(kit, wanted, options);
  const good = landed.filter((l) => l.verdict !== "failed" && l.verdict !== "conflict");
  const freed = await withFreedEmails(kit, good.map((l) => l.wanted));
  if (freed.length === 0) return landed;
  const again = new Map((await land(kit, freed, options)).map((l) => [l.wanted.id, l]));
  return landed.map((l) => {
    const now = again.get(l.wanted.id) ?? l;
    return l.verdict === "created" && now.verdict === "updated" ? { ...now, verdict: l.verdict } : now;
  });
}

/** A record that the source no longer gives goes as a row that is gone goes, by the chosen policy. */
async function removeStanding(kit: Kit, landed: readonly Landed[]): Promise<Landed[]> {
  const standing = landed.filter((l) => l.standing);
  if (standing.length === 0 || kit.settings.gonePolicy !== "soft-delete") return [...landed];
  const removed = new Map(
    (await removeRecords(kit, standing.map((l) => l.wanted))).map((l) => [l.wanted.id, l]),
  );
  return landed.map((l) => removed.get(l.wanted.id) ?? l);
}

/** Rows of a resource, 200 at a time, in the order of their ids. */
async function* chunks(kit: Kit, resource: string, options: TransferOptions): AsyncGenerator<SourceRecord[]> {
  const ids = options.only?.get(resource);
  if (options.only && !ids?.length) return;
  let after = -1;
  while (true) {
    const records = await findRecords(kit.ledger, {
      resource,
      after,
      limit: BATCH,
      ...(ids ? { ids } : {}),
    });
    const last = records.at(-1);
    if (!last) return;
    yield records;
    after = last.id;
  }
}

async function total(kit: Kit, object: TargetObject, options: TransferOptions): Promise<number> {
  if (options.only) {
    return ORIGINS[object].reduce((sum, resource) => sum + (options.only?.get(resource)?.length ?? 0), 0);
  }
  const counts = await countRecords(kit.ledger);
  return ORIGINS[object].reduce((sum, resource) => sum + (counts.get(resource)?.present ?? 0), 0);
}

async function report(kit: Kit, object: TargetObject, tally: Tally, options: TransferOptions): Promise<void> {
  const row = tally.reconciliation.find((r) => r.object === object);
  if (!row) return;
  const parts = (["created", "updated", "unchanged", "skipped", "failed", "conflict"] as const)
    .filter((k) => row[k] > 0).map((k) => `${row[k]} ${k}`);
  await kit.log.write({
    level: row.failed > 0 ? "error" : row.conflict > 0 ? "warning" : "info",
    kind: "object",
    object,
    message: `${PLURAL[object]}: ${row.source} in the source, ${parts.join(", ")}${
      options.trustLedger || row.failed > 0 ? "" : "; read back"
    }`,
    fields: { ...row },
  });
}

/** The files field of attachments, which uploads have to name (twenty/CONTRACT f). */
async function fileFieldId(kit: Kit): Promise<string> {
  return fieldNamed(objectNamed(await readObjects(kit.target), "attachment"), "file")?.id ?? "";
}
