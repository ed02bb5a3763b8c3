import { countUnfetched } from "../../db/blobs.ts";
import { countPages } from "../../db/checkpoints.ts";
import { firstUnended } from "../../db/runs.ts";
import { span } from "../profile/estimate.ts";
import type { Desk } from "../runbook/kit.ts";
import type { Prediction } from "../runbook/step.ts";
import { many } from "../base/words.ts";
import { pagesToRead } from "../load/forecast/prediction.ts";

/** How much an extract would read: all of it, or what a walk that was cut off has left. */
export async function predict(desk: Desk): Promise<Prediction> {
  const { ledger, settings } = desk;
  const { requests, rows } = await pagesToRead(desk);
  if (rows === 0) return { sentence: "Would read every page of every resource." };
  const scan = await firstUnended(ledger, "extract", 0);
  const done = scan === undefined ? 0 : await countPages(ledger, String(scan));
  const left = Math.max(0, requests - done);
  const begin = done > 0 ? `Would go on after ${many(done, "page")} with` : "Would read every page:";
  const files = await countUnfetched(ledger);
  return {
    sentence: `${begin} about ${many(left, "request")}, ${
      span(Math.ceil(left * settings.sourceIntervalMs / 1_000))
    } at this pace, for about ${many(rows, "row")}${
      files > 0 ? `, and fetch ${many(files, "file")} that the ledger has not` : ""
    }.`,
  };
}
