import { sidesIn } from "../../db/stored.ts";
import {
  type Conflict,
  conflictPosition,
  conflictsOn,
  conflictsShown,
  openConflicts,
} from "../../db/conflicts.ts";
import { hashOf } from "../../db/hash.ts";
import { latestRuns } from "../../db/runs.ts";
import { TAKEABLE } from "../../steps/load/conflicts.ts";
import { WORDS } from "../../steps/load/words.ts";
import type { StepId } from "../../steps/runbook/step.ts";
import type { ConflictRow, ConflictsModel } from "../../views/conflicts/model.ts";
import type { Deps } from "../deps.ts";
import { zoneOf } from "../http/moment.ts";

const PAGE_ROWS = 20;

/** Open conflicts for the cell that would act on the decisions, the one of the two that ran last; others show none. */
export async function conflictsBlock(
  deps: Deps,
  cell: StepId,
  mayPress: boolean,
): Promise<ConflictsModel | undefined> {
  return cell === await conflictsCell(deps) ? await conflictsModel(deps, 0, mayPress) : undefined;
}

/** Where a conflict is shown: among the open ones, or, once it is settled, with its record. */
export async function conflictAddress({ console }: Deps, id: string): Promise<string | undefined> {
  const position = await conflictPosition(console.ledger, id);
  if (position !== undefined) {
    return `/conflicts?offset=${position - position % PAGE_ROWS}#conflict-${id}`;
  }
  const settled = (await conflictsOn(console.ledger, [id])).get(id);
  return settled ? `/records/${settled.source_key}#target-${id}` : undefined;
}

/** One page of the open conflicts, or undefined where there are none. */
export async function conflictsModel(
  deps: Deps,
  offset: number,
  mayPress: boolean,
): Promise<ConflictsModel | undefined> {
  const { ledger } = deps.console;
  const shown = await conflictsShown(ledger, TAKEABLE);
  const { open, undecided, takeable } = shown.count;
  if (open === 0) return undefined;
  // What a page was on may have become less: then it is on the last one.
  const at = offset < open ? offset : open - 1 - (open - 1) % PAGE_ROWS;
  const rows = await openConflicts(ledger, { offset: at, limit: PAGE_ROWS });
  const zone = zoneOf(deps.console);
  return {
    version: hashOf([shown.all, zone]).slice(0, 12),
    cell: await conflictsCell(deps),
    undecided,
    takeable,
    shown: { undecided: shown.undecided, takeable: shown.takeable },
    decided: open - undecided,
    rows: rows.map((row) => conflictRow(row, zone)),
    offset: at,
    pageSize: PAGE_ROWS,
    mayPress,
  };
}

export async function conflictsCell({ console }: Deps): Promise<"full-run" | "delta"> {
  const runs = await latestRuns(console.ledger);
  return (runs.get("delta")?.id ?? 0) > (runs.get("full-run")?.id ?? 0) ? "delta" : "full-run";
}

/** Both sides of one conflict as the page shows them. */
export function conflictRow(
  { target_id, object, source_key, code, fields, take, who, decided_at }: Conflict,
  zone: string,
): ConflictRow {
  const sides = sidesIn(fields);
  return {
    id: target_id,
    object,
    sourceKey: source_key,
    reason: WORDS[code],
    fields: Object.entries(sides).map(([field, [wanted, found]]) => ({
      field,
      wanted: JSON.stringify(wanted),
      found: JSON.stringify(found),
    })),
    takeable: TAKEABLE.includes(code),
    ...(take ? { decision: { take, who: who ?? "", at: { at: decided_at ?? "", zone } } } : {}),
  };
}
