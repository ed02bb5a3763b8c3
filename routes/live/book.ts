import { latestRuns } from "../../db/runs.ts";
import { currentVersions } from "../../steps/runbook/inputs.ts";
import { standingRuns } from "../../steps/runbook/standing.ts";
import { cellStatuses } from "../../steps/runbook/runbook.ts";
import type { CellModel } from "../../views/cell/cell.tsx";
import type { StatusModel } from "../../views/page/status_bar.tsx";
import type { Deps } from "../deps.ts";
import type { Session } from "../http/session.ts";
import { cellModel } from "../cell/model.ts";
import { statusModel } from "../page/model.ts";

export interface Book {
  status: StatusModel;
  cells: CellModel[];
}

/** The whole runbook as one session may see it, read at one time. */
export async function readBook(deps: Deps, session: Session): Promise<Book> {
  const { console } = deps;
  const [latest, standing, versions] = await Promise.all([
    latestRuns(console.ledger),
    standingRuns(console.ledger),
    currentVersions(console.ledger),
  ]);
  const statuses = cellStatuses(console.steps, standing, versions);
  const predictions = await deps.predictions.all(versions, latest);
  const cells: CellModel[] = [];
  for (const status of statuses) {
    cells.push(
      await cellModel(deps, { status, statuses, predictions, mayPress: session.role === "operator" }),
    );
  }
  return { status: statusModel(deps, statuses), cells };
}
