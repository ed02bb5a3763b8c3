import { z } from "zod";
import { LostAnswerError } from "../base/errors.ts";
import type { Twenty } from "./client.ts";
import type { Fields, Found, Json } from "./json.ts";
import type { FieldMeta } from "./metadata.ts";

/** Records a batch write and a page of a read hold at most (contracts/twenty a, b). */
export const BATCH = 200;

/** Bytes of a batch's JSON we allow ourselves: above 10 MB Twenty answers 500 (contracts/twenty j15). */
export const BATCH_BYTES = 8_000_000;

/** Live and soft-deleted: without a mention of deletedAt the deleted ones are left out (contracts/twenty a). */
const ALSO_DELETED = "or(deletedAt[is]:NULL,deletedAt[is]:NOT_NULL)";

const JsonValue: z.ZodType<Json> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(JsonValue),
    z.record(z.string(), JsonValue),
  ])
);
const FoundRecord = z.object({ id: z.string(), deletedAt: z.string().nullable(), updatedAt: z.string() })
  .catchall(JsonValue);
const ListAnswer = z.object({
  data: z.record(z.string(), z.array(FoundRecord)),
  totalCount: z.number(),
  pageInfo: z.object({ endCursor: z.string().nullable().optional(), hasNextPage: z.boolean() }),
});

const ChangedAnswer = z.object({ data: z.record(z.string(), z.array(z.unknown())) });

export interface ListPage {
  records: Found[];
  total: number;
  cursor: string | undefined;
}

/**
 * One page of an object's records, in the order of their ids.
 *
 * @param plural the object's plural name, e.g. `people`
 * @param filter REST filter; ids and dates only, its quoting is not safe for anything else (contracts/twenty a60)
 */
export async function listPage(
  twenty: Twenty,
  plural: string,
  options: { filter?: string; after?: string | undefined; limit?: number } = {},
): Promise<ListPage> {
  const query = new URLSearchParams({ limit: String(options.limit ?? BATCH) });
  if (options.filter) query.set("filter", options.filter);
  if (options.after) query.set("starting_after", options.after);
  const answer = parse(ListAnswer, await twenty.get(`${plural}?${query}`), `GET /rest/${plural}`);
  return {
    records: answer.data[plural] ?? [],
    total: answer.totalCount,
    cursor: answer.pageInfo.hasNextPage ? answer.pageInfo.endCursor ?? undefined : undefined,
  };
}

/**
 * Every record of an object, live and soft-deleted, page by page.
 *
 * @param plural the object's name in addresses: `people`
 * @param filter in the words of the REST API (contracts/twenty a)
 */
export const allRecords = (twenty: Twenty, plural: string, filter?: string): AsyncGenerator<Found[]> =>
  pagesOf(twenty, plural, filter ? `and(${filter},${ALSO_DELETED})` : ALSO_DELETED);

/** Live records of an object, page by page, unless the filter says otherwise. */
export async function* pagesOf(twenty: Twenty, plural: string, filter?: string): AsyncGenerator<Found[]> {
  let after: string | undefined;
  do {
    const page = await listPage(twenty, plural, { ...(filter ? { filter } : {}), after });
    yield page.records;
    after = page.cursor;
  } while (after);
}

const idIn = (ids: readonly string[], column = "id"): string =>
  `${column}[in]:[${ids.map((id) => `"${id}"`).join(",")}]`;

/**
 * The records with these ids that exist, soft-deleted ones too, by id. At most 200 ids.
 *
 * @param plural the object's name in addresses: `people`
 */
export async function readByIds(
  twenty: Twenty,
  plural: string,
  ids: readonly string[],
): Promise<Map<string, Found>> {
  if (ids.length === 0) return new Map();
  const filter = `and(${idIn(ids)},${ALSO_DELETED})`;
  const { records } = await listPage(twenty, plural, { filter });
  return new Map(records.map((r) => [r.id, r]));
}

/**
 * Creates up to 200 records with the ids they carry: all or none (contracts/twenty b).
 *
 * @throws {RefusedError} none was created. @throws {LostAnswerError} all or none were; read to know.
 */
export async function createBatch(twenty: Twenty, plural: string, records: readonly Fields[]): Promise<void> {
  await twenty.write("POST", `batch/${plural}`, records);
}

/**
 * Changes fields of one record, unconditionally.
 *
 * @param plural the object's name in addresses: `people`
 */
export async function patch(twenty: Twenty, plural: string, id: string, fields: Fields): Promise<void> {
  await twenty.write("PATCH", `${plural}/${id}`, fields);
}

