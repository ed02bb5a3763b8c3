import { countUnseen, idsFrom, markGone, unseenIds } from "../../db/source_records.ts";
import { instant } from "../base/world.ts";
import { IDS_AT_ONCE, rowsById } from "../practicehub/client.ts";
import type { Row } from "../practicehub/envelope.ts";
import type { Kit } from "../runbook/kit.ts";
import { keep } from "./keep.ts";

export interface Settled {
  gone: number;
  rescued: number;
  /** Left as they were: PracticeHub did not answer the question by id. */
  unsettled: number;
}

/**
 * A row that the walk did not meet may be deleted, or may have slipped to a page already read. It is asked for by id
 * before it is called gone; where the filter is ignored (contracts/practicehub 2.3) nothing is called gone.
 */
export async function settleUnseen(kit: Kit, resource: string, scan: number): Promise<Settled> {
  const settled: Settled = { gone: 0, rescued: 0, unsettled: 0 };
  for (let after = -1;;) {
    const ids = await unseenIds(kit.ledger, resource, scan, after, IDS_AT_ONCE);
    const last = ids.at(-1);
    if (last === undefined) return settled;
    const there = await rowsById(kit.source, resource, ids);
    if (!there) return { ...settled, unsettled: await countUnseen(kit.ledger, resource, scan, after) };
    after = last;
    await keep(kit, resource, scan, there, []);
    const missing = ids.filter((id) => !there.some((r) => r.id === id));
    if (missing.length > 0) {
      await kit.ledger.commit({ writes: [markGone(kit.ledger, resource, missing, instant(kit.world))] });
    }
    settled.gone += missing.length;
    settled.rescued += ids.length - missing.length;
  }
}

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
