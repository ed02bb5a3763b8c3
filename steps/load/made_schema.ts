import { z } from "zod";
import type { Effect } from "../../db/effects.ts";
import { hashOf } from "../../db/hash.ts";
import type { Ledger } from "../../db/ledger.ts";
import { type SchemaEffect, schemaMadeSince, schemaRevertedSince } from "../../db/schema_effects.ts";
import { fieldsIn } from "../../db/stored.ts";
import { isOpen } from "./decide.ts";
import type { Fields } from "../twenty/json.ts";

/** How an effect of kind `schema` remembers what it made. */
const Made = z.object({
  object: z.string(),
  field: z.string().optional(),
  /** Values of options that were added to a field that was there. */
  options: z.array(z.string()).optional(),
  /** Twenty's id of the object or field. */
  metadataId: z.string(),
});
export type MadeSchema = z.infer<typeof Made>;

/** What an effect made or was to make. */
export const madeBy = ({ source_key, written }: Pick<SchemaEffect, "source_key" | "written">): MadeSchema =>
  Made.parse({ ...namedBy(source_key), ...fieldsIn(written) });

/** `field person.sex` names what an effect meant to make; options were added to a field that may be somebody else's. */
function namedBy(key: string): MadeSchema {
  const [what, name = ""] = key.split(" ");
  const [object = "", field] = name.split(".");
  return {
    object,
    ...(field ? { field } : {}),
    ...(what === "options" ? { options: [] } : {}),
    metadataId: "",
  };
}

/** Objects, fields and options that runs after this one took back out of Twenty, and that were not made again. */
export async function takenBackSince(ledger: Ledger, run: number): Promise<MadeSchema[]> {
  return (await schemaRevertedSince(ledger, run)).map(madeBy);
}

/** A field or an object that this migration made, and the effect that made it last. */
interface MadeLater {
  object: string;
  field: string | undefined;
  effect: number;
}

/**
 * What these effects wrote, less what went when somebody deleted a field or an object in the target and the schema cell
 * made it again: that values are not there any more is nobody's edit, so they are written once more.
 *
 * @returns effects by target id; one whose object was made again is left out, because its record went with it
 */
export async function lessRecreated(
  ledger: Ledger,
  effects: ReadonlyMap<string, Effect>,
): Promise<Map<string, Effect>> {
  if (effects.size === 0) return new Map();
  const oldest = Math.min(...[...effects.values()].map((e) => e.id));
  const made = await madeSince(ledger, oldest);
  if (made.length === 0) return new Map(effects);
  return new Map(
    [...effects].flatMap(([id, effect]): [string, Effect][] => {
      const later = made.filter((m) => m.effect > effect.id);
      const gone = later.some((m) => m.field === undefined && m.object === effect.object);
      return gone && !isOpen(effect) ? [] : [[id, less(effect, later)]];
    }),
  );
}

/** Fields and objects that were made after an effect; few, and mostly none. */
async function madeSince(ledger: Ledger, effect: number): Promise<MadeLater[]> {
  return (await schemaMadeSince(ledger, effect)).map((made) => {
    const { object, field } = madeBy(made);
    return { object, field, effect: made.id };
  });
}

function less(effect: Effect, made: readonly MadeLater[]): Effect {
  const written = without(fieldsIn(effect.written), effect.object, made);
  if (!written) return effect;
  const prior = effect.prior === null ? null : fieldsIn(effect.prior);
  return {
    ...effect,
    written: JSON.stringify(written),
    // What was sent and not settled is carried on as it was meant.
    payload_hash: isOpen(effect) ? effect.payload_hash : hashOf(written),
    prior: prior && JSON.stringify(without(prior, effect.object, made) ?? prior),
  };
}

/** The rest of the fields, or undefined where all are still there. */
function without(fields: Fields, object: string, made: readonly MadeLater[]): Fields | undefined {
  const gone = new Set(
    made.flatMap((m) =>
      m.field === undefined ? [linkTo(m.object)] : m.object === object ? [m.field, `${m.field}Id`] : []
    ),
  );
  const rest = Object.entries(fields).filter(([name]) => !gone.has(name));
  return rest.length === Object.keys(fields).length ? undefined : Object.fromEntries(rest);
}

/** The column of link tables that leads to an object of ours (contracts/twenty f). */
const linkTo = (object: string): string => `target${object.charAt(0).toUpperCase()}${object.slice(1)}Id`;
