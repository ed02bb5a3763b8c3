import { countConflicts } from "../../../db/conflicts.ts";
import { countEffects } from "../../../db/effects.ts";
import { listed, many } from "../../base/words.ts";
import { OBJECTS } from "../../mapping/objects.ts";
import type { Desk } from "../../runbook/kit.ts";
import type { Forecast, Prediction } from "../../runbook/step.ts";
import { TAKEABLE } from "../conflicts.ts";
import { sourceRows } from "../source_rows.ts";
import { forecastWords, gistOf, isAnyThere, triedBefore } from "./words.ts";

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
