import { z } from "zod";
import { countRows, findRows } from "../../db/rollback_rows.ts";
import type { Bucket } from "../../db/tables.ts";
import { updateRun } from "../../db/runs.ts";
import type { Kit } from "../runbook/kit.ts";
import type { Outcome, OutcomeTable, Step } from "../runbook/step.ts";
import { many } from "../base/words.ts";
import { carryOut } from "./carry_out.ts";
import { type KeptRow, makePlan, type Plan, SHOWN, shownRow } from "./plan.ts";
import { madeSchema, ownFields, type SchemaTakenBack, takeBackSchema } from "./schema.ts";
import { predictRollback } from "./predict.ts";
import { type OwnFields, type Survey, survey } from "./survey.ts";
import { checkTwenty } from "../twenty/check.ts";
import { readObjects } from "../twenty/metadata.ts";
import { pluralOf, TARGET_OBJECTS } from "../mapping/objects.ts";

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
  predict: predictRollback,
  run,
};

async function run(kit: Kit, input: z.infer<typeof Input>): Promise<Outcome> {
  const objects = await checkTwenty(kit.target);
  const own = ownFields(await madeSchema(kit.ledger), objects);
  const { plan, before } = await makePlan(kit, objects, own);
  const confirmed = (input.plan === plan.hash && input.count === plan.count) ||
    kit.consent.rollbackCount === plan.count;
  if (!confirmed) return shown(plan, input, kit.consent.rollbackCount);
  await noteBegun(kit);
  await carryOut(kit, plan);
  const schema = await takeBackSchema(kit, usedFields(await survey(kit, objects, own), own));
  // Last of all, so that nothing that was done stands outside the comparison.
  const after = await survey(kit, await readObjects(kit.target), own);
  return await report(kit, plan, schema, before, after);
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

/** Own fields that hold something in a row that is still there, ours or anybody's. */
function usedFields(after: Survey, own: OwnFields): Set<string> {
  const used = new Set(after.usedByOthers);
  for (const [object, rows] of after.there) {
    if (rows > 0) { for (const field of own.get(object) ?? []) used.add(`${object}.${field}`); }
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
    tables: [planTable(plan), rowTable("would-be-kept", "Would be kept", plan.kept, kept)],
    detail: { plan },
  };
}

async function report(
  kit: Kit,
  plan: Plan,
  schema: SchemaTakenBack,
  before: Survey,
  after: Survey,
): Promise<Outcome> {
  const counts = await countRows(kit.ledger, kit.run);
  const of = (bucket: Bucket): number =>
    TARGET_OBJECTS.reduce((n, object) => n + (counts.get(`${object} ${bucket}`) ?? 0), 0);
  const [reversed, kept, errored] = [of("reversed"), of("kept"), of("errored")];
  const untouched = before.foreign === after.foreign && before.foreignRows === after.foreignRows;
  const left = [...after.there.values()].reduce((n, rows) => n + rows, 0);
  const good = errored === 0 && untouched && left === kept;
  const rows = async (bucket: Bucket) =>
    (await findRows(kit.ledger, kit.run, { buckets: [bucket], limit: SHOWN })).map(shownRow);
  return {
    state: good ? "green" : "red",
    verdict: `${reversed.toLocaleString("en")} records removed, ${kept.toLocaleString("en")} kept, ` +
      `${errored.toLocaleString("en")} errored; ` +
      (untouched
        ? `everyone else's ${before.foreignRows.toLocaleString("en")} rows are as before.`
        : "everyone else's rows are not as before: somebody worked in Twenty meanwhile, or something is wrong."),
    tables: [
      bucketTable(counts),
      rowTable("errored", "Errored", await rows("errored"), errored),
      rowTable("kept", "Kept", await rows("kept"), kept),
      schemaTable(schema),
    ],
    fingerprint: `${kit.run} ${reversed}`,
    detail: {
      checksum: { before: before.foreign, after: after.foreign, rows: before.foreignRows },
      reversed,
      kept,
      errored,
      count: plan.count,
    },
  };
}

/** Where every record of ours ended, in exactly one place. */
function bucketTable(counts: ReadonlyMap<string, number>): OutcomeTable {
  const buckets: Bucket[] = ["reversed", "kept", "errored", "absent"];
  const rows = TARGET_OBJECTS.map((object) => ({
    object: pluralOf(object),
    counts: buckets.map((bucket) => counts.get(`${object} ${bucket}`) ?? 0),
  })).filter((row) => row.counts.some((n) => n > 0));
  return {
    id: "buckets",
    title: "By object",
    rowsAt: "/rollback.csv",
    columns: [
      { label: "Object" },
      ...["Reversed", "Kept", "Errored", "Gone already"].map((label) => ({ label, numeric: true })),
    ],
    rows: rows.map((row) => [row.object, ...row.counts]),
  };
}

function schemaTable(schema: SchemaTakenBack): OutcomeTable {
  return {
    id: "schema",
    title: "Objects and fields",
    columns: [{ label: "What" }, { label: "State" }],
    rows: [
      ...schema.removed.map((key) => [key, "removed"]),
      ...schema.kept.map((k) => [k.key, `kept: ${k.reason}`]),
    ],
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

/** The first rows of a bucket; the file has all. */
function rowTable(id: string, title: string, rows: readonly KeptRow[], total: number): OutcomeTable {
  return {
    id,
    title,
    ...(total > rows.length ? { rowsAt: "/rollback.csv" } : {}),
    columns: [{ label: "Object" }, { label: "Source row" }, { label: "Reason" }],
    rows: rows.map((r) => [r.object, r.sourceKey, r.reason]),
    total,
  };
}
