import { pages } from "../../db/rows.ts";
import { strayUploads } from "../../db/effects.ts";
import { countRows, findRows, moveRows } from "../../db/rollback_rows.ts";
import type { Kit } from "../runbook/kit.ts";
import type { Progress } from "../runbook/step.ts";
import { many } from "../base/words.ts";
import type { ObjectMeta } from "../twenty/metadata.ts";
import { BATCH } from "../twenty/records.ts";
import { destroyBatch, markReverted } from "../load/destroy.ts";
import { timelineColumn } from "./pointers.ts";
import type { Plan } from "./plan.ts";
import { putBack } from "./restore_overwritten.ts";
import { pluralOf, TARGET_OBJECTS, type TargetObject } from "../mapping/objects.ts";

/** Does what the plan in the ledger says, children before what they point at. Can be cut off anywhere: run it again. */
export async function carryOut(kit: Kit, plan: Plan, meta: readonly ObjectMeta[]): Promise<void> {
  const objects = TARGET_OBJECTS.toReversed();
  const progress: Progress = objects.map((object) => ({
    object: pluralOf(object),
    done: 0,
    total: plan.objects.find((o) => o.object === pluralOf(object))?.reverse ?? 0,
  }));
  kit.progress([...progress]);
  for (const [i, object] of objects.entries()) {
    await forgetAbsent(kit, object);
    const timeline = timelineColumn(meta, object);
    const total = progress[i]?.total ?? 0;
    for (let done = 0;;) {
      // What was dealt with lies in another bucket: the next are always the first.
      const rows = await findRows(kit.ledger, kit.run, { object, buckets: ["reverse"], limit: BATCH });
      if (rows.length === 0) break;
      await destroyBatch(kit, object, rows.map((row) => row.target_id), timeline);
      done += rows.length;
      progress[i] = { object: pluralOf(object), done, total };
      kit.progress([...progress]);
    }
    await settleKept(kit, object);
    if (total > 0) await report(kit, object);
  }
  await revertUploads(kit);
}

async function report(kit: Kit, object: TargetObject): Promise<void> {
  const counts = await countRows(kit.ledger, kit.run);
  const of = (bucket: string): number => counts.get(`${object} ${bucket}`) ?? 0;
  const parts = [
    `${many(of("reversed"), "record")} removed and read to be gone`,
    ...of("kept") > 0 ? [`${of("kept").toLocaleString("en")} kept`] : [],
    ...of("errored") > 0 ? [`${of("errored").toLocaleString("en")} errored`] : [],
  ];
  await kit.log.write({
    level: of("errored") > 0 ? "error" : "info",
    kind: "object",
    object,
    message: `${pluralOf(object)}: ${parts.join(", ")}`,
  });
}

/** They are gone already; the ledger did not know. */
async function forgetAbsent(kit: Kit, object: TargetObject): Promise<void> {
  const read = (after: string) =>
    findRows(kit.ledger, kit.run, { object, buckets: ["absent"], after, limit: BATCH });
  for await (const rows of pages("", read, ({ target_id }) => target_id)) {
    await markReverted(kit, rows.map((row) => row.target_id), "gone-already");
  }
}

/** What stays: what a decision wrote over people's edits is put back first. */
async function settleKept(kit: Kit, object: TargetObject): Promise<void> {
  while (true) {
    const rows = await findRows(kit.ledger, kit.run, { object, buckets: ["keep"], limit: BATCH });
    if (rows.length === 0) return;
    const restored = await putBack(kit, object, rows);
    const rest = rows.map((row) => row.target_id).filter((id) => !restored.has(id));
    await kit.ledger.commit({ writes: [moveRows(kit.ledger, kit.run, rest, { bucket: "kept" })] });
  }
}

/** Uploads that no attachment ever had: a run was cut off between the two. */
async function revertUploads(kit: Kit): Promise<void> {
  while (true) {
    const ids = await strayUploads(kit.ledger, BATCH);
    if (ids.length === 0) return;
    await markReverted(kit, ids, "reverted");
  }
}
