import { knownTargets } from "../../db/effects.ts";
import { insertPointers, moveRows, pointedAt } from "../../db/rollback_rows.ts";
import type { RollbackCode, RollbackPointerTable } from "../../db/tables.ts";
import { ROLLBACK_WORDS } from "../load/words.ts";
import type { Kit } from "../runbook/kit.ts";
import type { Found } from "../twenty/json.ts";
import { type ObjectMeta, objectNamed } from "../twenty/metadata.ts";
import { allRecords, BATCH, readByIds } from "../twenty/records.ts";
import { pluralOf, TARGET_OBJECTS, type TargetObject } from "../mapping/objects.ts";

const WRITTEN: ReadonlySet<string> = new Set(TARGET_OBJECTS);
/** Its rows the server makes itself, one for each change; they go with the record (contracts/twenty l). */
const TIMELINE = "timelineActivity";
/** Ids that one look-up and one insert take. */
const AT_ONCE = 500;

/** Notes which records of ours these rows point at. `ours`: they are ours and stay; else they are somebody else's. */
export async function notePointers(
  kit: Kit,
  meta: ObjectMeta,
  rows: readonly Found[],
  ours: boolean,
): Promise<void> {
  const columns = referencesToOurs(meta);
  const pointers = rows.flatMap((found) =>
    columns.flatMap((column): RollbackPointerTable[] => {
      const to = found[column];
      return typeof to === "string" ? [{ run_id: kit.run, from_id: ours ? found.id : "", to_id: to }] : [];
    })
  );
  for (let i = 0; i < pointers.length; i += AT_ONCE) {
    const some = pointers.slice(i, i + AT_ONCE);
    const there = await knownTargets(kit.ledger, some.map((p) => p.to_id));
    const relevant = some.filter((p) => there.has(p.to_id));
    if (relevant.length > 0) {
      await kit.ledger.commit({ writes: [insertPointers(kit.ledger, relevant)] });
    }
  }
}

/** Tasks, messages, events and custom objects of the workspace that point at records of ours. */
export async function notePointersOfOthers(kit: Kit, objects: readonly ObjectMeta[]): Promise<void> {
  for (const meta of objects) {
    if (WRITTEN.has(meta.nameSingular) || meta.nameSingular === TIMELINE || !meta.isActive) continue;
    const columns = referencesToOurs(meta);
    if (columns.length === 0) continue;
    const filters = columns.map((c) => `${c}[is]:NOT_NULL`);
    const filter = filters.length === 1 ? filters[0] : `or(${filters.join(",")})`;
    for await (const page of allRecords(kit.target, meta.namePlural, filter)) {
      await notePointers(kit, meta, page, false);
    }
  }
}

/** The column by which rows of the timeline name a record of this object. */
export const timelineColumn = (objects: readonly ObjectMeta[], object: TargetObject): string | undefined =>
  objectNamed(objects, TIMELINE)?.fields.flatMap((f) => f.references).find((r) => r.to === object)?.column;

const referencesToOurs = (meta: ObjectMeta): string[] =>
  meta.fields.flatMap((f) => f.references).filter((r) => WRITTEN.has(r.to)).map((r) => r.column);

/**
 * Keeps what rows that stay point at, and what that points at, and so on: removing it would change them. Ends because
 * every round keeps rows that were to go.
 */
export async function keepPointedAt(kit: Kit, objects: readonly ObjectMeta[]): Promise<void> {
  while (true) {
    const found = await pointedAt(kit.ledger, kit.run, BATCH);
    if (found.length === 0) return;
    const ids = (byOthers: boolean) =>
      found.filter((f) => (f.byOthers === 1) === byOthers).map((f) => f.target_id);
    await kit.ledger.commit({
      writes: [
        moveRows(kit.ledger, kit.run, ids(true), kept("referred-to")),
        moveRows(kit.ledger, kit.run, ids(false), kept("referred-to-by-kept")),
      ],
    });
    for (const object of new Set(found.map((f) => f.object))) {
      const meta = objectNamed(objects, object);
      if (!meta) continue;
      const these = found.filter((f) => f.object === object).map((f) => f.target_id);
      const records = await readByIds(kit.target, pluralOf(object), these);
      await notePointers(kit, meta, [...records.values()], true);
    }
  }
}

const kept = (code: RollbackCode) => ({ bucket: "keep", code, reason: ROLLBACK_WORDS[code] } as const);
