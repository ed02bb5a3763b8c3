import { sql } from "kysely";
import { z } from "zod";
import { countEffects } from "../db/effects.ts";
import { updateRun } from "../db/runs.ts";
import type { Kit } from "./engine/kit.ts";
import type { Outcome, OutcomeTable, Prediction, Step } from "./engine/step.ts";
import { PLURAL, TARGET_OBJECTS } from "./mapping/vocabulary.ts";
import { destroyBatch, type Destroyed, markReverted } from "./rollback/destroy.ts";
import { type Plan, planOf } from "./rollback/plan.ts";
import { madeSchema, ownFields, type SchemaTakenBack, takeBackSchema } from "./rollback/schema.ts";
import { type Survey, survey } from "./rollback/survey.ts";
import { checkTwenty } from "./twenty/check.ts";
import { readObjects } from "./twenty/metadata.ts";
import { BATCH } from "./twenty/records.ts";
import { many } from "./engine/words.ts";

const Input = z.object({
  /** Hash of the plan that the person saw. */
  plan: z.string().optional(),
  /** How many records that plan removes, typed by the person. */
  count: z.coerce.number().int().optional(),
}).strict();

export const rollback: Step<z.infer<typeof Input>> = {
  id: "rollback",
  title: "Rollback",
  purpose: "Takes back what this migration wrote and nothing else; keeps what people have worked on since.",
  reads: [],
  writes: [],
  needs: [],
  input: Input,
  predict,
  run,
};

async function predict(kit: Kit): Promise<Prediction> {
  const ours = (await countEffects(kit.ledger, TARGET_OBJECTS)).filter((e) =>
    ["confirmed", "sent", "conflict"].includes(e.state)
  )
    .reduce((n, e) => n + e.n, 0);
  if (ours === 0) return { sentence: "Nothing of this migration is in Twenty." };
  return {
    sentence: `Would look at ${
      ours.toLocaleString("en")
    } records and show a plan; removes nothing before the plan is confirmed.`,
  };
}

async function run(kit: Kit, input: z.infer<typeof Input>): Promise<Outcome> {
  const objects = await checkTwenty(kit.target);
  const own = ownFields(await madeSchema(kit.ledger), objects);
  const before = await survey(kit, objects, own);
  const plan = planOf(before);
  const confirmed = (input.plan === plan.hash && input.count === plan.count) ||
    kit.consent.rollbackCount === plan.count;
  if (!confirmed) return shown(plan, input, kit.consent.rollbackCount);
  await noteBegun(kit);
  const done = await carryOut(kit, plan, before);
  const schema = await takeBackSchema(kit, usedFields(await survey(kit, objects, own), own));
  // Last of all, so that nothing that was done stands outside the comparison.
  const after = await survey(kit, await readObjects(kit.target), own);
  const left = [...after.there.values()].reduce((n, rows) => n + rows.size, 0);
  return report(kit.run, plan, done, schema, before, after, left);
}

/** From here on what was moved is not what is there, however this ends: cells that rely on it have to know. */
async function noteBegun({ ledger, run }: Kit): Promise<void> {
  const outcome: Outcome = {
    state: "red",
    verdict: "It was cut off while it removed records; run it again for what is left.",
    fingerprint: `${run} begun`,
  };
  await ledger.commit({ writes: [updateRun(ledger, run, { outcome: JSON.stringify(outcome) })] });
}

async function carryOut(kit: Kit, plan: Plan, before: Survey): Promise<Destroyed> {
  const done: Destroyed = { reversed: 0, kept: [], errored: [] };
  const progress = TARGET_OBJECTS.toReversed().map((object) => ({
    object,
    done: 0,
    total: plan.reverse.get(object)?.length ?? 0,
  }));
  for (const row of progress) {
    const absent = before.absent.get(row.object) ?? [];
    for (let i = 0; i < absent.length; i += BATCH) {
      await markReverted(kit, absent.slice(i, i + BATCH).map((o) => o.targetId), 0);
    }
    const ids = plan.reverse.get(row.object) ?? [];
    for (let i = 0; i < ids.length; i += BATCH) {
      const batch = await destroyBatch(kit, row.object, ids.slice(i, i + BATCH));
      done.reversed += batch.reversed;
      done.kept.push(...batch.kept);
      done.errored.push(...batch.errored);
      row.done = Math.min(i + BATCH, ids.length);
      kit.progress(progress);
    }
    if (ids.length > 0) {
      await kit.log.write({
        kind: "object",
        object: row.object,
        message: `${PLURAL[row.object]}: ${many(ids.length, "record")} removed and read to be gone`,
      });
    }
  }
  await revertUploads(kit);
  return done;
}

