import { idsFrom } from "../../db/source_records.ts";
import type { Kit } from "../runbook/kit.ts";
import type { Row } from "../practicehub/envelope.ts";

/** Known ids in one window, fewer than a page so that there is room for the ones that were missed. */
const IDS_PER_WINDOW = 90;

/**
 * Looks for rows that a walk missed, window by window of ids: rows that were pulled back a page while pages were read
 * cannot slip out of a window (contracts/practicehub 2.2). Asked only when there are fewer distinct ids than PracticeHub
 * claims.
 *
 * @param keep is given each window's rows
 * @returns how many ids were new
 */
export async function rescan(
  kit: Kit,
  resource: string,
  keep: (rows: Row[]) => Promise<void>,
): Promise<number> {
  let found = 0;
  for await (const { from, to, known } of windows(kit, resource)) {
    for (let n = 1;; n++) {
      const page = await kit.source.page(resource, n, { id: `between:${from},${to}` });
      const rows = page?.rows ?? [];
      // A filter that is not understood is ignored and lists everything (contracts/practicehub 2.3): then this way is closed.
      if (rows.some((r) => r.id < from || r.id > to)) return found;
      const fresh = rows.filter((r) => !known.has(r.id));
      found += fresh.length;
      await keep(fresh);
      if (!page?.more || rows.length === 0) break;
    }
  }
  return found;
}

interface Window {
  from: number;
  to: number;
  /** The ids between the two that the ledger has. */
  known: ReadonlySet<number>;
}

async function* windows(kit: Kit, resource: string): AsyncGenerator<Window> {
  let from = 0;
  while (true) {
    const known = await idsFrom(kit.ledger, resource, from, IDS_PER_WINDOW);
    const last = known.at(-1);
    if (last === undefined || known.length < IDS_PER_WINDOW) {
      yield { from, to: Number.MAX_SAFE_INTEGER, known: new Set(known) };
      return;
    }
    yield { from, to: last, known: new Set(known) };
    from = last + 1;
  }
}
