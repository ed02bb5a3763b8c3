import type { Practice, Resource, Row } from "../../fixtures/practice/practice.ts";
import { CLINIC } from "./clinic.ts";

/** A change in the source that no run has been seen to bring over. */
export interface Change {
  resource: Resource;
  /** Epoch ms. */
  at: number;
  /** A deletion, or a change of a row without a time of change, shows only when everything is walked. */
  kind: "dated" | "undated" | "deletion";
}

/** What a person typed into a record. */
export interface Edit {
  plural: string;
  id: string;
  fields: Record<string, unknown>;
  /** Of these fields PracticeHub's values may be written, until a rollback. */
  ruled: Set<string>;
  /** It may go to the trash, as its source row went. */
  mayGo: boolean;
}

/** What is true whatever the program says: the rows of the source, and what people did in the target. */
export class Model {
  /** Rows that are there, by `resource/id`. */
  readonly rows = new Map<string, Row>();
  /** Deleted rows, which may come back. */
  readonly deleted = new Map<string, Row>();
  /** Every version of every row there has been. */
  readonly history: { key: string; row: Row }[] = [];
  /** What no run has brought over yet. */
  pending: Change[] = [];

  /** Fields of our records that people changed, by record. */
  readonly edits = new Map<string, Edit>();
  /** Records of ours that people put in the trash, or destroyed, by themselves or along with others. */
  readonly removed = new Map<string, "trashed" | "destroyed">();
  /** Our records that people had their hands on, one way or another, each with its source row. */
  readonly touched = new Map<string, string>();
  /** Addresses that other people's records have held. */
  readonly foreignEmails = new Set<string>();

  /** Something may be in the target because of us. */
  moved = false;
  /** Whether objects and fields are there. */
  prepared = false;
  /** Whether a full run came to its end and stands; undefined where what was cut off may have undone it. */
  complete: boolean | undefined = false;
  /** When an extract began that has not come to its end, epoch ms: cut off, it goes on where it was. */
  walkBegan: number | undefined;
  /** Nothing has happened since a run that read and compared everything. */
  settled = false;
  /** Something reached the ledger, so that there is evidence. */
  begun = false;
  /** Makes every value that is typed another one. */
  #typed = 0;

  constructor() {
    for (const [resource, rows] of Object.entries(CLINIC)) {
      for (const row of rows) this.#keep(`${resource}/${row.id}`, row);
    }
  }

  get next(): number {
    return ++this.#typed;
  }

  rowsOf(resource: Resource): Row[] {
    return [...this.rows].filter(([key]) => key.startsWith(`${resource}/`)).map(([, row]) => row)
      .sort((a, b) => a.id - b.id);
  }

  practice(): Practice {
    return Object.fromEntries(
      Object.keys(CLINIC).map((resource) => [resource, this.rowsOf(resource as Resource)]),
    );
  }

  put(resource: Resource, row: Row, change: Change): void {
    this.#keep(`${resource}/${row.id}`, row);
    this.deleted.delete(`${resource}/${row.id}`);
    this.#changed(change);
  }

  drop(resource: Resource, row: Row, change: Change): void {
    this.rows.delete(`${resource}/${row.id}`);
    this.deleted.set(`${resource}/${row.id}`, row);
    this.#changed(change);
  }

  #keep(key: string, row: Row): void {
    this.rows.set(key, row);
    this.history.push({ key, row });
  }

  #changed(change: Change): void {
    this.pending.push(change);
    this.settled = false;
  }
}
