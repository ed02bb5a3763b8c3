/** A value as Twenty's REST API takes and gives it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type Fields = Record<string, Json>;

/** A record as read: always an id, and `deletedAt` set where it is soft-deleted. */
export type Found = Fields & { id: string; deletedAt: string | null; updatedAt: string };
