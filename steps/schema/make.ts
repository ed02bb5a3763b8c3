import { latestEffects } from "../../db/effects.ts";
import { openOptions } from "../../db/schema_effects.ts";
import { hashOf } from "../../db/hash.ts";
import { RefusedError } from "../base/errors.ts";
import { retry, untilAnswered } from "../base/retry.ts";
import { targetId } from "../base/identity.ts";
import type { Kit } from "../runbook/kit.ts";
import { closeEffect, openEffect, refusalOf } from "../load/effect.ts";
import {
  createField,
  createObject,
  fieldNamed,
  type FieldSpec,
  type ObjectMeta,
  objectNamed,
  type ObjectSpec,
  readObjects,
  setOptions,
} from "../twenty/metadata.ts";
import { WORDS } from "../load/words.ts";
import { madeBy, type MadeSchema } from "../load/made_schema.ts";
import type { WantedField } from "./wanted_schema.ts";

/** Makes an object where the workspace has none of that name. */
export async function ensureObject(
  kit: Kit,
  spec: ObjectSpec,
  objects: readonly ObjectMeta[],
): Promise<void> {
  await ensure(kit, `object ${spec.nameSingular}`, { object: spec.nameSingular }, spec, {
    find: (now) => objectNamed(now, spec.nameSingular)?.id,
    make: () => createObject(kit.target, spec),
    now: objects,
  });
}

/** Makes a field where its object has none of that name. */
export async function ensureField(
  kit: Kit,
  wanted: WantedField,
  objects: readonly ObjectMeta[],
): Promise<void> {
  const { object, spec } = wanted;
  await ensure(kit, `field ${object}.${spec.name}`, { object, field: spec.name }, spec, {
    find: (now) => fieldNamed(objectNamed(now, object), spec.name)?.id,
    make: () => {
      const to = spec.relation ? objectNamed(objects, spec.relation.to)?.id : undefined;
      return createField(kit.target, objectNamed(objects, object)?.id ?? "", spec, to);
    },
    now: objects,
  });
  await addOptions(kit, wanted, objects);
}

/**
 * Gives a field the options that the value map needs and that it has not, whoever made the field. Every existing option
 * is sent along with its id: without ids Twenty empties the column (contracts/twenty e).
 */
async function addOptions(
  kit: Kit,
  { object, spec }: WantedField,
  objects: readonly ObjectMeta[],
): Promise<void> {
  const field = fieldNamed(objectNamed(objects, object), spec.name);
  if (!field || !spec.options) return;
  const have = new Set(field.options.map((o) => o.value));
  await settleOptions(kit, `options ${object}.${spec.name} `, field.id, have);
  const missing = spec.options.filter((o) => !have.has(o.value));
  if (missing.length === 0 || field.type !== spec.type) return;
  const start = Math.max(-1, ...field.options.map((o) => o.position)) + 1;
  const options = [...field.options, ...missing.map((option, i) => ({ ...option, position: start + i }))];
  const values = missing.map((o) => o.value);
  const key = `options ${object}.${spec.name} ${hashOf(values).slice(0, 12)}`;
  await ensure(kit, key, { object, field: spec.name, options: values }, { ...spec, options }, {
    find: (now) => {
      const there = fieldNamed(objectNamed(now, object), spec.name);
      return values.every((v) => there?.options.some((o) => o.value === v)) ? there?.id : undefined;
    },
    make: async () => {
      await setOptions(kit.target, field.id, options);
      return field.id;
    },
    now: objects,
  });
}

/** Options whose answer was lost and that are there are ours: nothing is missing then, so nothing else would say so. */
async function settleOptions(
  kit: Kit,
  key: string,
  metadataId: string,
  have: ReadonlySet<string>,
): Promise<void> {
  for (const effect of await openOptions(kit.ledger, key)) {
    const made = madeBy(effect);
    if (!made.options?.length || !made.options.every((value) => have.has(value))) continue;
    await closeEffect(kit, effect, "confirmed", {
      written: JSON.stringify({ ...made, metadataId }),
      ...FOUND,
    });
  }
}

const FOUND = { code: "found", reason: WORDS.found } as const;

interface Ways {
  /** The metadata id of what is wanted, where it exists. */
  find(objects: readonly ObjectMeta[]): string | undefined;
  make(): Promise<string>;
  now: readonly ObjectMeta[];
}

/**
 * One effect: what exists is left alone, and is ours only if our own effect was under way. A lost answer is settled
 * by reading the metadata, never by making it again.
 */
async function ensure(
  kit: Kit,
  key: string,
  made: Omit<MadeSchema, "metadataId">,
  spec: ObjectSpec | FieldSpec,
  ways: Ways,
): Promise<void> {
  const id = await targetId(kit.migration, "schema", "schema", key);
  const last = (await latestEffects(kit.ledger, [id])).get(id);
  const open = last?.state === "sent" || last?.state === "planned";
  const existing = ways.find(ways.now);
  if (existing) {
    if (open && last) {
      await closeEffect(kit, last, "confirmed", {
        written: JSON.stringify({ ...made, metadataId: existing }),
        ...FOUND,
      });
    }
    return;
  }
  const effect = open && last ? last : await openEffect(kit, {
    kind: "schema",
    object: "schema",
    target_id: id,
    source_key: key,
    payload: JSON.stringify(spec),
    payload_hash: hashOf(spec),
    // Known before the answer: should that be lost, rollback must not take somebody's field for ours.
    written: JSON.stringify({ ...made, metadataId: "" }),
  });
  try {
    const metadataId = await makeOnce(kit, ways);
    await closeEffect(kit, effect, "confirmed", { written: JSON.stringify({ ...made, metadataId }) });
  } catch (error) {
    if (error instanceof RefusedError) await closeEffect(kit, effect, "failed", refusalOf(error));
    throw error;
  }
  await kit.log.write({ kind: "schema", object: made.object, message: `made ${key}` });
}

function makeOnce(kit: Kit, ways: Ways): Promise<string> {
  return retry(kit, untilAnswered(2), ways.make, async () => {
    const found = ways.find(await readObjects(kit.target));
    return found === undefined ? undefined : { done: found };
  });
}
