import type { Discrepancies } from "./discrepancies.ts";

interface Seen {
  id: string;
  source: string;
  option: string;
}

/**
 * Options have names of their own, which the reader does not know. It knows that one source value must always have
 * become the same option, and two source values never one.
 */
export class Choices {
  #seen: Seen[] = [];

  constructor(readonly object: string, readonly field: string, readonly out: Discrepancies) {}

  see(id: string, source: string, found: unknown): void {
    const option = typeof found === "string" ? found : "";
    if (source === "" || option === "") this.out.same(this.object, id, this.field, source, option);
    else this.#seen.push({ id, source, option });
  }

  /** What most rows of a source value became is its option; the others are wrong. */
  conclude(): void {
    const options = new Map<string, string>();
    for (const [source, rows] of Map.groupBy(this.#seen, (row) => row.source)) {
      const option = commonest(rows.map((row) => row.option));
      for (const row of rows.filter((row) => row.option !== option)) {
        this.#add(row.id, "another option than elsewhere");
      }
      const other = options.get(option);
      if (other !== undefined && rows[0]) this.#add(rows[0].id, "one option for two source values");
      options.set(option, source);
    }
  }

  #add(id: string, problem: string): void {
    this.out.add(this.object, id, this.field, problem);
  }
}

function commonest(options: readonly string[]): string {
  const groups = [...Map.groupBy(options, (option) => option)];
  return groups.sort(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? "";
}
