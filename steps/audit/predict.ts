import type { Settings } from "../base/settings.ts";
import type { Prediction } from "../runbook/step.ts";
import { many } from "../base/words.ts";
import { leftBehind, resourcesFor } from "../practicehub/resources.ts";
import { span } from "../profile/estimate.ts";
import { pagesLookedAt } from "./read_source.ts";

/** How much an audit would read, by what the one before counted; before the first, the least. */
export function predictAudit(
  { extraObjects, sourceIntervalMs }: Settings,
  before: { resources: { name: string; total: number }[] } | undefined,
): Prediction {
  const resources = [...resourcesFor(extraObjects), ...leftBehind(extraObjects)];
  const totals = new Map(before?.resources.map((r) => [r.name, r.total]));
  const requests = resources.reduce((n, r) => n + pagesLookedAt(r, totals.get(r.name) ?? 0), 0);
  return {
    sentence: `Would read ${resources.length} resources of PracticeHub with ${
      before ? "about" : "at least"
    } ${many(requests, "request")}, ${
      span(Math.ceil(requests * sourceIntervalMs / 1_000))
    } at this pace, and the workspace; writes to neither.`,
  };
}
