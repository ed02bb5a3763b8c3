import { countDiffs } from "../../db/diffs.ts";
import { decideMember } from "./decide_member.ts";
import { runsOf } from "../../db/runs.ts";
import { insertSignOff, latestSignOff, nextSignOffId } from "../../db/approvals.ts";
import type { Decisions } from "../../routes/deps.ts";
import { NeedsPersonError } from "../../steps/base/errors.ts";
import { instant } from "../../steps/base/world.ts";

/** Decisions as the steps keep them, without the steps. */
export const madeUpDecisions: Decisions = {
  async currentSample(ledger) {
    const [run] = await runsOf(ledger, "sample", 1);
    if (!run?.ended_at) return undefined;
    const unequal = (await countDiffs(ledger, run.id)).reduce((sum, c) => sum + c.unequal, 0);
    const signed = await latestSignOff(ledger);
    const diffHash = `diff-of-run-${run.id}`;
    return {
      runId: run.id,
      diffHash,
      unequal,
      unexplained: 0,
      signedBy: signed?.diff_hash === diffHash ? signed.who : undefined,
      stale: false,
    };
  },
  async signOff(kit, diffHash) {
    const sample = await madeUpDecisions.currentSample(kit.ledger);
    if (sample?.diffHash !== diffHash) {
      throw new NeedsPersonError("This is not the newest sample; look at it again.");
    }
    const id = await nextSignOffId(kit.ledger);
    await kit.ledger.commit({
      writes: [
        insertSignOff(kit.ledger, {
          id,
          run_id: sample.runId,
          diff_hash: diffHash,
          who: kit.who,
          at: instant(kit.world),
        }),
      ],
      events: [kit.log.entry({ kind: "sign-off", message: `sample signed off by ${kit.who}` })],
    });
  },
  assignMember: decideMember,
};