/** Uploads that no attachment ever held: a run was cut off between the two. */
async function revertUploads(kit: Kit): Promise<void> {
  const { rows } = await sql<{ target_id: string }>`
    select u.target_id from effect u where u.kind = 'upload' and u.state in ('sent', 'confirmed', 'failed')
      and not exists (select 1 from effect a where a.object = 'attachment' and a.source_key = u.source_key
        and a.state not in ('reverted', 'skipped', 'failed'))`.execute(kit.ledger.db);
  for (let i = 0; i < rows.length; i += BATCH) {
    await markReverted(kit, rows.slice(i, i + BATCH).map((r) => r.target_id), 1);
  }
}

/** Own fields that hold something in a row that is still there, ours or anybody's. */
function usedFields(after: Survey, own: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const used = new Set(after.usedByOthers);
  for (const [object, rows] of after.there) {
    if (rows.size > 0) { for (const field of own.get(object) ?? []) used.add(`${object}.${field}`); }
  }
  return used;
}

function shown(plan: Plan, input: z.infer<typeof Input>, given: number | undefined): Outcome {
  const kept = plan.objects.reduce((n, o) => n + o.keep, 0);
  const wrong = input.plan !== undefined || given !== undefined;
  const sentence = `${many(plan.count, "record")} would be removed and ${
    kept.toLocaleString("en")
  } kept. Nothing was removed.`;
  return {
    state: "waiting",
    verdict: wrong ? `The plan is not the one that was confirmed. ${sentence}` : sentence,
    tables: [planTable(plan), keptTable(plan.kept, "Would be kept")],
    detail: { plan: { hash: plan.hash, count: plan.count, objects: plan.objects, kept: plan.kept } },
  };
}

function report(
  run: number,
  plan: Plan,
  done: Destroyed,
  schema: SchemaTakenBack,
  before: Survey,
  after: Survey,
  left: number,
): Outcome {
  const kept = plan.objects.reduce((n, o) => n + o.keep, 0) + done.kept.length;
  const untouched = before.foreign === after.foreign && before.foreignRows === after.foreignRows;
  const good = done.errored.length === 0 && untouched && left === kept;
  return {
    state: good ? "green" : "red",
    verdict:
      `${
        done.reversed.toLocaleString("en")
      } records removed, ${kept} kept, ${done.errored.length} errored; ` +
      (untouched
        ? `everyone else's ${before.foreignRows.toLocaleString("en")} rows are as before.`
        : "everyone else's rows are not as before: somebody worked in Twenty meanwhile, or something is wrong."),
    tables: [
      planTable(plan),
      keptTable([...plan.kept, ...done.kept], "Kept"),
      keptTable(done.errored, "Errored"),
      {
        id: "schema",
        title: "Objects and fields",
        columns: [{ label: "What" }, { label: "State" }],
        rows: [
          ...schema.removed.map((key) => [key, "removed"]),
          ...schema.kept.map((k) => [k.key, `kept: ${k.reason}`]),
        ],
      },
    ],
    fingerprint: `${run} ${done.reversed}`,
    detail: {
      checksum: { before: before.foreign, after: after.foreign, rows: before.foreignRows },
      reversed: done.reversed,
      kept,
      errored: done.errored.length,
      count: plan.count,
    },
  };
}

function planTable(plan: Plan): OutcomeTable {
  return {
    id: "plan",
    title: "By object",
    columns: [
      { label: "Object" },
      { label: "Remove", numeric: true },
      { label: "Keep", numeric: true },
      { label: "Not there any more", numeric: true },
    ],
    rows: plan.objects.map((o) => [o.object, o.reverse, o.keep, o.absent]),
  };
}

function keptTable(
  rows: readonly { object: string; sourceKey: string; reason: string }[],
  title: string,
): OutcomeTable {
  return {
    id: title.toLowerCase().replaceAll(" ", "-"),
    title,
    columns: [{ label: "Object" }, { label: "Source row" }, { label: "Reason" }],
    rows: rows.map((r) => [r.object, r.sourceKey, r.reason]),
  };
}
