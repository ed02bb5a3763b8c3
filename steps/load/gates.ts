import { mustBeAcknowledged } from "./automations.ts";
import { NeedsPersonError } from "../base/errors.ts";
import type { Kit } from "../runbook/kit.ts";
import { mustBeCurrent } from "../runbook/current.ts";
import { currentSample } from "./current_sample.ts";

/**
 * What has to be so before a full run, or before a delta, writes anything.
 *
 * @throws {NeedsPersonError} what a person has to do first
 */
export const mustBeReady = {
  "full-run": async (kit: Kit): Promise<void> => {
    await mustBeCurrent(kit, ["schema", "members", "extract"]);
    const sample = await currentSample(kit.ledger);
    if (!sample?.signedBy) throw new NeedsPersonError("The sample has to be signed off first.");
    if (sample.stale) {
      throw new NeedsPersonError("Something the signed sample depends on has changed; run the sample again.");
    }
    await mustBeAcknowledged(kit);
  },
  /** A full run that waits has conflicts for a person to look at; changes come in all the same. */
  delta: async (kit: Kit): Promise<void> => {
    await mustBeCurrent(kit, ["full-run"], ["green", "waiting"]);
    await mustBeAcknowledged(kit);
  },
};

/** The cells that move everything, and so can move single rows of it again. */
export type MovingStep = keyof typeof mustBeReady;
