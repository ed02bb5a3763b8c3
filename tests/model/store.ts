import type { Dump, Kept } from "./ground.ts";

/** One record of the target's store with its object. */
export interface Stored {
  plural: string;
  row: Kept;
}

/** Records that the migration's key made: everything else is somebody else's. */
export const ours = (dump: Dump): Stored[] => all(dump).filter(({ row }) => isOurs(row));

export const foreign = (dump: Dump): Stored[] => all(dump).filter(({ row }) => !isOurs(row));

export function all({ records }: Dump): Stored[] {
  return Object.entries(records).flatMap(([plural, rows]) => rows.map((row) => ({ plural, row })));
}

export function isOurs({ createdBy }: Kept): boolean {
  return (createdBy as { source?: string } | null)?.source === "API";
}

/** The source row that a record of ours came from, as far as it says: a link says it by its note. */
export function keyOf(dump: Dump, { plural, row }: Stored): string | undefined {
  if (typeof row["practiceHubId"] === "string" && row["practiceHubId"] !== "") return row["practiceHubId"];
  if (plural !== "noteTargets") return undefined;
  const note = dump.records["notes"]?.find(({ id }) => id === row["noteId"]);
  return note ? keyOf(dump, { plural: "notes", row: note }) : undefined;
}

/** Every id that a row refers to. */
export function pointers(row: Kept): string[] {
  return Object.entries(row).flatMap(([column, value]) =>
    /Id$/.test(column) && typeof value === "string" && column !== "practiceHubId" ? [value] : []
  );
}

/** What a row holds, without what is empty: a field that was made or taken back changes nothing. */
export function contentOf(row: Kept): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === "" || value === false) return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && Object.values(value).every(isEmpty);
}
