import { putConflicts } from "../../db/conflicts.ts";
import { type Move, moveEffects } from "../../db/effects.ts";
import type { ConflictCode } from "../../db/tables.ts";
import { instant } from "../base/world.ts";
import { conflictRows, type Met } from "./conflicts.ts";
import { isByOthers, readingOf } from "./decide.ts";
import { type Landed, type Planned, type Refusal, sentVerdict, still } from "./effect.ts";
import { failureWords, mismatchWords, WORDS } from "./words.ts";
import type { Kit } from "../runbook/kit.ts";
import { differences } from "../twenty/compare.ts";
import type { Found } from "../twenty/json.ts";

/** Failures of one batch that are logged one by one; all are in the effects. */
const MAX_FAILURE_EVENTS = 20;

/** Compares what was read back, field by field; only then is an effect confirmed. */
export async function verifyWritten(
  kit: Kit,
  planned: readonly Planned[],
  refused: ReadonlyMap<string, Refusal>,
  back: ReadonlyMap<string, Found>,
): Promise<Landed[]> {
  const landed = planned.map((p): Landed => {
    if (p.effect.state !== "sent") return still(p);
    const refusal = refused.get(p.wanted.id);
    if (refusal?.code === "not-found") return lostToSomebody(p, "trashed");
    if (refusal?.code === "edited") return lostToSomebody(p, "edited");
    if (refusal) return { wanted: p.wanted, verdict: "failed", ...refusal, differing: [] };
    return compared(p, back.get(p.wanted.id));
  });
  await writeVerdicts(kit, planned.filter((p) => p.effect.state === "sent"), landed);
  return landed;
}

async function writeVerdicts(kit: Kit, sent: readonly Planned[], landed: readonly Landed[]): Promise<void> {
  if (sent.length === 0) return;
  const at = instant(kit.world);
  const verdicts = new Map(landed.map((l) => [l.wanted.id, l]));
  const met = sent.flatMap((p) => metOf(p, verdicts.get(p.wanted.id)) ?? []);
  const { writes, conflictChanges } = putConflicts(kit.ledger, await conflictRows(kit, met));
  const moves = sent.map((p) => moveOf(p, verdicts.get(p.wanted.id)));
  const moved = await moveEffects(kit.ledger, moves, { run: kit.run, at });
  const failed = landed.filter((l) => l.verdict === "failed");
  await kit.ledger.commit({
    writes: [...writes, ...moved.writes],
    conflictChanges,
    transitions: moved.transitions,
    events: failed.slice(0, MAX_FAILURE_EVENTS).map(({ wanted, reason = "" }) =>
      kit.log.entry({
        level: "error",
        kind: "failed",
        object: wanted.object,
        message: `${wanted.sourceKey}: ${reason}`,
        fields: { target: wanted.id },
      })
    ),
  });
}

/** What an effect becomes by its verdict; what was written over an edit and failed is still about that edit. */
function moveOf({ effect }: Planned, landed: Landed | undefined): Move {
  const { verdict = "failed", code = null, reason = "", found, differing = [] } = landed ?? {};
  const { id } = effect;
  const reading = found ? readingOf(found, effect) : {};
  if (verdict === "created" || verdict === "updated") return { id, state: "confirmed", change: reading };
  if (verdict === "conflict") {
    return { id, state: "conflict", change: { ...reading, code, reason, over_edit: 0 } };
  }
  const fields = code === "mismatch" ? JSON.stringify(differing) : null;
  return { id, state: "failed", change: { ...reading, code, fields, reason: failureWords(reason, effect) } };
}

function compared(planned: Planned, found: Found | undefined): Landed {
  const { wanted, decision } = planned;
  // It was taken, or was found after its answer was lost: that it is gone is somebody's doing.
  if (!found) return lostToSomebody(planned, "destroyed");
  if (found.deletedAt !== null) return { ...lostToSomebody(planned, "trashed"), found };
  const differing = differences(wanted.fields, found);
  const changed = decision.do === "update" ? { changed: Object.keys(decision.payload) } : {};
  if (differing.length > 0) {
    if (isByOthers(found)) return { ...lostToSomebody(planned, "edited"), found, differing };
    return {
      wanted,
      verdict: "failed",
      code: "mismatch",
      reason: mismatchWords(differing),
      found,
      differing,
      ...changed,
    };
  }
  return { wanted, verdict: sentVerdict(decision), found, differing, ...changed };
}

function metOf({ wanted }: Planned, landed: Taken | Landed | undefined): Met | undefined {
  if (landed?.verdict !== "conflict") return undefined;
  const { code } = landed as Taken;
  return { wanted, last: wanted.fields, found: landed.found, code, isNew: true };
}

/** Verdict on a record that somebody else worked on meanwhile. */
type Taken = Landed & { verdict: "conflict"; code: ConflictCode };

function lostToSomebody({ wanted }: Planned, code: ConflictCode): Taken {
  return { wanted, verdict: "conflict", code, reason: WORDS[code], differing: Object.keys(wanted.fields) };
}
