import { json } from "../support/fake_world.ts";

export type SourceRow = { id: number } & Record<string, unknown>;

/**
 * A paged resource that forgets nothing and can drift: rows by descending id, pages of `size`, `id=in:` and
 * `id=between:` filters that may be switched off, as PracticeHub ignores what it does not understand.
 */
export class FakePages {
  size = 2;
  filters = true;
  claim: number | undefined;
  readonly asked: string[] = [];
  /** Called after a page was answered. */
  after: (asked: string) => void = () => {};

  constructor(public rows: SourceRow[]) {}

  answer = (request: Request): Response => {
    const url = new URL(request.url);
    const n = Number(url.searchParams.get("page"));
    const filter = url.searchParams.get("id");
    const asked = filter ? `${filter} page ${n}` : `page ${n}`;
    this.asked.push(asked);
    const rows = this.#matching(filter);
    const data = rows.slice((n - 1) * this.size, n * this.size);
    const more = n * this.size < rows.length;
    const answer = json({
      data,
      total_entries: filter ? rows.length : this.claim ?? rows.length,
      links: { next: more ? "next" : null },
    });
    this.after(asked);
    return answer;
  };

  #matching(filter: string | null): SourceRow[] {
    if (!filter || !this.filters) return this.rows;
    const [operator, argument = ""] = filter.split(":");
    const ids = argument.split(",").map(Number);
    if (operator === "in") return this.rows.filter((row) => ids.includes(row.id));
    const [from = 0, to = 0] = ids;
    return this.rows.filter((row) => row.id >= from && row.id <= to);
  }
}
