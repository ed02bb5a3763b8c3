import type { Settings } from "../../base/settings.ts";
import type { Landed, Wanted } from "../wanted.ts";

/**
 * A record that the source no longer gives goes as a row that is gone goes, by the chosen policy.
 *
 * @param remove puts records into the trash, or says what doing so would come to
 */
export async function removeStanding<L extends Landed>(
  landed: readonly L[],
  gonePolicy: Settings["gonePolicy"],
  remove: (wanted: Wanted[]) => Promise<L[]>,
): Promise<L[]> {
  const standing = landed.filter((l) => l.standing);
  if (standing.length === 0 || gonePolicy !== "soft-delete") return [...landed];
  const removed = new Map((await remove(standing.map((l) => l.wanted))).map((l) => [l.wanted.id, l]));
  return landed.map((l) => removed.get(l.wanted.id) ?? l);
}
