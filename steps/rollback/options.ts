import { retry, untilAnswered } from "../base/retry.ts";
import type { Kit } from "../runbook/kit.ts";
import { many } from "../base/words.ts";
import type { MadeSchema } from "../load/made_schema.ts";
import { type FieldMeta, fieldNamed, objectNamed, readObjects, setOptions } from "../twenty/metadata.ts";
import { countHolding } from "../twenty/records.ts";

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
