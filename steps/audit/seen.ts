import { idOf, textOf } from "../mapping/transform.ts";
import type { Row } from "../practicehub/envelope.ts";

/** Ids that the audit has met, so that a reference to nothing can be told. Of a row only its id is kept. */
export class Seen {
  readonly inactive = new Set<number>();
  #ids = new Map<string, Set<number>>();
  #whole = new Set<string>();

  add(resource: string, rows: readonly Row[]): void {
    const ids = this.#ids.get(resource) ?? new Set<number>();
    this.#ids.set(resource, ids);
    for (const row of rows) {
      ids.add(row.id);
      if (resource === "practitioners" && textOf(row["active"]) === "0") this.inactive.add(row.id);
    }
  }

  /** Everything of this resource has been read: from now on an id that was not met is not there. */
  close(resource: string): void {
    this.#whole.add(resource);
  }

  /** False only where it is certain. */
  mayBeThere(resource: string, id: number): boolean {
    return !this.#whole.has(resource) || (this.#ids.get(resource)?.has(id) ?? false);
  }

  isWhole(resource: string): boolean {
    return this.#whole.has(resource);
  }

  dangles(resource: string, value: unknown): boolean {
    const id = idOf(value);
    return id !== undefined && !this.mayBeThere(resource, id);
  }
}
