import { putConflicts } from "../../db/conflicts.ts";
import { moveEffects, setSeen, transition } from "../../db/effects.ts";
import { differences } from "../twenty/compare.ts";
import type { Found } from "../twenty/json.ts";
import { conflictRows, type Met } from "./conflicts.ts";
import { type ConflictReason, EDITED, failureOf, isOver } from "./decide.ts";
import { type Planned, sentVerdict, still } from "./decided.ts";
import { isByOthers, seenOf } from "./edited.ts";
import type { Kit } from "../runbook/kit.ts";
import { NOT_FOUND } from "./update.ts";
import type { Landed, Verdict } from "./wanted.ts";
import { instant } from "../base/world.ts";

/** Failures of one batch that are logged one by one; all are in the effects. */
const MAX_FAILURE_EVENTS = 20;

/** Compares what was read back, field by field; only then is an effect confirmed. */
export async function conclude(
  kit: Kit,
  planned: readonly Planned[],
  refused: ReadonlyMap<string, string>,
  back: ReadonlyMap<string, Found>,
): Promise<Landed[]> {
  const landed = planned.map((p): Landed => {
    if (p.effect.state !== "sent") return still(p);
    const reason = refused.get(p.wanted.id);
    if (reason?.startsWith(NOT_FOUND)) return lostToSomebody(p, "deleted in Twenty");
    if (reason === EDITED) return lostToSomebody(p, EDITED);
    if (reason) return { wanted: p.wanted, verdict: "failed", reason, differing: [] };
    return compared(p, back.get(p.wanted.id));
  });
  await writeVerdicts(kit, planned.filter((p) => p.effect.state === "sent"), landed);
  return landed;
}

async function writeVerdicts(kit: Kit, sent: readonly Planned[], landed: readonly Landed[]): Promise<void> {
  if (sent.length === 0) return;
  const at = instant(kit.world);
  const verdicts = new Map(landed.map((l) => [l.wanted.id, l]));
  const having = (...of: readonly Verdict[]) =>
    sent.filter((p) => of.includes(verdicts.get(p.wanted.id)?.verdict ?? "failed"));
  const [good, bad, taken] = [having("created", "updated"), having("failed"), having("conflict")];
  const reasonOf = (p: Planned) => verdicts.get(p.wanted.id)?.reason ?? "";
  const failed = (p: Planned) => failureOf(reasonOf(p), isOver(p.effect));
  const conflicts = await conflictRows(kit, taken.map((p) => met(p, verdicts.get(p.wanted.id))));
  await kit.ledger.commit({
    writes: [
      ...(good.length > 0
        ? [moveEffects(kit.ledger, good.map((p) => p.effect.id), "confirmed", { at })]
        : []),
      ...sent.flatMap((p) => {
        const found = verdicts.get(p.wanted.id)?.found;
        return found ? [setSeen(kit.ledger, p.effect.id, seenOf(found, p.effect.seen))] : [];
      }),
      ...bad.map((p) => moveEffects(kit.ledger, [p.effect.id], "failed", { reason: failed(p), at })),
      ...putConflicts(kit.ledger, conflicts),
      ...taken.map((p) => moveEffects(kit.ledger, [p.effect.id], "conflict", { reason: reasonOf(p), at })),
    ],
    transitions: [
      ...good.map((p) => transition(p.effect, "confirmed", kit.run, at)),
      ...bad.map((p) => transition(p.effect, "failed", kit.run, at, failed(p))),
      ...taken.map((p) => transition(p.effect, "conflict", kit.run, at, reasonOf(p))),
    ],
    events: bad.slice(0, MAX_FAILURE_EVENTS).map((p) =>
      kit.log.entry({
        level: "error",
        kind: "failed",
        object: p.wanted.object,
        message: `${p.wanted.sourceKey}: ${reasonOf(p)}`,
        fields: { target: p.wanted.id },
      })
    ),
  });
}

function compared(planned: Planned, found: Found | undefined): Landed {
  const { wanted, decision } = planned;
  // It was taken, or was found after its answer was lost: that it is gone is somebody's doing.
  if (!found) return lostToSomebody(planned, "destroyed in Twenty");
  if (found.deletedAt !== null) return { ...lostToSomebody(planned, "deleted in Twenty"), found };
  const differing = differences(wanted.fields, found);
  const changed = decision.do === "update" ? { changed: Object.keys(decision.payload) } : {};
  if (differing.length > 0) {
    if (isByOthers(found)) return { ...lostToSomebody(planned, EDITED), found, differing };
    return {
      wanted,
      verdict: "failed",
      reason: `read back differently: ${differing.join(", ")}`,
      found,
      differing,
      ...changed,
    };
  }
  return { wanted, verdict: sentVerdict(decision), found, differing, ...changed };
}

function met({ wanted }: Planned, landed: Landed | undefined): Met {
  const reason = landed?.reason as ConflictReason;
  return { wanted, last: wanted.fields, found: landed?.found, reason, isNew: true };
}

function lostToSomebody({ wanted }: Planned, reason: ConflictReason): Landed {
  return { wanted, verdict: "conflict", reason, differing: Object.keys(wanted.fields) };
}