/**
 * Changes a live record unless somebody changed it since it was read: one request, so that there is no time between
 * looking and writing. PATCH with a filter gives the records that it changed (contracts/twenty c63b); it reaches the trash too,
 * but who puts a record there changes its `updatedAt` (both observed on 2.19.0).
 *
 * @returns whether it was changed
 */
export async function patchUnchanged(
  twenty: Twenty,
  plural: string,
  { id, updatedAt }: Found,
  fields: Fields,
): Promise<boolean> {
  // Twenty keeps more digits than it shows.
  const justAfter = new Date(Date.parse(updatedAt) + 1).toISOString();
  const filter = `id[in]:["${id}"],updatedAt[lt]:"${justAfter}"`;
  const path = `${plural}?${new URLSearchParams({ filter })}`;
  const answer = parse(ChangedAnswer, await twenty.write("PATCH", path, fields), `PATCH /rest/${plural}`);
  return Object.values(answer.data).some((changed) => changed.length > 0);
}

/**
 * Puts one record into the trash.
 *
 * @param plural the object's name in addresses: `people`
 */
export async function softDelete(twenty: Twenty, plural: string, id: string): Promise<void> {
  await twenty.write("DELETE", `${plural}/${id}?soft_delete=true`);
}

/**
 * Removes records for good, live or soft-deleted. At most 200 ids.
 *
 * @param plural the object's name in addresses: `people`
 */
export const destroyByIds = (twenty: Twenty, plural: string, ids: readonly string[]): Promise<void> =>
  destroyReferring(twenty, plural, "id", ids);

/**
 * Removes for good the records that name one of these in a column; at most 200 ids, however many records.
 *
 * @param plural the object's name in addresses: `people`
 * @param column the column that holds the ids: `targetNoteId`
 */
export async function destroyReferring(
  twenty: Twenty,
  plural: string,
  column: string,
  ids: readonly string[],
): Promise<void> {
  const filter = idIn(ids, column);
  await twenty.write("DELETE", `${plural}?${new URLSearchParams({ filter })}`);
}

/** How many there are, live and soft-deleted. */
export async function countAllRecords(twenty: Twenty, plural: string): Promise<number> {
  return (await listPage(twenty, plural, { limit: 1, filter: ALSO_DELETED })).total;
}

/**
 * How many records, live and soft-deleted, hold a value of a select or multi-select; values are upper snake case.
 *
 * @param value an option's value, not its label
 */
export async function countHolding(
  twenty: Twenty,
  plural: string,
  field: Pick<FieldMeta, "name" | "type">,
  value: string,
): Promise<number> {
  const holds = field.type === "MULTI_SELECT"
    ? `${field.name}[containsAny]:[${value}]`
    : `${field.name}[eq]:${value}`;
  const filter = `${holds},${ALSO_DELETED}`;
  return (await listPage(twenty, plural, { filter, limit: 1 })).total;
}

/** Takes records out of the trash. At most 200 ids. The path by a single id is broken in 2.19 (contracts/twenty c17). */
export async function restoreByIds(twenty: Twenty, plural: string, ids: readonly string[]): Promise<void> {
  await twenty.write("PATCH", `restore/${plural}?${new URLSearchParams({ filter: idIn(ids) })}`, {});
}

export async function countRecords(twenty: Twenty, plural: string): Promise<number> {
  return (await listPage(twenty, plural, { limit: 1 })).total;
}

/** An answer of another shape than the contract's is no answer. */
function parse<T>(schema: z.ZodType<T>, answer: unknown, where: string): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new LostAnswerError(where, "the answer has not the shape of Twenty's REST API");
}

const Member = z.object({
  id: z.string(),
  userEmail: z.string().nullish(),
  name: z.object({ firstName: z.string().nullish(), lastName: z.string().nullish() }).nullish(),
}).transform(({ id, userEmail, name }) => ({
  id,
  firstName: name?.firstName ?? "",
  lastName: name?.lastName ?? "",
  email: userEmail ?? "",
}));
export type Member = z.infer<typeof Member>;

const MembersAnswer = z.object({ data: z.object({ workspaceMembers: z.array(Member) }) });

/** People who can sign in to the workspace and therefore own records (contracts/twenty i). At most 200. */
export async function readMembers(twenty: Twenty): Promise<Member[]> {
  return MembersAnswer.parse(await twenty.get("workspaceMembers?limit=200")).data.workspaceMembers;
}
