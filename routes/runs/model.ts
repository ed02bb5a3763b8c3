import { storedOutcome } from "../../steps/runbook/stored_run.ts";
import { isPart, type Run } from "../../db/runs.ts";
import type { RunState } from "../../db/tables.ts";
import { entryOf } from "../../steps/mapping/remarks.ts";
import type { Outcome, Step } from "../../steps/runbook/step.ts";
import type { RunModel } from "../../views/cell/foot.tsx";
import type { PaceModel } from "../../views/throughput/chart.tsx";
import { grouped } from "../../views/ui/numbers.ts";
import type { OutcomeModel } from "../../views/cell/outcome.tsx";

/** Runs that ended by themselves: only their counts can be compared. */
const COMPARED: RunState[] = ["green", "red", "waiting"];

interface Beside {
  /** The practice's. */
  zone: string;
  /** The run of the same step that it is compared with. */
  before?: Run;
  /** How fast it went, where the page shows that. */
  pace?: PaceModel;
}

/** A run as the page shows it. */
export function runModel(
  step: Pick<Step, "id" | "title">,
  run: Run,
  { zone, before, pace }: Beside,
): RunModel {
  const outcome = storedOutcome(run);
  const earlier = before && !isPart(run) && !isPart(before) && COMPARED.includes(before.state) &&
      COMPARED.includes(run.state)
    ? storedOutcome(before)
    : undefined;
  const changed = outcome && earlier ? difference(outcome, earlier) : "";
  return {
    step: step.id,
    title: step.title,
    number: run.number,
    state: run.state,
    who: run.who,
    startedAt: { at: run.started_at, zone },
    tookMs: run.ended_at ? Date.parse(run.ended_at) - Date.parse(run.started_at) : undefined,
    verdict: outcome?.verdict ?? "",
    pace,
    difference: before && changed ? `${changed} than run ${before.number}` : undefined,
  };
}

/** In the order of what a person looks for. */
const KINDS = ["failed", "conflict", "created", "updated", "skipped", "unchanged"] as const;
const MOST = 3;

/** How the counts of two runs differ: "3 fewer conflicts, 12 more created". Empty when they do not. */
function difference(now: Outcome, before: Outcome): string {
  const parts = KINDS.map((kind) => change(kind, sum(now, kind) - sum(before, kind)));
  const findings = (now.findings?.length ?? 0) - (before.findings?.length ?? 0);
  parts.unshift(change(Math.abs(findings) === 1 ? "finding" : "findings", findings));
  return parts.filter((part) => part !== "").slice(0, MOST).join(", ");
}

function sum(outcome: Outcome, kind: typeof KINDS[number]): number {
  return (outcome.reconciliation ?? []).reduce((total, row) => total + row[kind], 0);
}

function change(what: string, by: number): string {
  if (by === 0) return "";
  const noun = what === "conflict" && Math.abs(by) !== 1 ? "conflicts" : what;
  return `${grouped(Math.abs(by))} ${by < 0 ? "fewer" : "more"} ${noun}`;
}

/** Where a person follows the advice of a finding: an address that also works from the page of a run. */
const PLACES: [id: RegExp, href: string][] = [
  [/^automation-/, "/#automations"],
  [/^locations$/, "/#companies"],
  [/^currency$/, "/#setting-currency"],
  [/^left-behind$/, "/#optional-objects"],
  [/^outside-tolerance-/, "/#cell-rollback"],
];

/** The outcome, with the address at which each finding's advice is followed. */
export function withPlaces(outcome: Outcome): OutcomeModel {
  if (!outcome.findings) return outcome;
  const findings = outcome.findings.map((finding) => {
    const place = entryOf(finding.id)?.leadsTo ?? PLACES.find(([id]) => id.test(finding.id))?.[1];
    return place ? { ...finding, place } : finding;
  });
  return { ...outcome, findings };
}
