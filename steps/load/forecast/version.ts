import { decisionsVersion } from "../../../db/conflicts.ts";
import { countTransitions } from "../../../db/effects.ts";
import { hashOf } from "../../../db/hash.ts";
import type { Ledger } from "../../../db/ledger.ts";
import type { Run } from "../../../db/runs.ts";
import type { Versions } from "../../runbook/versions.ts";
import type { InputName, StepId } from "../../runbook/step.ts";

/**
 * The version of everything that a forecast is counted from: settings and maps, the rows of the source, what became of
 * each record, what people decided about conflicts. While it is the same, so is the forecast.
 */
export async function forecastVersion(
  ledger: Ledger,
  versions: Versions,
  latest: ReadonlyMap<string, Run>,
): Promise<string> {
  const runs = BRING_ROWS.map((step) => latest.get(step)).map((run) => run && [run.id, run.state]);
  const [moves, decisions] = await Promise.all([countTransitions(ledger), decisionsVersion(ledger)]);
  return hashOf([INPUTS.map((name) => versions[name]), runs.map((run) => run ?? null), moves, decisions]);
}

const INPUTS: readonly InputName[] = [
  "settings",
  "field map",
  "value map",
  "member map",
  "CSV exports",
  "extra objects",
];

/** Steps that bring rows of the source into the ledger. */
const BRING_ROWS: readonly StepId[] = ["members", "extract", "delta"];
