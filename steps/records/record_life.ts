import { rowIn } from "../../db/stored.ts";
import { type Conflict, conflictsOn } from "../../db/conflicts.ts";
import type { Effect } from "../../db/effects.ts";
import type { Ledger } from "../../db/ledger.ts";
import { FALLBACK_ID, memberMap } from "../../db/maps.ts";
import { readMigration } from "../../db/migration.ts";
import {
  effectsOfRow,
  type StoredRecord,
  storedRecord,
  type Transition,
  transitionsOf,
} from "../../db/history.ts";
import type { Settings } from "../base/settings.ts";
import { assemble } from "../mapping/assemble.ts";
import { loadMapping } from "../mapping/mapping.ts";
import type { Target } from "../mapping/target.ts";
import { originsOf } from "../mapping/objects.ts";

/** One record in the target that a source row has, had, or should have. */
export interface TargetLife {
  object: string;
  id: string;
  /** As the maps say it now; absent where they make no such record of the row any more. */
  expected?: Target;
  /** Oldest first; none where nothing was done yet. */
  effects: Effect[];
  transitions: Transition[];
  /** The newest effect is a conflict. */
  conflict?: Conflict;
}

export interface RecordLife {
  source: StoredRecord;
  targets: TargetLife[];
}

/**
 * All that the ledger knows of one source row, without a request; undefined where it has no such row.
 *
 * @param resource as PracticeHub's API names it
 */
export async function recordLife(
  ledger: Ledger,
  settings: Settings | undefined,
  resource: string,
  id: number,
): Promise<RecordLife | undefined> {
  const source = await storedRecord(ledger, resource, id);
  if (!source) return undefined;
  const effects = await effectsOfRow(ledger, `${resource}/${id}`);
  const expected = settings ? await expectedOf(ledger, settings, source) : [];
  const transitions = Map.groupBy(await transitionsOf(ledger, effects.map((e) => e.id)), (t) => t.target_id);
  const byTarget = Map.groupBy(effects, (e) => e.target_id);
  const ids = [...new Set([...expected.map((t) => t.id), ...byTarget.keys()])];
  const conflicts = await conflictsOn(ledger, ids);
  return {
    source,
    targets: ids.map((target): TargetLife => {
      const wanted = expected.find((t) => t.id === target);
      const own = byTarget.get(target) ?? [];
      const conflict = own.at(-1)?.state === "conflict" ? conflicts.get(target) : undefined;
      return {
        object: wanted?.object ?? own[0]?.object ?? "",
        id: target,
        ...(wanted ? { expected: wanted } : {}),
        effects: own,
        transitions: transitions.get(target) ?? [],
        ...(conflict ? { conflict } : {}),
      };
    }),
  };
}

/** What the confirmed maps make of the row now; nothing of one that is gone. */
async function expectedOf(ledger: Ledger, settings: Settings, source: StoredRecord): Promise<Target[]> {
  const migration = await readMigration(ledger);
  if (!migration || source.gone_at !== null) return [];
  const fallback = (await memberMap(ledger)).find((m) => m.practitioner_id === FALLBACK_ID)?.member_id;
  const mapping = await loadMapping(ledger, settings, migration.id, fallback ?? undefined);
  const record = { resource: source.resource, id: source.id, row: rowIn(source), gone: false };
  const targets: Target[] = [];
  for (const object of mapping.objects.filter((o) => originsOf(o).includes(source.resource))) {
    targets.push(...await assemble(ledger, mapping, object, [record], "landed"));
  }
  return targets;
}
