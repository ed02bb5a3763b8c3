import type { Outcome } from "../../steps/runbook/step.ts";
import type { OutcomeModel } from "../../views/cell/outcome.tsx";

/** Where the advice of a finding is followed, by the finding. From the page of a run it leads to the page of the cells. */
const PLACES: [id: RegExp, href: string][] = [
  [/^automation-/, "/#automations"],
  [/^locations$/, "/#companies"],
  [/^currency$/, "/#setting-currency"],
  [/^left-behind$/, "/#extras"],
  [/^outside-tolerance-/, "/#cell-rollback"],
];

/** The outcome, with the way to where each finding's advice is followed. */
export function withPlaces(outcome: Outcome): OutcomeModel {
  if (!outcome.findings) return outcome;
  const findings = outcome.findings.map((finding) => {
    const place = PLACES.find(([id]) => id.test(finding.id))?.[1];
    return place ? { ...finding, place } : finding;
  });
  return { ...outcome, findings };
}
