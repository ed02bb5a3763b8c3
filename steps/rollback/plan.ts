import { hashOf } from "../../db/hash.ts";
import { PLURAL, TARGET_OBJECTS, type TargetObject } from "../mapping/vocabulary.ts";
import type { Survey } from "./survey.ts";

/** What a rollback would do, every record of ours in exactly one place. */
export interface Plan {
  /** Bound to every id and bucket: a person's confirmation is void when it changes. */
  hash: string;
  /** Records that would be removed from Twenty. */
  count: number;
  objects: { object: string; reverse: number; keep: number; absent: number }[];
  /** The first of the kept, with the reason. */
  kept: { object: string; sourceKey: string; reason: string }[];
  /** Ids to remove, by object. */
  reverse: Map<TargetObject, string[]>;
}

/** Kept rows that a plan shows one by one. */
const SHOWN = 200;

/**
 * Decides what goes and what stays. What was edited since stays; what a staying row, or anybody else's row, points at
 * stays too, because removing it would change that row.
 */
export function planOf(survey: Survey): Plan {
  const keep = keptIds(survey);
  const reverse = new Map<TargetObject, string[]>();
  const kept: Plan["kept"] = [];
  const objects: Plan["objects"] = [];
  for (const object of TARGET_OBJECTS) {
    const there = [...survey.there.get(object) ?? []];
    const going = there.filter(([id]) => !keep.has(id)).map(([id]) => id).sort();
    reverse.set(object, going);
    for (const [id, { ours }] of there) {
      if (keep.has(id) && kept.length < SHOWN) {
        kept.push({ object: PLURAL[object], sourceKey: ours.sourceKey, reason: keep.get(id) ?? "" });
      }
    }
    const absent = survey.absent.get(object)?.length ?? 0;
    if (there.length + absent > 0) {
      objects.push({
        object: PLURAL[object],
        reverse: going.length,
        keep: there.length - going.length,
        absent,
      });
    }
  }
  const count = objects.reduce((n, o) => n + o.reverse, 0);
  return { hash: hashOf([[...reverse], [...keep]]), count, objects, kept, reverse };
}

function keptIds(survey: Survey): Map<string, string> {
  const ours = new Map([...survey.there.values()].flatMap((rows) => [...rows]));
  const keep = new Map<string, string>();
  for (const [id, { keep: why }] of ours) if (why) keep.set(id, why);
  const pointedAt = new Map<string | undefined, string[]>();
  for (const { from, to } of survey.pointers) {
    const known = pointedAt.get(from);
    if (known) known.push(to);
    else pointedAt.set(from, [to]);
  } // Grows while it is walked: what a kept row points at is kept, and so on.
  const queue: (string | undefined)[] = [undefined, ...keep.keys()];
  for (const from of queue) {
    for (const to of pointedAt.get(from) ?? []) {
      if (!ours.has(to) || keep.has(to)) continue;
      keep.set(to, from === undefined ? "somebody else's record refers to it" : "a kept record refers to it");
      queue.push(to);
    }
  }
  return keep;
}
