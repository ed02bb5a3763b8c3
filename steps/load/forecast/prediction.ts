import { countConflicts } from "../../../db/conflicts.ts";
import { listed, many } from "../../base/words.ts";
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
  if (!forecast) {
    const named = rows.map(({ object, total }) => `${total.toLocaleString("en")} ${object}`);
    return { sentence: `Would create ${listed(named)}, or compare those that are there.${decided}` };
  }
  const caveat = isAnyThere(forecast) ? ", if nobody has edited them in Twenty since" : "";
  return {
    sentence: `Would ${forecastWords(forecast, desk.settings.gonePolicy)}${caveat}.${
      triedBefore(forecast)
    }${decided}`,
    gist: gistOf(forecast),
    forecast,
  };
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
