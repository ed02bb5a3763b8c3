import type { Kit } from "../runbook/kit.ts";
import { IDS_AT_ONCE, missingPage, pagesFrom, pagesOf, rowsById } from "../practicehub/client.ts";
import type { Page, Row } from "../practicehub/envelope.ts";
import { ALSO_ASK, type Resource } from "../practicehub/resources.ts";
import type { AuditedResource } from "../profile/audit_detail.ts";
import { Profile } from "../profile/profile.ts";
import type { ReferenceIndex } from "../profile/reference_index.ts";

/** What the audit knows of one resource. */
export interface ResourceReport extends AuditedResource {
  label: string;
  /** Rows that were listed again on a later page. */
  repeated: number;
  /** Values of every field that looks like a picklist, where the resource was read whole. */
  choices: Record<string, [value: string, count: number][]>;
}

/** Reads a resource, whole or in three pages, and shows each page's rows to `onRows`; a row listed twice is shown once. */
export async function readResource(
  kit: Kit,
  resource: Resource,
  onRows: (rows: Row[]) => void,
): Promise<ResourceReport> {
  const profile = new Profile();
  const known = new Set<number>();
  const report = { name: resource.name, label: resource.label };
  let total = 0;
  let repeated = 0;
  for (const filters of ALSO_ASK[resource.name] ?? [{}]) {
    const first = await kit.source.page(resource.name, 1, filters);
    if (!first) return { ...report, ...NOT_THERE };
    total = Math.max(total, first.total ?? 0);
    // Asked for a second time with a filter, the same rows come again by design.
    const counts = Object.keys(filters).length === 0;
    const take = (page: Page) => {
      const fresh = page.rows.filter((row) => !known.has(row.id) && known.add(row.id));
      if (counts) repeated += page.rows.length - fresh.length;
      profile.add(fresh);
      onRows(fresh);
    };
    take(first);
    if (!first.more) continue;
    if (resource.whole) {
      for await (const page of pagesFrom(kit.source, resource.name, filters, 2)) take(page);
    } else await readSome(kit, resource.name, filters, first, take);
  }
  const { fields } = profile;
  // Three pages are all there is of something small.
  const whole = resource.whole || profile.rows >= total;
  const choices = resource.whole ? fields.filter((f) => f.kind === "choice").map((f) => f.name) : [];
  return {
    ...report,
    reachable: true,
    whole,
    repeated,
    total: Math.max(total, profile.rows),
    rowsRead: profile.rows,
    fields,
    choices: Object.fromEntries(choices.map((name) => [name, profile.valuesOf(name)])),
  };
}

/** How many pages of so many rows that is. */
export function pagesLookedAt(resource: Resource, rows: number): number {
  const pages = pagesOf(rows);
  return (resource.whole ? pages : Math.min(MOST_PAGES, pages)) * (ALSO_ASK[resource.name]?.length ?? 1);
}

/** Of what is not read whole: the first, a middle and the last. */
const MOST_PAGES = 3;

const NOT_THERE = {
  reachable: false,
  total: 0,
  rowsRead: 0,
  whole: false,
  repeated: 0,
  fields: [],
  choices: {},
};

/** A middle and the last page: other years look different from the newest. */
async function readSome(
  kit: Kit,
  name: string,
  filters: Record<string, string>,
  first: Page,
  take: (page: Page) => void,
): Promise<void> {
  const pages = Math.ceil((first.total ?? 0) / Math.max(first.rows.length, 1));
  for (const n of new Set([Math.ceil(pages / 2), pages])) {
    if (n < 2) continue;
    const page = await kit.source.page(name, n, filters);
    if (!page) throw missingPage(name, n);
    take(page);
  }
}

/**
 * Asks for the rows of a resource that others name and that were on none of the pages that were read. What is not in the
 * answer is not there any more. A few requests: no more rows name one than the audit reads.
 */
export async function lookUp(kit: Kit, resource: string, references: ReferenceIndex): Promise<void> {
  const ids = references.unmet(resource);
  for (let i = 0; i < ids.length; i += IDS_AT_ONCE) {
    const asked = ids.slice(i, i + IDS_AT_ONCE);
    const found = await rowsById(kit.source, resource, asked);
    if (!found) return;
    references.add(resource, found);
    references.miss(resource, asked);
  }
}
