import type { Control } from "../base/control.ts";
import { SourceError, UsageError } from "../base/errors.ts";
import type { Pace, TrafficWatch } from "../base/pace.ts";
import { NAMED } from "../base/settings.ts";
import type { Warn } from "../base/log.ts";
import { doubling, retry, retryAfterMs, type RetryPolicy } from "../base/retry.ts";
import type { World } from "../base/world.ts";
import { type Page, parsePage, type Row } from "./envelope.ts";
import { ALSO_ASK, preferred } from "./resources.ts";

export interface PracticeHubOptions {
  /** `https://{account}.{region}.practicehub.io`, with or without `/api` (contracts/practicehub 1.1). */
  url: string;
  key: string;
  /** `name=email`, sent as x-app-details. */
  app: string;
  world: World;
  pace: Pace & { hold(ms: number): void };
  control: Control;
  /** Told of each attempt that has to be repeated. Default: nobody. */
  warn?: Warn;
  /** Told of each request and of each wait that is asked for. Default: nobody. */
  watch?: TrafficWatch;
  /** How often a request is sent, and how long each may take. Default: 6 times, 120 s. */
  patience?: { attempts: number; timeoutMs: number };
}

/** Rows a page holds at most; more is silently capped (contracts/practicehub 2.1). */
export const PAGE_SIZE = 100;
/** Pages of so many rows: there is always a first one. */
export const pagesOf = (rows: number): number => Math.max(1, Math.ceil(rows / PAGE_SIZE));
const TIMEOUT_MS = 120_000;
const ATTEMPTS = 6;

/**
 * Reads PracticeHub. Its key may do everything, so this is the one place that sends to it, and it can only GET.
 * One request is in flight at a time; two would be answered 429 (contracts/practicehub 1.3).
 */
export class PracticeHub {
  /** Requests sent, for the report. */
  requests = 0;
  #base: URL;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(readonly options: PracticeHubOptions) {
    this.#base = apiBase(options.url);
  }

  get host(): string {
    return this.#base.host;
  }

  /**
   * One page of a resource, or undefined where the resource does not exist (404).
   *
   * @throws {SourceError} refused, not PracticeHub, or no answer after six attempts.
   */
  page(resource: string, page: number, filters: Record<string, string> = {}): Promise<Page | undefined> {
    const url = new URL(resource, this.#base);
    for (const [field, filter] of Object.entries(filters)) url.searchParams.set(field, filter);
    url.searchParams.set("page", String(page));
    url.searchParams.set("page_size", String(PAGE_SIZE));
    const turn = this.#turn.then(() => this.#read(resource, url));
    this.#turn = turn.catch(() => {});
    return turn;
  }

  async #read(resource: string, url: URL): Promise<Page | undefined> {
    const { control, pace, warn, watch } = this.options;
    const attempts = this.options.patience?.attempts ?? ATTEMPTS;
    const passing: RetryPolicy<Transient> = {
      attempts,
      isPassing: (error) => error instanceof Transient,
      async onFailure(error, failures) {
        const waitMs = error.waitMs ?? doubling(failures);
        // Nothing else leaves meanwhile either.
        pace.hold(waitMs);
        if (error.status === 429) watch?.waits(waitMs);
        await warn?.(`${resource}: ${error.message}; asking again in ${waitMs / 1_000} s`);
      },
    };
    try {
      return await retry(this.options, passing, async () => {
        await control.pass();
        await pace.wait(control.signal);
        return await this.#once(resource, url);
      });
    } catch (error) {
      if (!(error instanceof Transient)) throw error;
      const waitMs = error.waitMs ?? 0;
      pace.hold(waitMs);
      if (error.status === 429) watch?.waits(waitMs);
      const often = attempts === 1 ? "once" : `${attempts} times`;
      throw new SourceError(
        `PracticeHub failed ${often} for ${resource}: ${error.message}. Check ${NAMED.sourceUrl} and run again.`,
        error.status,
      );
    }
  }

  async #once(resource: string, url: URL): Promise<Page | undefined> {
    const { response, body } = await this.options.control.flight(async () => {
      const response = await this.#send(url);
      const body = await response.text().catch((cause) => {
        throw new Transient("the answer broke off", undefined, { cause });
      });
      return { response, body };
    });
    if (response.status === 404) return undefined;
    if (response.status === 429) {
      throw new Transient("too many requests (429)", retryAfterMs(response), { status: 429 });
    }
    if (response.status >= 500) {
      throw new Transient(`its server failed (${response.status})`, undefined, { status: response.status });
    }
    if (response.status === 401 || response.status === 403) {
      throw new UsageError(
        `PracticeHub refused the key (${response.status}); check ${NAMED.sourceKey} and that it belongs to ${this.host}.`,
      );
    }
    if (!response.ok) {
      throw new UsageError(
        `PracticeHub answered ${response.status} for ${resource}; check ${NAMED.sourceUrl}.`,
      );
    }
    const page = parsePage(body);
    if (page === "broken") throw new Transient("the answer was cut short or is not JSON");
    if (page === "foreign") {
      throw new UsageError(
        `${this.host} does not answer as the PracticeHub API does; check ${NAMED.sourceUrl}.`,
      );
    }
    if ("misfit" in page) {
      throw new UsageError(
        `${this.host} does not answer as the PracticeHub API does for ${resource}: ${page.misfit}; ` +
          `check ${NAMED.sourceUrl}.`,
      );
    }
    const at = Date.parse(response.headers.get("date") ?? "");
    return Number.isNaN(at) ? page : { ...page, at: new Date(at).toISOString() };
  }

  async #send(url: URL): Promise<Response> {
    this.requests++;
    this.options.watch?.sent();
    const { key, app, world, control } = this.options;
    try {
      return await world.fetch(
        new Request(url, {
          method: "GET",
          redirect: "manual",
          headers: { "x-practicehub-key": key, "x-app-details": app, accept: "application/json" },
          signal: AbortSignal.any([
            control.signal,
            AbortSignal.timeout(this.options.patience?.timeoutMs ?? TIMEOUT_MS),
          ]),
        }),
      );
    } catch (cause) {
      if (cause instanceof UsageError) throw cause;
      await control.pass();
      throw new Transient("no connection", undefined, { cause });
    }
  }
}

