import { countConflicts } from "../../../db/conflicts.ts";
import { countEffects } from "../../../db/effects.ts";
import { countRecords, countSourceRows } from "../../../db/source_records.ts";
import { listed, many } from "../../base/words.ts";
import { TAKEABLE } from "../conflicts.ts";
import { forecastWords, gistOf, isAnyThere, triedBefore } from "./words.ts";
import { confirmedRows } from "../../mapping/mapping.ts";
import { OBJECTS, objectsInUse, originsOf, resourcesFor, type TargetObject } from "../../mapping/objects.ts";
import { pagesOf } from "../../practicehub/client.ts";
import { ALSO_ASK } from "../../practicehub/resources.ts";
import { auditDetail } from "../../profile/audit_detail.ts";
import type { Desk } from "../../runbook/kit.ts";
import type { Forecast, Prediction } from "../../runbook/step.ts";

/** What a run of everything would write; until that is counted, the rows that it would go through. */
export async function rowsPrediction(desk: Desk, forecast?: Forecast): Promise<Prediction> {
  const rows = (await sourceRows(desk)).filter(({ total }) => total > 0);
  if (rows.length === 0) {
    return { sentence: "Would move what the extract brings; no row is in the ledger yet." };
  }
  const decided = await decidedSentence(desk);
  if (!forecast) return { sentence: await uncounted(desk, rows) + decided };
  const caveat = isAnyThere(forecast) ? ", if nobody has edited them in Twenty since" : "";
  return {
    sentence: `Would ${forecastWords(forecast, desk.settings.gonePolicy)}${caveat}.${
      triedBefore(forecast)
    }${decided}`,
    gist: gistOf(forecast),
    forecast,
  };
}

/** The rows and, where an earlier run brought records of them, how many there are by now. */
async function uncounted({ ledger }: Desk, rows: Awaited<ReturnType<typeof sourceRows>>): Promise<string> {
  const named = listed(
    rows.map(({ object, total }) => `${total.toLocaleString("en")} ${OBJECTS[object].plural}`),
  );
  const there = (await countEffects(ledger, rows.map(({ object }) => object)))
    .filter(({ state, kind }) => state === "conflict" || (state === "confirmed" && kind !== "remove"))
    .reduce((n, count) => n + count.n, 0);
  if (there === 0) return `Would create ${named}.`;
  return `Would go through ${named}, and compare ${many(there, "record")} that are there.`;
}

/** What decisions about conflicts would do; begins with a blank. */
export async function decidedSentence({ ledger }: Pick<Desk, "ledger">): Promise<string> {
  const { practicehub, twenty, undecided } = await countConflicts(ledger, TAKEABLE);
  return (practicehub > 0
    ? ` Would write PracticeHub's values over people's edits in ${many(practicehub, "record")}, as decided.`
    : "") +
    (twenty > 0 ? ` Would leave ${many(twenty, "record")} as people edited them, as decided.` : "") +
    (undecided > 0 ? ` ${many(undecided, "conflict")} to decide below.` : "");
}

/** Objects of which a source row may have several records or none. */
const NOT_ONE_A_ROW: ReadonlySet<TargetObject> = new Set(["noteTarget", "packagePatient"]);

/** How many source rows each object has to get a record or a reason from, counted without walking through them. */
export async function sourceRows(
  { ledger, settings }: Pick<Desk, "ledger" | "settings">,
): Promise<{ object: TargetObject; total: number }[]> {
  const rows = await confirmedRows(ledger, settings);
  const objects = objectsInUse(new Set(rows.map((row) => row.object)));
  const forms = rows.filter((row) => row.object === "note" && row.resource === "custom_form_responses")
    .map((row) => row.source);
  return await Promise.all(
    objects.filter((object) => !NOT_ONE_A_ROW.has(object)).map(async (object) => ({
      object,
      total: await countSourceRows(ledger, originsOf(object), { forms, stickyOnly: object === "note" }),
    })),
  );
}

export interface Reading {
  /** Requests, and the least time that they take at the pace of the settings. */
  requests: number;
  seconds: number;
  /** Rows that there are, by what was read last. */
  rows: number;
}

/** What walking every page of PracticeHub takes, by the rows in the ledger or, before those are read, by the audit. */
export async function pagesToRead({ ledger, settings }: Pick<Desk, "ledger" | "settings">): Promise<Reading> {
  const staged = await countRecords(ledger);
  const audited = new Map((await auditDetail(ledger))?.resources.map((r) => [r.name, r.total]));
  const read: Reading = { requests: 0, seconds: 0, rows: 0 };
  for (const { name } of resourcesFor(settings.optionalObjects)) {
    const rows = staged.get(name)?.present ?? audited.get(name) ?? 0;
    read.requests += pagesOf(rows) * (ALSO_ASK[name]?.length ?? 1);
    read.rows += rows;
  }
  read.seconds = Math.ceil(read.requests * settings.sourceIntervalMs / 1_000);
  return read;
}
