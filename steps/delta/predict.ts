import { lastRunIn } from "../../db/runs.ts";
import { findWatermarks } from "../../db/checkpoints.ts";
import { span } from "../profile/estimate.ts";
import { automationsBlock } from "../load/automations.ts";
import type { Desk } from "../runbook/kit.ts";
import { wentThrough } from "../runbook/current.ts";
import type { Forecast, Prediction } from "../runbook/step.ts";
import { many } from "../base/words.ts";
import { decidedSentence, pagesToRead } from "../load/forecast/prediction.ts";
import { forecastWords, gistOf, triedBefore } from "../load/forecast/words.ts";
import { localTime } from "../staging/watermarks.ts";

/** What a delta would ask for, and what it would write even if PracticeHub had nothing new. */
export async function predict(desk: Desk, forecast?: Forecast): Promise<Prediction> {
  const { ledger, settings } = desk;
  const full = await lastRunIn(ledger, "full-run", ["green", "waiting"]);
  if (!full || !wentThrough(full)) {
    return { sentence: "Would look for changes.", blocked: "The full run comes first." };
  }
  const blocked = await automationsBlock(ledger);
  const [since] = [...(await findWatermarks(ledger)).values()].sort();
  const when = since
    ? `since ${localTime(since, settings.timeZone).slice(0, 16)} at the clinic`
    : "at any time";
  const { requests, seconds } = await pagesToRead(desk);
  const counted = forecast
    ? ` Without anything new it would ${forecastWords(forecast, settings.gonePolicy)}.${
      triedBefore(forecast)
    }`
    : "";
  return {
    sentence: `Would ask PracticeHub for what changed ${when}, with the sweep ${many(requests, "request")}, ${
      span(seconds)
    } at this pace.${counted}${await decidedSentence(desk)}`,
    ...(forecast ? { gist: gistOf(forecast), forecast } : {}),
    ...(blocked ? { blocked } : {}),
  };
}
