import { latestEffects, moveEffects } from "../../db/effects.ts";
import type { Ledger } from "../../db/ledger.ts";
import { schemaMade } from "../../db/schema_effects.ts";
import { LostAnswerError, RefusedError } from "../base/errors.ts";
import { retry, untilAnswered } from "../base/retry.ts";
import { many } from "../base/words.ts";
import { instant } from "../base/world.ts";
import { madeBy, type MadeSchema } from "../load/made_schema.ts";
import { WORDS } from "../load/words.ts";
import { isIdentified, pluralOf, TARGET_OBJECTS } from "../mapping/objects.ts";
import type { OwnFields } from "./survey.ts";
import type { Kit } from "../runbook/kit.ts";
import {
  deleteField,
  deleteObject,
  type FieldMeta,
  fieldNamed,
  type ObjectMeta,
  objectNamed,
  readObjects,
  setOptions,
} from "../twenty/metadata.ts";
import { countAllRecords, countHolding } from "../twenty/records.ts";

interface SchemaEffect extends MadeSchema {
  targetId: string;
  key: string;
}

/**
 * Objects and fields that this migration made and has not taken back, newest first; those too whose answer was lost
 * and never settled: their names were free when they were asked for.
 */
export async function madeSchema(ledger: Ledger): Promise<SchemaEffect[]> {
  return (await schemaMade(ledger)).map((effect) => ({
    ...madeBy(effect),
    targetId: effect.target_id,
    key: effect.source_key,
  }));
}

/** Names of fields and of their columns that this migration made, by object. */
export function ownFields(made: readonly MadeSchema[], objects: readonly ObjectMeta[]): OwnFields {
  const own = new Map<string, Set<string>>();
  for (const { object, field, options } of made) {
    // Options were added to somebody else's field: what their rows hold in it stays theirs.
    if (!field || options) continue;
    const meta = objectNamed(objects, object)?.fields.find((f) => f.name === field);
    const names = [field, ...meta?.references.map((r) => r.column) ?? []];
    own.set(object, new Set([...own.get(object) ?? [], ...names]));
  }
  // Every object that links to anything gets a column on link tables for each custom object.
  const columns = made.filter((m) => !m.field).map((m) =>
    `target${m.object.charAt(0).toUpperCase()}${m.object.slice(1)}Id`
  );
  if (columns.length > 0) {
    for (const table of TARGET_OBJECTS.filter((object) => !isIdentified(object))) {
      own.set(table, new Set(columns));
    }
  }
  return own;
}

export interface SchemaTakenBack {
  removed: string[];
  kept: { key: string; reason: string }[];
}

/**
 * Takes back fields and the object that this migration made, unless rows that stay hold something in them.
 *
 * @param used `object.field` in which a row that is still there holds a value
 */
export async function takeBackSchema(kit: Kit, used: ReadonlySet<string>): Promise<SchemaTakenBack> {
  const result: SchemaTakenBack = { removed: [], kept: [] };
  const objects = await readObjects(kit.target);
  const all = await madeSchema(kit.ledger);
  for (const made of all) {
    const metadataId = idOf(made, objects);
    const others = made.options && !all.some((m) => m.key === `field ${made.object}.${made.field}`);
    const reason = !metadataId
      ? undefined
      : others
      ? await takeBackOptions(kit, made)
      : await whyKeep(kit, made, used);
    if (reason) {
      result.kept.push({ key: made.key, reason });
      continue;
    }
    if (metadataId && !others) await remove(kit, { ...made, metadataId });
    const effects = [...(await latestEffects(kit.ledger, [made.targetId])).values()];
    const moves = effects.map(({ id }) => ({ id, state: "reverted" as const, change: REVERTED }));
    await kit.ledger.commit({
      ...await moveEffects(kit.ledger, moves, { run: kit.run, at: instant(kit.world) }),
      events: [kit.log.entry({ kind: "schema", object: made.object, message: `removed ${made.key}` })],
    });
    result.removed.push(made.key);
  }
  return result;
}

const REVERTED = { code: "reverted", reason: WORDS.reverted } as const;

async function whyKeep(kit: Kit, made: SchemaEffect, used: ReadonlySet<string>): Promise<string | undefined> {
  if (made.field) {
    return used.has(`${made.object}.${made.field}`) ? "rows that stay hold values in it" : undefined;
  }
  const rows = await countAllRecords(kit.target, pluralOf(made.object) ?? `${made.object}s`);
  return rows > 0 ? `${many(rows, "row that stays is", "rows that stay are")} in it` : undefined;
}

async function remove(kit: Kit, made: SchemaEffect): Promise<void> {
  if (made.options) return; // They go with their field, which is next.
  try {
    await (made.field ? deleteField(kit.target, made.metadataId) : deleteObject(kit.target, made.metadataId));
  } catch (error) {
    if (!(error instanceof LostAnswerError) && !(error instanceof RefusedError)) throw error;
    if (await isThere(kit, made)) throw error;
  }
}

async function isThere(kit: Kit, made: MadeSchema): Promise<boolean> {
  return idOf(made, await readObjects(kit.target)) !== undefined;
}

/** The id under which it is in the workspace, or undefined where it is not there (any more). */
function idOf(made: MadeSchema, objects: readonly ObjectMeta[]): string | undefined {
  const object = objectNamed(objects, made.object);
  const id = made.field ? object?.fields.find((f) => f.name === made.field)?.id : object?.id;
  return made.metadataId === "" || made.metadataId === id ? id : undefined;
}

/**
 * Takes options that we added to somebody else's field out again, all others sent along with their ids; an option that
 * a row still holds stays, because dropping it would empty that row (contracts/twenty e72).
 *
 * @returns why something of it stays, or undefined where nothing does
 */
export async function takeBackOptions(kit: Kit, made: MadeSchema): Promise<string | undefined> {
  const object = objectNamed(await readObjects(kit.target), made.object);
  const field = fieldNamed(object, made.field ?? "");
  const ours = new Set(made.options);
  const there = field?.options.filter((o) => ours.has(o.value)) ?? [];
  if (!object || !field || there.length === 0) return undefined;
  const used = new Set<string>();
  for (const { value } of there) {
    if (await countHolding(kit.target, object.namePlural, field, value) > 0) used.add(value);
  }
  if (used.size < there.length) await dropOptions(kit, field, there.filter((o) => !used.has(o.value)));
  return used.size === 0 ? undefined : `rows that stay hold ${many(used.size, "option")} of it`;
}

async function dropOptions(kit: Kit, field: FieldMeta, options: FieldMeta["options"]): Promise<void> {
  const drop = new Set(options.map((o) => o.value));
  const rest = field.options.filter((o) => !drop.has(o.value));
  // The same list twice is the same list.
  await retry(kit, untilAnswered(2), () => setOptions(kit.target, field.id, rest));
}
