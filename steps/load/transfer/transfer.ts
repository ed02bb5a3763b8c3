import { countRecords } from "../../../db/source_records.ts";
import { attachBytes, verifyBytes } from "../attachments/attach.ts";
import type { Kit } from "../../runbook/kit.ts";
import { land } from "../land.ts";
import { removeRecords } from "../remove.ts";
import { Tally } from "../tally.ts";
import type { Landed, Wanted } from "../effect.ts";
import { insteadOfTakenEmail, withFreedEmails } from "../taken_email.ts";
import { type Mapping } from "../../mapping/mapping.ts";
import type { Target } from "../../mapping/target.ts";
import { batchesOf, wantedOf } from "./batches.ts";
import { removeUnwanted } from "../gone.ts";
import { fieldNamed, objectNamed, readObjects } from "../../twenty/metadata.ts";
import { originsOf, pluralOf, type TargetObject } from "../../mapping/objects.ts";

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
    progress.set(object, { object: pluralOf(object), done: 0, total: await total(kit, object, options) });
  }
  kit.progress([...progress.values()]);
  const files = await fileFieldId(kit);
  for (const object of mapping.objects) {
    const onRows = (rows: number): void => {
      const row = progress.get(object);
      if (row) row.done += rows;
      kit.progress([...progress.values()]);
    };
    const walk = { only: options.only, linkable: "landed", onRows } as const;
    for await (const targets of batchesOf(kit.ledger, mapping, object, walk)) {
      tally.add(await landBatch(kit, object, targets, files, options));
    }
    await report(kit, object, tally, options);
  }
  return tally;
}

async function landBatch(
  kit: Kit,
  object: TargetObject,
  targets: Target[],
  files: string,
  options: TransferOptions,
): Promise<Landed[]> {
  if (object === "attachment") await attachBytes(kit, targets, files);
  const wanted = targets.map(wantedOf);
  const trustLedger = options.trustLedger ?? false;
  const landed = object === "person"
    ? await landPeople(kit, wanted, trustLedger)
    : await land(kit, wanted, { trustLedger });
  const verified = object === "attachment" ? await verifyBytes(kit, landed) : landed;
  const { gonePolicy } = kit.settings;
  const settled = await removeUnwanted(verified, gonePolicy, (gone) => removeRecords(kit, gone));
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

async function total(kit: Kit, object: TargetObject, options: TransferOptions): Promise<number> {
  if (options.only) {
    return originsOf(object).reduce((sum, resource) => sum + (options.only?.get(resource)?.length ?? 0), 0);
  }
  const counts = await countRecords(kit.ledger);
  return originsOf(object).reduce((sum, resource) => sum + (counts.get(resource)?.present ?? 0), 0);
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
    message: `${pluralOf(object)}: ${row.source} in the source, ${parts.join(", ")}${
      options.trustLedger || row.failed > 0 ? "" : "; read back"
    }`,
    fields: { ...row },
  });
}

/** The files field of attachments, which uploads have to name (contracts/twenty f). */
async function fileFieldId(kit: Kit): Promise<string> {
  return fieldNamed(objectNamed(await readObjects(kit.target), "attachment"), "file")?.id ?? "";
}
