import { flagOf, idOf } from "../mapping/shapes.ts";
import type { Row } from "../practicehub/envelope.ts";

/** The ids of the rows that were read and of those that others name, so that a dangling reference shows. */
export class ReferenceIndex {
  readonly inactive = new Set<number>();
  #ids = new Map<string, Set<number>>();
  #whole = new Set<string>();
  #named = new Map<string, Set<number>>();
  #missed = new Map<string, Set<number>>();

  add(resource: string, rows: readonly Row[]): void {
    const ids = this.#ids.get(resource) ?? new Set<number>();
    this.#ids.set(resource, ids);
    for (const row of rows) {
      ids.add(row.id);
      if (resource === "practitioners" && flagOf(row["active"]) === false) this.inactive.add(row.id);
    }
  }

  /** Everything of this resource has been read: from now on an id that was not met is not there. */
  close(resource: string): void {
    this.#whole.add(resource);
  }

  /** Some row names this one. */
  name(resource: string, id: number): void {
    this.#named.set(resource, (this.#named.get(resource) ?? new Set()).add(id));
  }

  /** What was named and not met, where some pages were not read: it may stand on those. */
  unmet(resource: string): number[] {
    if (this.#whole.has(resource)) return [];
    return [...this.#named.get(resource) ?? []].filter((id) => !this.#ids.get(resource)?.has(id));
  }

  /** These were asked for by their ids: those that were not met are not there. */
  miss(resource: string, ids: readonly number[]): void {
    const missed = this.#missed.get(resource) ?? new Set();
    this.#missed.set(resource, missed);
    for (const id of ids) if (!this.#ids.get(resource)?.has(id)) missed.add(id);
  }

  /** False only where it is certain. */
  mayBeThere(resource: string, id: number): boolean {
    if (this.#missed.get(resource)?.has(id)) return false;
    return !this.#whole.has(resource) || (this.#ids.get(resource)?.has(id) ?? false);
  }

  dangles(resource: string, value: unknown): boolean {
    const id = idOf(value);
    return id !== undefined && !this.mayBeThere(resource, id);
  }
}
