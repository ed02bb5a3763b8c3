import type { Fields } from "../../db/stored.ts";

export type { Fields, Json } from "../../db/stored.ts";

/** A record as read: always an id, and `deletedAt` set where it is soft-deleted. */
export type Found = Fields & { id: string; deletedAt: string | null; updatedAt: string };
