import { many } from "../base/words.ts";
import { automationsBlock } from "../load/automations.ts";
import { selectSample } from "../load/forecast/select_sample.ts";
import { forecastWords, gistOf, triedBefore } from "../load/forecast/words.ts";
import type { Desk } from "../runbook/kit.ts";
import type { Forecast, Prediction } from "../runbook/step.ts";

/** How many rows a sample would take, and what it would do with them. */
export async function predict(desk: Desk, forecast?: Forecast): Promise<Prediction> {
  const chosen = await selectSample(desk.ledger);
  const rows = [...chosen.values()].reduce((n, ids) => n + ids.length, 0);
  if (rows <= 1) return { sentence: "Would move a sample.", blocked: "Nothing is extracted yet." };
  const blocked = await automationsBlock(desk.ledger);
  const patients = many(chosen.get("patients")?.length ?? 0, "patient");
  const counted = forecast
    ? {
      sentence: `Would take ${many(rows, "source row")}, ${patients} with what belongs to them: ${
        forecastWords(forecast, desk.settings.gonePolicy)
      }.${triedBefore(forecast)}`,
      gist: gistOf(forecast),
      forecast,
    }
    : { sentence: `Would move ${many(rows, "source row")}, ${patients} with what belongs to them.` };
  return { ...counted, ...(blocked ? { blocked } : {}) };
}
