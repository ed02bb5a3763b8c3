import { countRows, findRows } from "../../db/rollback_rows.ts";
import type { Bucket } from "../../db/tables.ts";
import { many } from "../base/words.ts";
import { pluralOf, TARGET_OBJECTS } from "../mapping/objects.ts";
import type { Kit } from "../runbook/kit.ts";
import { numbers, type Outcome, type OutcomeTable, texts } from "../runbook/step.ts";
import { type KeptRow, type Plan, SHOWN, shownRow } from "./plan.ts";
import type { SchemaTakenBack } from "./schema.ts";
import type { Survey } from "./survey.ts";

/** Waiting for a person to confirm the plan. @param isOther another plan or count was confirmed than this one */
export function shownPlan(plan: Plan, isOther: boolean): Outcome {
  const kept = plan.objects.reduce((n, o) => n + o.keep, 0);
  const sentence = `${many(plan.count, "record")} would be removed and ${
    kept.toLocaleString("en")
  } kept. Nothing was removed.`;
  return {
    state: "waiting",
    verdict: isOther ? `The plan is not the one that was confirmed. ${sentence}` : sentence,
    tables: [planTable(plan), rowTable("would-be-kept", "Would be kept", plan.kept, kept)],
    detail: { plan },
  };
}

export interface TakenBack {
  plan: Plan;
  schema: SchemaTakenBack;
  before: Survey;
  after: Survey;
}

/** Green when nothing failed, what is left was to be kept, and everyone else's rows are as before. */
export async function outcomeOf(
  kit: Kit,
  { plan, schema, before, after }: TakenBack,
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
    columns: [...texts("Object"), ...numbers("Reversed", "Kept", "Errored", "Gone already")],
    rows: rows.map((row) => [row.object, ...row.counts]),
  };
}

function schemaTable(schema: SchemaTakenBack): OutcomeTable {
  return {
    id: "schema",
    title: "Objects and fields",
    columns: [...texts("What", "State")],
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
    columns: [...texts("Object"), ...numbers("Remove", "Keep", "Not there any more")],
    rows: plan.objects.map((o) => [o.object, o.reverse, o.keep, o.absent]),
  };
}

/** The first rows of a bucket; the file has all. */
function rowTable(id: string, title: string, rows: readonly KeptRow[], total: number): OutcomeTable {
  return {
    id,
    title,
    ...(total > rows.length ? { rowsAt: "/rollback.csv" } : {}),
    columns: [...texts("Object", "Source row", "Reason")],
    rows: rows.map((r) => [r.object, r.sourceKey, r.reason]),
    total,
  };
}
