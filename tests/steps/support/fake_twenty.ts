import type { Fields, Found } from "../../../steps/twenty/json.ts";
import { json } from "./fake_world.ts";

/** What becomes of one request: the answer is lost before or after it took effect, or replaced. */
export type Mishap = "lost before" | "lost after" | Response | undefined;

/**
 * As much of Twenty as landing needs, in memory: atomic batches, reads by id, soft and hard deletes. It shares no
 * code with the client, and knows nothing of paces.
 */
export class FakeTwenty {
  readonly rows = new Map<string, Map<string, Found>>();
  /** Called before each request is carried out. */
  mishap: (method: string, path: string, nth: number) => Mishap | Promise<Mishap> = () => undefined;
  /** Why a row cannot be created, in Twenty's words. */
  refuse: (plural: string, row: Fields) => string | undefined = () => undefined;
  /** What every row has, as Twenty gives every field of an object. */
  columns: Fields = {};
  readonly bodies: unknown[] = [];
  readonly paths: string[] = [];
  #nth = 0;

  table(plural: string): Map<string, Found> {
    const table = this.rows.get(plural) ?? new Map<string, Found>();
    this.rows.set(plural, table);
    return table;
  }

  put(plural: string, id: string, fields: Fields, deletedAt: string | null = null): Found {
    const row: Found = { ...this.columns, ...fields, id, deletedAt, updatedAt: "2026-03-01T00:00:00.000Z" };
    this.table(plural).set(id, row);
    return row;
  }

  answer = async (request: Request): Promise<Response> => {
    const url = new URL(request.url);
    const body = await request.text();
    this.bodies.push(body === "" ? undefined : JSON.parse(body));
    this.paths.push(`${request.method} ${url.pathname}${url.search}`);
    const mishap = await this.mishap(request.method, url.pathname, ++this.#nth);
    if (mishap instanceof Response) return mishap;
    if (mishap === "lost before") throw new TypeError("connection reset");
    const response = this.#carryOut(request.method, url, body);
    if (mishap === "lost after") throw new TypeError("connection reset");
    return response;
  };

  #carryOut(method: string, url: URL, body: string): Response {
    const [, , first = "", second = ""] = url.pathname.split("/");
    if (method === "GET") return this.#list(first, url);
    if (method === "POST" && first === "batch") return this.#create(second, JSON.parse(body));
    if (method === "PATCH" && first === "restore") return this.#restore(second, url);
    if (method === "PATCH" && second === "") return this.#patchThose(first, url, JSON.parse(body));
    if (method === "PATCH") return this.#patch(first, second, JSON.parse(body));
    if (method === "DELETE") return this.#delete(first, second, url);
    return refusal(404, "not made for this");
  }

  #list(plural: string, url: URL): Response {
    const ids = idsIn(url);
    const rows = [...this.table(plural).values()].filter((row) => !ids || ids.has(row.id));
    return json({
      data: { [plural]: rows },
      totalCount: rows.length,
      pageInfo: { hasNextPage: false, endCursor: null },
    });
  }

  #create(plural: string, rows: (Fields & { id: string })[]): Response {
    if (rows.length > 200) return refusal(400, "Maximum number of records to upsert is 200.");
    for (const row of rows) {
      const reason = this.table(plural).has(row.id)
        ? "A duplicate entry was detected"
        : this.refuse(plural, row);
      if (reason) return refusal(400, reason);
    }
    for (const row of rows) this.put(plural, row.id, row);
    return json({ data: { created: rows } }, 201);
  }

  /** Live ones that were not changed since. */
  #patchThose(plural: string, url: URL, fields: Fields): Response {
    const before = /updatedAt\[lt\]:"([^"]*)"/.exec(url.searchParams.get("filter") ?? "")?.[1] ?? "9";
    const changed = [];
    for (const id of idsIn(url) ?? []) {
      const row = this.table(plural).get(id);
      if (!row || row.deletedAt !== null || row.updatedAt >= before) continue;
      const reason = this.refuse(plural, { ...row, ...fields });
      if (reason) return refusal(400, reason);
      this.table(plural).set(id, { ...row, ...fields });
      changed.push({ id });
    }
    return json({ data: { updated: changed } });
  }

  #patch(plural: string, id: string, fields: Fields): Response {
    const row = this.table(plural).get(id);
    if (!row) return refusal(404, "Record not found");
    const reason = this.refuse(plural, { ...row, ...fields });
    if (reason) return refusal(400, reason);
    this.table(plural).set(id, { ...row, ...fields });
    return json({ data: { updated: { id } } });
  }

  #restore(plural: string, url: URL): Response {
    for (const id of idsIn(url) ?? []) {
      const row = this.table(plural).get(id);
      if (row) this.table(plural).set(id, { ...row, deletedAt: null });
    }
    return json({ data: {} });
  }

  #delete(plural: string, id: string, url: URL): Response {
    if (id === "") { for (const each of idsIn(url) ?? []) this.table(plural).delete(each); }
    else if (url.searchParams.get("soft_delete") !== "true") this.table(plural).delete(id);
    else {
      const row = this.table(plural).get(id);
      if (row) this.table(plural).set(id, { ...row, deletedAt: "2026-03-02T00:00:00.000Z" });
    }
    return json({ data: {} });
  }
}

function idsIn(url: URL): Set<string> | undefined {
  const list = /id\[in\]:\[([^\]]*)\]/.exec(url.searchParams.get("filter") ?? "")?.[1];
  return list === undefined ? undefined : new Set(list.split(",").map((id) => id.replaceAll('"', "")));
}

export const refusal = (status: number, message: string): Response =>
  json({ statusCode: status, error: "BadRequestException", messages: [message] }, status);
