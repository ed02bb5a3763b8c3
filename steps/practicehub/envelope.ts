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

/** An answer in JSON that is not this API's: which key, and what it held instead. Nothing of what it held is in it. */
export interface Misfit {
  misfit: string;
}

/**
 * Reads a page's text. `broken`: cut short, worth asking again; `foreign`: a web page or other JSON, not this API. Empty lists
 * stand for empty objects, and maps with numeric keys for lists, as PHP writes them.
 */
export function parsePage(text: string): Page | Misfit | "broken" | "foreign" {
  if (/^\s*</.test(text)) return "foreign";
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return "broken";
  }
  if (!isObject(json)) return "foreign";
  const data = listIn(json["data"]);
  if (!data) return misfit("data", json["data"], "a list");
  const total = totalIn(json["total_entries"]);
  if (total === undefined) return misfit("total_entries", json["total_entries"], "a number");
  const more = hasNext(json["links"]);
  if (more === undefined) return misfit("links", json["links"], "an object");
  const objects = data.filter(isObject);
  if (objects.length === 0 && data.length > 0) return misfit("data[0]", data[0], "a row");
  const rows = objects.flatMap((row): Row[] => {
    const id = rowId(row["id"]);
    return id === undefined ? [] : [{ ...row, id }];
  });
  return { rows, withoutId: data.length - rows.length, total, more };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function misfit(key: string, found: unknown, wanted: string): Misfit {
  const type = found === undefined
    ? "is absent"
    : found === null
    ? "is null"
    : `holds ${
      Array.isArray(found) ? "a list" : typeof found === "object" ? "an object" : `a ${typeof found}`
    }`;
  return { misfit: `\`${key}\` ${type}, where ${wanted} belongs` };
}

function listIn(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value;
  return isObject(value) && Object.keys(value).every((key) => /^\d+$/.test(key))
    ? Object.values(value)
    : undefined;
}

/** Null where nothing is said; undefined where it cannot be read. */
function totalIn(value: unknown): number | null | undefined {
  if (value === null || value === undefined || value === "") return null;
  const text = typeof value === "string" ? value.trim().replace(/,(?=\d{3}(,|$))/g, "") : value;
  const total = Number(typeof text === "string" || typeof text === "number" ? text : NaN);
  return Number.isSafeInteger(total) && total >= 0 ? total : undefined;
}

/** Whether a next page is named; undefined where that cannot be read. */
function hasNext(links: unknown): boolean | undefined {
  if (links === null || links === undefined || links === "" || links === false) return false;
  if (Array.isArray(links)) return links.length === 0 ? false : undefined;
  if (!isObject(links)) return undefined;
  const { next } = links;
  if (typeof next === "string") return next.trim() !== "";
  if (isObject(next)) return typeof next["href"] === "string" && next["href"] !== "";
  return next === null || next === undefined || next === false || (Array.isArray(next) && next.length === 0)
    ? false
    : undefined;
}

/**
 * Ids are numbers; a numeric string is taken too, because foreign keys come both ways (contracts/practicehub 3), and so is
 * the `id` of an object. What cannot be told from its neighbour, beyond 2^53, is none.
 */
function rowId(value: unknown): number | undefined {
  if (isObject(value)) return isObject(value["id"]) ? undefined : rowId(value["id"]);
  const text = typeof value === "number" || typeof value === "string" ? String(value).trim() : "";
  const id = /^\d+(\.0+)?$/.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(id) ? id : undefined;
}
