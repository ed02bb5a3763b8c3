import type { Take } from "../../db/tables.ts";
import type { Moment } from "../ui/times.ts";

/** Records that people edited in Twenty where we want to write, and whose values they are to have. */
export interface ConflictsModel {
  /** Another one as soon as any of them, or what was decided about it, is another. */
  version: string;
  /** The cell that shows them. */
  cell: string;
  undecided: number;
  /** Undecided ones in which PracticeHub's values may be taken. */
  takeable: number;
  /** A hash of both sides of each of those, which a decision about all of them is bound to. */
  shown: { undecided: string; takeable: string };
  decided: number;
  rows: ConflictRow[];
  offset: number;
  pageSize: number;
  mayPress: boolean;
}

export interface ConflictRow {
  id: string;
  object: string;
  sourceKey: string;
  reason: string;
  /** JSON values per field that differs. */
  fields: { field: string; wanted: string; found: string }[];
  /** PracticeHub's values may be chosen. */
  takeable: boolean;
  decision?: { take: Take; who: string; at: Moment };
}
