import { countUnseen, markGone, unseenIds } from "../../db/source_records.ts";
import type { Kit } from "../runbook/kit.ts";
import { instant } from "../base/world.ts";
import type { Row } from "../practicehub/envelope.ts";
import { keep } from "./keep.ts";

/** Ids in one `id=in:` filter; the list of ids must fit a URL. */
const IDS_PER_REQUEST = 100;

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
    const ids = await unseenIds(kit.ledger, resource, scan, after, IDS_PER_REQUEST);
    const last = ids.at(-1);
    if (last === undefined) return settled;
    const there = await askByIds(kit, resource, ids);
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

/** The rows with these ids that exist, or undefined where the answer is not to this question. */
async function askByIds(kit: Kit, resource: string, ids: readonly number[]): Promise<Row[] | undefined> {
  const wanted = new Set(ids);
  const there: Row[] = [];
  for (let n = 1;; n++) {
    const page = await kit.source.page(resource, n, { id: `in:${ids.join(",")}` });
    if (!page || page.rows.some((r) => !wanted.has(r.id))) return undefined;
    there.push(...page.rows);
    if (!page.more || page.rows.length === 0) return there;
  }
}
