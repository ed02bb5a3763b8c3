import { automationsBlock } from "../load/automations.ts";
import { currentSample } from "../load/gates.ts";
import { rowsPrediction } from "../load/forecast/prediction.ts";
import type { Desk } from "../runbook/kit.ts";
import type { Forecast, Prediction } from "../runbook/step.ts";

/** What it would write; blocked until the newest sample is signed. */
export async function predict(desk: Desk, forecast?: Forecast): Promise<Prediction> {
  const sample = await currentSample(desk.ledger);
  const blocked = !sample?.signedBy || sample.stale
    ? "The sample has to be signed off first."
    : await automationsBlock(desk.ledger);
  return { ...await rowsPrediction(desk, forecast), ...(blocked ? { blocked } : {}) };
}
