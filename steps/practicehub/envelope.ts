import { z } from "zod";

export type Row = Record<string, unknown> & { id: number };

/** One page as the API gave it (contracts/practicehub 2.1). */
export interface Page {
  rows: Row[];
  /** Rows without a usable id, counted and not kept: nothing could refer to them. */
  withoutId: number;
  /** What the source says there is in all; it may count rows or distinct records (2.2). */
  total: number | null;
  /** When the source gave it, by its own clock; to the second. */
  at?: string;
  /** Whether the answer links to a next page. The link itself is not followed: pages are asked for by number. */
  more: boolean;
}

const Envelope = z.object({
  total_entries: z.coerce.number().int().nullish(),
  data: z.array(z.record(z.string(), z.unknown())),
  links: z.object({ next: z.string().nullish() }).partial().nullish(),
});

/** Ids are numbers; a numeric string is taken too, because foreign keys come both ways (3). */
const Id = z.union([z.number().int(), z.string().regex(/^\d+$/).transform(Number)]);

/**
 * Reads a page's text. `broken`: cut short, worth asking again; `foreign`: a web page or other JSON, not this API.
 */
export function parsePage(text: string): Page | "broken" | "foreign" {
  if (/^\s*</.test(text)) return "foreign";
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return "broken";
  }
  const parsed = Envelope.safeParse(json);
  if (!parsed.success) return "foreign";
  const { data, total_entries, links } = parsed.data;
  const rows: Row[] = [];
  for (const row of data) {
    const id = Id.safeParse(row["id"]);
    if (id.success) rows.push({ ...row, id: id.data });
  }
  return {
    rows,
    withoutId: data.length - rows.length,
    total: total_entries ?? null,
    more: Boolean(links?.next),
  };
}
