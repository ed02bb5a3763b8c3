import { editedSince } from "../engine/edited_since.ts";
import type { Kit } from "../engine/kit.ts";
import { PLURAL, TARGET_OBJECTS, type TargetObject } from "../mapping/vocabulary.ts";
import { isEmpty, recordHash } from "../twenty/compare.ts";
import type { Found } from "../twenty/json.ts";
import { type ObjectMeta, objectNamed } from "../twenty/metadata.ts";
import { allRecords } from "../twenty/records.ts";
import { Checksum } from "./checksum.ts";
import { type Ours, oursOf } from "./ours.ts";

/** Fields and columns that this migration made, by object: they are left out when other people's rows are compared. */
export type OwnFields = ReadonlyMap<string, ReadonlySet<string>>;

/** Everything that is in the objects we wrote to, as a rollback needs to know it. */
export interface Survey {
  /** Ours that are there: why each has to stay, or undefined where it can go. */
  there: Map<TargetObject, Map<string, { ours: Ours; keep: string | undefined }>>;
  /** Ours that are not there any more. */
  absent: Map<TargetObject, Ours[]>;
  /** Ids that rows of ours or of others point at, by the id of the row that points; `undefined` where it is not ours. */
  pointers: { from: string | undefined; to: string }[];
  /** One number for everyone else's rows. */
  foreign: string;
  foreignRows: number;
  /** Own fields, as `object.field`, that rows which are not ours hold a value in. */
  usedByOthers: Set<string>;
}

/** Reads every object that we wrote to from end to end, live and soft-deleted. */
export async function survey(kit: Kit, objects: readonly ObjectMeta[], own: OwnFields): Promise<Survey> {
  const result: Survey = {
    there: new Map(),
    absent: new Map(),
    pointers: [],
    foreign: "",
    foreignRows: 0,
    usedByOthers: new Set(),
  };
  const checksum = new Checksum();
  for (const object of TARGET_OBJECTS) {
    const meta = objectNamed(objects, object);
    if (!meta) continue;
    const ours = await oursOf(kit.ledger, object);
    const there = new Map<string, { ours: Ours; keep: string | undefined }>();
    result.there.set(object, there);
    for await (const page of allRecords(kit.target, PLURAL[object])) {
      for (const found of page) {
        const mine = ours.get(found.id);
        if (mine) there.set(found.id, { ours: mine, keep: editedSince(mine, found) });
        else addForeign(result, checksum, meta, own.get(object) ?? NONE, found);
        point(result, meta, found, mine ? found.id : undefined);
      }
    }
    result.absent.set(object, [...ours.values()].filter((o) => !there.has(o.targetId)));
  }
  await pointersOfOthers(kit, objects, result);
  result.foreign = checksum.hex;
  return result;
}

const NONE: ReadonlySet<string> = new Set();

function addForeign(
  result: Survey,
  checksum: Checksum,
  meta: ObjectMeta,
  own: ReadonlySet<string>,
  found: Found,
): void {
  result.foreignRows++;
  checksum.add(`${meta.nameSingular} ${found.id} ${recordHash(found, own)}`);
  for (const field of own) {
    const value = found[field];
    if (!isEmpty(value) && value !== false) result.usedByOthers.add(`${meta.nameSingular}.${field}`);
  }
}

function point(result: Survey, meta: ObjectMeta, found: Found, from: string | undefined): void {
  for (const { column } of meta.fields.flatMap((f) => f.references)) {
    const to = found[column];
    if (typeof to === "string") result.pointers.push({ from, to });
  }
}

/** Made by the server itself, one for each change, and removed with the record (twenty/CONTRACT l). */
const SERVER_MADE: ReadonlySet<string> = new Set(["timelineActivity"]);

/** Tasks, messages, events and custom objects of the workspace that point at objects we wrote to. */
async function pointersOfOthers(kit: Kit, objects: readonly ObjectMeta[], result: Survey): Promise<void> {
  const written = new Set<string>(TARGET_OBJECTS);
  for (const meta of objects) {
    if (written.has(meta.nameSingular) || SERVER_MADE.has(meta.nameSingular) || !meta.isActive) continue;
    const columns = meta.fields.flatMap((f) => f.references).filter((r) => written.has(r.to)).map((r) =>
      r.column
    );
    if (columns.length === 0) continue;
    const filters = columns.map((c) => `${c}[is]:NOT_NULL`);
    const filter = filters.length === 1 ? filters[0] : `or(${filters.join(",")})`;
    for await (const page of allRecords(kit.target, meta.namePlural, filter)) {
      for (const found of page) point(result, meta, found, undefined);
    }
  }
}
