import { decisionsVersion } from "../../../db/conflicts.ts";
import { countTransitions } from "../../../db/effects.ts";
import { hashOf } from "../../../db/hash.ts";
import type { Ledger } from "../../../db/ledger.ts";
import type { Run } from "../../../db/runs.ts";
import { NeedsPersonError } from "../../base/errors.ts";
import { foreseeBytes } from "../attachments/attach.ts";
import { LinkIndex } from "./link_index.ts";
import { selectSample } from "./select_sample.ts";
import { foresee, type Foreseen, foreseeRemovals } from "./simulate.ts";
import { foreseeGone, removeUnwanted } from "../gone.ts";
import { Tally } from "../tally.ts";
import { batchesOf, wantedOf } from "../transfer/batches.ts";
import { type Mapping, mappingFor } from "../../mapping/mapping.ts";
import { skipWords } from "../../mapping/remarks.ts";
import type { Target } from "../../mapping/target.ts";
import type { Desk } from "../../runbook/kit.ts";
import type { Forecast, InputName, Scope, StepId } from "../../runbook/step.ts";
import type { Versions } from "../../runbook/versions.ts";

/**
 * What a run would write now, row by row: the same walk, the same maps and the same decisions as the run's own, with
 * what the ledger last knew of Twenty in place of reading it. Nothing is asked and nothing is written.
 *
 * Rows are taken 200 at a time, and everybody else gets a turn between them.
 *
 * @returns undefined where it is not known yet: nobody owns what has no owner
 * @throws {CancelledError} once `desk.control` is cancelled, before the next rows are taken
 */
export async function forecast(desk: Desk, scope: Scope): Promise<Forecast | undefined> {
  const mapping = await mappingIfReady(desk);
  if (!mapping) return undefined;
  const only = scope === "sample" ? await selectSample(desk.ledger) : undefined;
  const links = new LinkIndex(desk.ledger, only);
  const [landed, gone] = [new Tally(), new Tally()];
  const again = { refused: 0, unanswered: 0 };
  const add = (tally: Tally, records: readonly Foreseen[]): void => {
    tally.add(records);
    for (const record of records) if (record.again) again[record.again]++;
  };
  if (!only) {
    for await (const records of foreseeGone(desk)) {
      add(gone, records);
      links.gone(records);
      await turn(desk);
    }
  }
  for (const object of mapping.objects) {
    const walk = { only, linkable: links.linkable };
    for await (const targets of batchesOf(desk.ledger, mapping, object, walk)) {
      const records = await foreseeBatch(desk, targets);
      add(landed, records);
      links.landed(records);
      await turn(desk);
    }
  }
  return {
    objects: landed.reconciliation,
    gone: gone.reconciliation,
    reasons: reasonsOf(landed, gone),
    ...again,
  };
}

async function mappingIfReady(desk: Desk): Promise<Mapping | undefined> {
  try {
    return await mappingFor(desk);
  } catch (error) {
    if (error instanceof NeedsPersonError) return undefined;
    throw error;
  }
}

async function foreseeBatch(desk: Desk, targets: Target[]): Promise<Foreseen[]> {
  if (targets[0]?.object === "attachment") await foreseeBytes(desk, targets);
  const records = await foresee(desk.ledger, targets.map(wantedOf));
  return await removeUnwanted(
    records,
    desk.settings.gonePolicy,
    (unwanted) => foreseeRemovals(desk.ledger, unwanted),
  );
}

/** A statement blocks the program while it lasts: whoever waits is served before the next. */
async function turn({ world, control }: Desk): Promise<void> {
  await world.sleep(0);
  await control.pass();
}

function reasonsOf(...tallies: readonly Tally[]): Forecast["reasons"] {
  return tallies.flatMap(({ reasons }) => reasons)
    .filter(([, verdict]) => verdict === "skipped" || verdict === "conflict")
    .map(([object, verdict, reason, count, examples]) => ({
      object,
      verdict,
      reason: skipWords(reason),
      count,
      examples: examples.split(", "),
    }));
}

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
  "optional objects",
];

/** Steps that bring rows of the source into the ledger. */
const BRING_ROWS: readonly StepId[] = ["members", "extract", "delta"];
