import { z } from "zod";
import type { Entry } from "../accounting/account.ts";
import { Accounts } from "../accounting/accounts.ts";
import { leavesOf } from "../accounting/leaves.ts";
import { accountedRows } from "../accounting/pass.ts";
import { CARRIED_ELSEWHERE } from "../accounting/words.ts";
import { type DiffRow, explainDiff, insertDiffs, unremarkedDiffs } from "../../db/diffs.ts";
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
import type { Json } from "../twenty/json.ts";
import { fieldsIn } from "../../db/stored.ts";
import type { DiffFate } from "../../db/tables.ts";
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
  const accounts = await accountFor(kit, only);
  const diff = await diffOf(kit.ledger, kit.run);
  if (isClean(diff, tally, accounts) && kit.consent.signOff) await approve(kit, diff.hash, kit.run);
  const isSigned = (await latestSignOff(kit.ledger))?.diff_hash === diff.hash;
  return outcomeOf(diff, tally, accounts, isSigned);
}

/** Accounts for every value of the sample, and says of each field that was left without a remark why it was. */
async function accountFor(kit: Kit, only: ReadonlyMap<string, readonly number[]>): Promise<Accounts> {
  const accounts = new Accounts();
  const left = Map.groupBy(await unremarkedDiffs(kit.ledger, kit.run), (row) => row.source_key);
  for await (const { key, entries } of accountedRows(kit.ledger, kit.settings, only)) {
    accounts.add(key, entries);
    const explained = (left.get(key) ?? []).flatMap((row) => {
      const reasons = reasonsOf(Object.keys(fieldsIn(row.sources)), entries);
      return reasons.length > 0 ? [explainDiff(kit.ledger, kit.run, row, reasons)] : [];
    });
    if (explained.length > 0) await kit.ledger.commit({ writes: explained });
  }
  return accounts;
}

/** Codes of why values of these attributes are not in the field that they were mapped to. */
function reasonsOf(attributes: readonly string[], entries: readonly Entry[]): string[] {
  const its = entries.filter(({ path, fate }) =>
    fate !== "unexplained" && attributes.includes(path[0] ?? "")
  );
  const whys = its.flatMap(({ why }) => why ?? []);
  return whys.length > 0 ? [...new Set(whys)].sort() : its.length > 0 ? [CARRIED_ELSEWHERE] : [];
}

/** One row a mapped field: what the source held, what the record should hold, what it was read to hold, and why. */
function diffRows(run: number, targets: readonly Target[], landed: readonly Landed[]): DiffRow[] {
  const byId = new Map(landed.map((l) => [l.wanted.id, l]));
  return targets.flatMap((target) => {
    const result = byId.get(target.id);
    // A record that people worked on is no sample of what we write: it is a conflict, and counted as one.
    if (!result || target.skip || result.verdict === "conflict") return [];
    const { fields, remarks } = result.wanted;
    const mapped = new Set([
      ...Object.keys(fields),
      ...Object.keys(target.source),
      ...remarks.map((one) => one.field),
    ]);
    return [...mapped].map((field): DiffRow => {
      const expected = Object.hasOwn(fields, field) ? fields[field] : undefined;
      const found = result.found?.[field] ?? null;
      const sources = Object.hasOwn(target.source, field) ? target.source[field] ?? {} : {};
      const reasons = remarks.filter((one) => one.field === field).map(({ remark }) => remark);
      const isEqual = expected === undefined ||
        (result.found && holds(expected, found) && !result.differing.includes(field));
      return {
        run_id: run,
        object: target.object,
        target_id: target.id,
        source_key: target.sourceKey,
        field,
        sources: canonical(sources),
        expected: expected === undefined ? null : canonical(expected),
        found: result.found ? canonical(found) : null,
        equal: isEqual ? 1 : 0,
        fate: fateOf(expected, sources, reasons),
        reasons: JSON.stringify([...new Set(reasons)].sort()),
      };
    });
  });
}

function fateOf(
  expected: Json | undefined,
  sources: Readonly<Record<string, unknown>>,
  reasons: readonly string[],
): DiffFate {
  if (expected !== undefined) return reasons.length > 0 ? "changed" : "carried";
  const tried = Object.entries(sources);
  const isEmpty = tried.every(([name, value]) => leavesOf(name, value).next().done);
  return isEmpty && (tried.length > 0 || reasons.length === 0) ? "empty" : "left";
}
