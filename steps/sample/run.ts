import { z } from "zod";
import { accountsOf } from "../accounting/pass.ts";
import { type DiffRow, insertDiffs } from "../../db/diffs.ts";
import { canonical } from "../../db/hash.ts";
import { latestSignOff } from "../../db/approvals.ts";
import { mustBeAcknowledged } from "../load/automations.ts";
import { selectSample } from "../load/forecast/select_sample.ts";
import { settleRollback } from "../load/destroy.ts";
import { transfer } from "../load/transfer/transfer.ts";
import type { Landed } from "../load/effect.ts";
import { mappingFor } from "../mapping/mapping.ts";
import type { Target } from "../mapping/target.ts";
import type { Kit } from "../runbook/kit.ts";
import { mustBeCurrent } from "../runbook/current.ts";
import type { Outcome } from "../runbook/step.ts";
import { holds } from "../twenty/compare.ts";
import { diffOf, isClean, outcomeOf } from "./outcome.ts";
import { approve } from "./sign_off.ts";

/** There is nothing to say before it runs. */
export const Input = z.object({}).strict();

/** Moves the chosen rows as the full run would, and keeps what each field should hold and was read to hold. */
export async function run(kit: Kit): Promise<Outcome> {
  await mustBeCurrent(kit, ["schema", "members", "extract"]);
  await mustBeAcknowledged(kit);
  await settleRollback(kit);
  const mapping = await mappingFor(kit);
  const only = await selectSample(kit.ledger);
  const tally = await transfer(kit, mapping, {
    only,
    onLanded: (targets, landed) =>
      kit.ledger.commit({ writes: insertDiffs(kit.ledger, diffRows(kit.run, targets, landed)) }),
  });
  const diff = await diffOf(kit.ledger, kit.run);
  const accounts = await accountsOf(kit.ledger, kit.settings, only);
  if (isClean(diff, tally, accounts) && kit.consent.signOff) await approve(kit, diff.hash, kit.run);
  const isSigned = (await latestSignOff(kit.ledger))?.diff_hash === diff.hash;
  return outcomeOf(diff, tally, accounts, isSigned);
}

/** One row a field: what the source held, what the record should hold, what it was read to hold. */
function diffRows(run: number, targets: readonly Target[], landed: readonly Landed[]): DiffRow[] {
  const byId = new Map(landed.map((l) => [l.wanted.id, l]));
  return targets.flatMap((target) => {
    const result = byId.get(target.id);
    // A record that people worked on is no sample of what we write: it is a conflict, and counted as one.
    if (!result || target.skip || result.verdict === "conflict") return [];
    return Object.entries(result.wanted.fields).map(([field, expected]): DiffRow => {
      const found = result.found?.[field] ?? null;
      return {
        run_id: run,
        object: target.object,
        target_id: target.id,
        source_key: target.sourceKey,
        field,
        source_value: target.source[field] === undefined ? null : canonical(target.source[field]),
        expected: canonical(expected),
        found: result.found ? canonical(found) : null,
        equal: result.found && holds(expected, found) && !result.differing.includes(field) ? 1 : 0,
      };
    });
  });
}
