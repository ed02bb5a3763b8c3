import type { Kit } from "../runbook/kit.ts";
import type { Row } from "../practicehub/envelope.ts";
import type { ReferenceIndex } from "../profile/reference_index.ts";

/** Ids in one question: no more than a page holds, so that the answer is one page. */
const IDS_AT_ONCE = 100;

/**
 * Asks for the rows of a resource that others name and that were on none of the pages that were read. What is not in the
 * answer is not there any more. A few requests: no more rows name one than the audit reads.
 */
export async function lookUp(kit: Kit, resource: string, references: ReferenceIndex): Promise<void> {
  const ids = references.unmet(resource);
  for (let i = 0; i < ids.length; i += IDS_AT_ONCE) {
    const asked = ids.slice(i, i + IDS_AT_ONCE);
    const found = await rowsOf(kit, resource, new Set(asked));
    if (!found) return;
    references.add(resource, found);
    references.miss(resource, asked);
  }
}

/** @returns undefined where it cannot be told: a filter that is not understood lists everything (contracts/practicehub 2.3) */
async function rowsOf(kit: Kit, resource: string, ids: ReadonlySet<number>): Promise<Row[] | undefined> {
  const found: Row[] = [];
  for (let n = 1;; n++) {
    const page = await kit.source.page(resource, n, { id: `in:${[...ids].join(",")}` });
    if (!page || page.rows.some((row) => !ids.has(row.id))) return undefined;
    found.push(...page.rows);
    if (!page.more || page.rows.length === 0) return found;
  }
}
