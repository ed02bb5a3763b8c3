import { assert, assertEquals } from "@std/assert";
import { brokenLink, CHAINS } from "../../../db/evidence.ts";
import { openLedger } from "../../../db/open.ts";
import { findWatermarks } from "../../../db/checkpoints.ts";
import type { Dump, Ground } from "../ground.ts";
import type { Model } from "../model.ts";
import { all, keyOf, ours } from "../store.ts";
import { unexcused } from "./equal.ts";

/** What has to be true after everything that happens, whoever did it. Read from the simulators. */
export async function alwaysTrue(model: Model, ground: Ground): Promise<void> {
  const dump = await ground.dump();
  assertEquals(twins(dump), [], "a source row has more than one record");
  peoplesWorkStands(model, dump);
  if (model.begun) await ledgerHolds(model, ground);
}

/** Records of ours that stand for what another stands for already. */
function twins(dump: Dump): string[] {
  const seen = new Set<string>();
  return ours(dump).map((stored) => `${stored.plural} ${sameAs(dump, stored)}`).filter((what) => {
    const isTwin = seen.has(what);
    seen.add(what);
    return isTwin;
  });
}

function sameAs(dump: Dump, stored: Parameters<typeof keyOf>[1]): string {
  const { plural, row } = stored;
  if (plural === "noteTargets") {
    return [row["noteId"], row["targetPersonId"], row["targetAppointmentId"]].join(" ");
  }
  // Files have times of their own here; a person may rename what we attached.
  if (plural === "attachments") return String(row["createdAt"]);
  return keyOf(dump, stored) ?? row.id;
}

export function peoplesWorkStands(model: Model, dump: Dump): void {
  const there = new Map(all(dump).map(({ row }) => [row.id, row]));
  for (const { plural, id, fields, ruled, mayGo } of model.edits.values()) {
    const row = there.get(id);
    if (!row) throw new Error(`${plural} ${id}, which a person edited, is gone`);
    for (const [field, value] of Object.entries(fields)) {
      const stands = ruled.has(field) || holds(value, row[field]);
      assert(stands, `${plural} ${id}: ${field} is not what a person made of it`);
    }
    if (!model.removed.has(id) && !mayGo) {
      assert(!row.isDeleted, `${plural} ${id}, which a person edited, is in the trash`);
    }
  }
  for (const [id, how] of model.removed) {
    const row = there.get(id);
    if (how === "trashed") assert(!row || row.isDeleted, `${id}, which a person deleted, is back`);
    else assert(!row, `${id}, which a person destroyed, is back`);
  }
}

/** Whether what was typed is still there; composite values have more parts than were typed. */
function holds(typed: unknown, found: unknown): boolean {
  if (typeof typed !== "object" || typed === null) return typed === found;
  return Object.entries(typed).every(([key, value]) =>
    holds(value, (found as Record<string, unknown> | null)?.[key])
  );
}

async function ledgerHolds(model: Model, ground: Ground): Promise<void> {
  const ledger = await openLedger({ url: ground.ledgerPath });
  try {
    for (const chain of CHAINS) assertEquals(await brokenLink(ledger.db, chain), undefined);
    if (model.complete) await watermarksHold(model, ground, await findWatermarks(ledger));
  } finally {
    await ledger.close();
  }
}

/** Where every open change is older than its watermark, the target holds all of them. A deletion has no time. */
async function watermarksHold(
  model: Model,
  ground: Ground,
  marks: ReadonlyMap<string, string>,
): Promise<void> {
  if (model.pending.length === 0) return;
  const claimed = model.pending.every(({ resource, at, kind }) =>
    kind !== "deletion" && Date.parse(marks.get(resource) ?? "1970") > at
  );
  if (claimed) {
    assertEquals(await unexcused(model, ground), [], "the watermark is ahead of what is in the target");
  }
}
