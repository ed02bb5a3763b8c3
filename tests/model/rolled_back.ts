import { assertEquals } from "@std/assert";
import { type Ran, told } from "../support/stage.ts";
import type { Dump, Ground } from "./ground.ts";
import { peoplesWorkStands } from "./invariants/always.ts";
import type { Model } from "./model.ts";
import { all, isOurs, ours, pointers } from "./store.ts";

/** After a rollback only what people worked on, or refer to, is left of us. One that was cut off proves less. */
export async function rolledBack(
  model: Model,
  ground: Ground,
  before: Dump,
  ran: Ran | undefined,
): Promise<void> {
  const after = await ground.dump();
  const left = new Set(ours(after).map(({ row }) => row.id));
  forgetWhatIsGone(model, left);
  if (!ran) return;
  assertEquals(ran.code, 0, told(ran));
  model.complete = false;
  const must = reaching(before, new Set(model.edits.keys()));
  const may = reaching(before, new Set(model.touched.keys()));
  // What was decided over people's work is given back: from here on nothing is.
  for (const edit of model.edits.values()) [edit.ruled, edit.mayGo] = [new Set(), false];
  peoplesWorkStands(model, after);
  assertEquals([...must].filter((id) => !left.has(id)), [], "what has to stay was removed");
  assertEquals([...left].filter((id) => !may.has(id)), [], "what nobody worked on was left");
  if (left.size > 0) return;
  await addressesAreFree(model, ground, after);
  for (const id of [...model.touched.keys()]) model.touched.delete(id);
}

/** What a rollback has removed may be made again. */
function forgetWhatIsGone(model: Model, left: ReadonlySet<string>): void {
  for (const id of [...model.removed.keys()]) if (!left.has(id)) model.removed.delete(id);
}

/** Our records that somebody edited or that somebody's own record refers to, and all that these refer to. */
function reaching(dump: Dump, edited: ReadonlySet<string>): Set<string> {
  const mine = new Map(ours(dump).map(({ row }) => [row.id, row]));
  const kept = new Set<string>();
  const queue = [
    ...[...edited].filter((id) => mine.has(id)),
    ...all(dump).filter(({ row }) => !isOurs(row)).flatMap(({ row }) => pointers(row)),
  ];
  for (const id of queue) {
    const row = mine.get(id);
    if (!row || kept.has(id)) continue;
    kept.add(id);
    queue.push(...pointers(row));
  }
  return kept;
}

/** Somebody may now have each patient's address. */
async function addressesAreFree(model: Model, { simulators }: Ground, after: Dump): Promise<void> {
  const emails = new Set(model.rowsOf("patients").flatMap(({ email }) => email ? [String(email)] : []));
  const held = JSON.stringify(after.records["people"]);
  for (const email of emails) {
    if (held.includes(email)) continue;
    const { id } = await simulators.person("POST", "people", { emails: { primaryEmail: email } });
    await simulators.person("DELETE", `people/${id}?hard=true`);
  }
}
