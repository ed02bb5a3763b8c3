import { type CellState, type CellStatus, cellStatuses } from "../../steps/runbook/runbook.ts";
import type { StatusModel } from "../../views/page/status_bar.tsx";
import { percent } from "../../views/ui/numbers.ts";
import { STATE_WORDS } from "../../views/ui/words.ts";
import type { Deps } from "../deps.ts";
import { chainLeft } from "../cell/chain.ts";
import { latestRuns } from "../../db/runs.ts";
import { currentVersions } from "../../steps/runbook/versions.ts";
import { currentRuns } from "../../steps/runbook/current.ts";
import type { CellModel } from "../../views/cell/cell.tsx";
import type { Session } from "../http/session.ts";
import { cellModel } from "../cell/model.ts";

/** What a person should look at first: what failed, then what waits, then what is stale, then what runs. */
const PROBLEMS: CellState[][] = [["red", "crashed", "cancelled"], ["waiting"], ["stale"], [
  "running",
  "paused",
]];

export function statusModel({ console, feed }: Deps, statuses: readonly CellStatus[]): StatusModel {
  const { active } = console.runner;
  const total = active?.progress.reduce((sum, p) => sum + p.total, 0) ?? 0;
  const done = active?.progress.reduce((sum, p) => sum + p.done, 0) ?? 0;
  const share = total > 0 ? percent(done, total) : undefined;
  const running = active && statuses.find((s) => s.step === active.run.step);
  const problem = PROBLEMS.map((states) => statuses.find((s) => states.includes(s.state))).find((s) => s);
  const next = problem ? undefined : comesNext(statuses);
  const chain = chainLeft({ console }, statuses);
  return {
    practice: console.settings?.practiceName || host(console.settings?.sourceUrl),
    workspace: host(console.settings?.targetUrl),
    zone: console.settings?.timeZone,
    cells: statuses.map((s, i) => ({
      id: s.step,
      number: i + 1,
      title: s.title,
      state: s.state,
      needs: console.step(s.step).needs,
      remark: s === running && share !== undefined && s.state === "running" ? `${share} %` : "",
    })),
    green: statuses.filter((s) => s.state === "green").length,
    failed: statuses.filter((s) => s.state === "red" || s.state === "crashed").length,
    running: running && {
      id: running.step,
      title: running.title,
      paused: active.control.paused,
      percent: share,
      leftMs: active.control.paused ? undefined : feed.meter.leftMs(),
    },
    problem: problem && { id: problem.step, title: problem.title, word: STATE_WORDS[problem.state] },
    next,
    chain,
    here: feed.here,
  };
}

/** Where nothing is the matter: the first cell that has not run, on the way to a migration that is done. */
function comesNext(statuses: readonly CellStatus[]): StatusModel["next"] {
  const never = statuses.find(({ step, state }) => state === "never" && step !== "rollback");
  return never && { id: never.step, title: never.title };
}

const host = (url: string | undefined): string => url ? new URL(url).host : "";

/** The whole runbook as one session may see it, read at one time. */
export async function readRunbook(
  deps: Deps,
  session: Session,
): Promise<{ status: StatusModel; cells: CellModel[] }> {
  const { console } = deps;
  const [latest, current, versions] = await Promise.all([
    latestRuns(console.ledger),
    currentRuns(console.ledger),
    currentVersions(console.ledger),
  ]);
  const statuses = cellStatuses(console.steps, current, versions);
  const predictions = await deps.predictions.all(versions, latest);
  const cells: CellModel[] = [];
  for (const status of statuses) {
    cells.push(
      await cellModel(deps, { status, statuses, predictions, mayPress: session.role === "operator" }),
    );
  }
  return { status: statusModel(deps, statuses), cells };
}
