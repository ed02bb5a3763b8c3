import { moveEffects, setSeen, transition } from "../../db/effects.ts";
import { differences } from "../twenty/compare.ts";
import type { Found } from "../twenty/json.ts";
import { type Planned, still } from "./decided.ts";
import { seenOf } from "./edited_since.ts";
import type { Kit } from "./kit.ts";
import type { Landed } from "./wanted.ts";
import { instant } from "./world.ts";

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
  const good = sent.filter((p) => verdicts.get(p.wanted.id)?.verdict !== "failed");
  const bad = sent.filter((p) => verdicts.get(p.wanted.id)?.verdict === "failed");
  const reasonOf = (p: Planned) => verdicts.get(p.wanted.id)?.reason ?? "";
  await kit.ledger.commit({
    writes: [
      ...(good.length > 0
        ? [moveEffects(kit.ledger, good.map((p) => p.effect.id), "confirmed", { at })]
        : []),
      ...sent.flatMap((p) => {
        const found = verdicts.get(p.wanted.id)?.found;
        return found ? [setSeen(kit.ledger, p.effect.id, seenOf(found, p.effect.seen))] : [];
      }),
      ...bad.map((p) => moveEffects(kit.ledger, [p.effect.id], "failed", { reason: reasonOf(p), at })),
    ],
    transitions: [
      ...good.map((p) => transition(p.effect, "confirmed", kit.run, at)),
      ...bad.map((p) => transition(p.effect, "failed", kit.run, at, reasonOf(p))),
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

function compared({ wanted, decision }: Planned, found: Found | undefined): Landed {
  if (!found) {
    return {
      wanted,
      verdict: "failed",
      reason: "not there when read back",
      differing: Object.keys(wanted.fields),
    };
  }
  const differing = differences(wanted.fields, found);
  if (differing.length > 0) {
    return {
      wanted,
      verdict: "failed",
      reason: `read back differently: ${differing.join(", ")}`,
      found,
      differing,
    };
  }
  return { wanted, verdict: decision.do === "update" ? "updated" : "created", found, differing };
}
