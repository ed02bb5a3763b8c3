import { many } from "../base/words.ts";
import { auditDetail } from "../profile/audit_detail.ts";
import { span } from "../profile/estimate.ts";
import type { Desk } from "../runbook/kit.ts";
import type { Prediction } from "../runbook/step.ts";
import { pagesLookedAt } from "./read_source.ts";
import { leftBehind, resourcesFor } from "../mapping/objects.ts";

/** How much an audit would read, by what the one before counted; before the first, the least. */
export async function predict({ ledger, settings }: Pick<Desk, "ledger" | "settings">): Promise<Prediction> {
  const { optionalObjects, sourceIntervalMs } = settings;
  const before = await auditDetail(ledger);
  const resources = [...resourcesFor(optionalObjects), ...leftBehind(optionalObjects)];
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