/**
 * A resource that was there does not go away: a 404 in the middle is a failure, not an end.
 *
 * @param page from 1
 */
export function missingPage(resource: string, page: number): SourceError {
  return new SourceError(
    `PracticeHub answered 404 for page ${page} of ${resource}; run the cell again.`,
    404,
  );
}

/** Worth another attempt. */
class Transient extends Error {
  readonly status: number | undefined;
  constructor(message: string, readonly waitMs?: number, options?: ErrorOptions & { status?: number }) {
    super(message, options);
    this.status = options?.status;
  }
}

function apiBase(address: string): URL {
  return new URL(address.replace(/\/+$/, "").replace(/\/api$/, "") + "/api/");
}

type Pages = Pick<PracticeHub, "page">;

/**
 * The pages of a resource that is known to be there, until no next one is named or one is empty.
 *
 * @param from number of the first page; they count from 1
 * @throws {SourceError} a page answers 404
 */
export async function* pagesFrom(
  source: Pages,
  resource: string,
  filters: Record<string, string>,
  from = 1,
): AsyncGenerator<Page> {
  for (let n = from;; n++) {
    const page = await source.page(resource, n, filters);
    if (!page) throw missingPage(resource, n);
    yield page;
    if (!page.more || page.rows.length === 0) return;
  }
}

/**
 * All rows of a small resource that is known to be there, each id once. For large ones use the extract's sweep, which keeps checkpoints.
 *
 * @throws {SourceError} a page that should be there is missing
 */
export async function readAll(source: Pages, resource: string): Promise<Row[]> {
  const rows = new Map<number, Row>();
  for (const filters of ALSO_ASK[resource] ?? [{}]) {
    for await (const page of pagesFrom(source, resource, filters)) {
      for (const row of page.rows) {
        const known = rows.get(row.id);
        rows.set(row.id, known ? preferred(resource, known, row) : row);
      }
    }
  }
  return [...rows.values()];
}

/** Ids in one question: no more than a page holds, and their list fits a URL. */
export const IDS_AT_ONCE = 100;

/**
 * The rows with these ids that there are, at most 100.
 *
 * @returns undefined where nobody knows: a filter that is not understood lists everything (contracts/practicehub 2.3)
 */
export async function rowsById(
  source: Pages,
  resource: string,
  ids: readonly number[],
): Promise<Row[] | undefined> {
  const found: Row[] = [];
  for (let n = 1;; n++) {
    const page = await source.page(resource, n, { id: `in:${ids.join(",")}` });
    if (!page || page.rows.some((row) => !ids.includes(row.id))) return undefined;
    found.push(...page.rows);
    if (!page.more || page.rows.length === 0) return found;
  }
}
