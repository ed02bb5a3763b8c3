import { missingPage, type PracticeHub } from "./client.ts";
import type { Row } from "./envelope.ts";
import { ALSO_ASK, preferred } from "./resources.ts";

/** All rows of a small resource that is known to be there, each id once. For large ones use the extract's sweep, which keeps checkpoints. */
export async function readAll(source: PracticeHub, resource: string): Promise<Row[]> {
  const rows = new Map<number, Row>();
  for (const filters of ALSO_ASK[resource] ?? [{}]) {
    for (let n = 1;; n++) {
      const page = await source.page(resource, n, filters);
      if (!page) throw missingPage(resource, n);
      for (const row of page.rows) {
        const known = rows.get(row.id);
        rows.set(row.id, known ? preferred(resource, known, row) : row);
      }
      if (!page.more || page.rows.length === 0) break;
    }
  }
  return [...rows.values()];
}
