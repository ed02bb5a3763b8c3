import type { Control } from "../base/control.ts";
import { LostAnswerError, UsageError } from "../base/errors.ts";
import type { Bucket, TrafficWatch } from "../base/pace.ts";
import { doubling, retry, type RetryPolicy, untilAnswered } from "../base/retry.ts";
import type { Warn } from "../base/log.ts";
import type { World } from "../base/world.ts";
import { graphqlData, interpret, LimitReached } from "./answers.ts";

export interface TwentyOptions {
  /** Where the server answers, without a path. */
  url: string;
  key: string;
  world: World;
  pace: Bucket;
  control: Control;
  /** Called with each lost answer, and with the limit when it is met first. Default: nobody. */
  warn?: Warn;
  /** Hears of each request that takes a token, and of each refusal by the limiter. Default: nobody. */
  watch?: TrafficWatch;
  /** How often a read is sent, and how long each may take. Default: 6 times (60 at the limiter), 120 s. */
  patience?: { attempts: number; timeoutMs: number };
}

/** `read` may be sent again freely; `write` is sent once and a lost answer is thrown for the caller to settle. */
type Kind = "read" | "write";

interface Sending {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Path and query. */
  path: string;
  body?: unknown;
  kind: Kind;
  /** Whether the request takes a token of the core API's bucket (contracts/twenty d). */
  paced: boolean;
  /** The answer is GraphQL's: the caller gets `data`; errors come with status 200. */
  graphql?: boolean;
  /** What an error might quote and must not; the body unless said. */
  quotable?: unknown;
}

const TIMEOUT_MS = 120_000;
/** How often what may be sent again is sent. */
export const READ_ATTEMPTS = 6;
/** Refusals by the limiter cost nothing and say nothing of the request, so they are waited out much longer. */
const LIMIT_ATTEMPTS = 60;
/** A request that takes no token is refused for another reason than our pace, and waits by itself. */
const UNPACED_WAIT_MS = 1_000;

/**
 * Sends to Twenty: the one place that does. Answers are parsed JSON; what a caller makes of them is its own.
 *
 * @throws {RefusedError} the server said no. @throws {LostAnswerError} it did not say.
 */
export class Twenty {
  /** Requests sent, by kind of limit, for the report. */
  readonly sent = { core: 0, metadata: 0 };
  #limitReported = false;

  constructor(readonly options: TwentyOptions) {}

  get host(): string {
    return new URL(this.options.url).host;
  }

  /** A core REST request, e.g. `get("people?limit=2")`. */
  get(path: string): Promise<unknown> {
    return this.#send({ method: "GET", path: `rest/${path}`, kind: "read", paced: true });
  }

  write(method: "POST" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<unknown> {
    return this.#send({ method, path: `rest/${path}`, body, kind: "write", paced: true });
  }

  metadata(method: "GET" | "POST" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<unknown> {
    return this.#send({
      method,
      path: `rest/metadata/${path}`,
      body,
      kind: method === "GET" ? "read" : "write",
      paced: false,
    });
  }

  /** A GraphQL request; gives `data`. The metadata endpoint is not limited, the core one is. */
  async graphql(
    endpoint: "graphql" | "metadata",
    query: string,
    variables: Record<string, unknown>,
    kind: Kind,
  ) {
    const paced = endpoint === "graphql";
    const body = { query, variables };
    return await this.#send({
      method: "POST",
      path: endpoint,
      body,
      kind,
      paced,
      graphql: true,
      quotable: variables,
    });
  }

  /**
   * A multipart GraphQL upload to `/metadata` (contracts/twenty f). Sent again freely: a file that no record holds is temporary.
   */
  async upload(query: string, variables: Record<string, unknown>, file: File): Promise<unknown> {
    const form = new FormData();
    form.set("operations", JSON.stringify({ query, variables: { ...variables, file: null } }));
    form.set("map", JSON.stringify({ "0": ["variables.file"] }));
    form.set("0", file, file.name);
    return await this.#send({
      method: "POST",
      path: "metadata",
      body: form,
      kind: "read",
      paced: false,
      graphql: true,
      quotable: [file.name, variables],
    });
  }

  async #send(sending: Sending): Promise<unknown> {
    const { control, pace, patience, warn, watch, world } = this.options;
    const limit = patience?.attempts ?? LIMIT_ATTEMPTS;
    const limited: RetryPolicy<LimitReached> = {
      attempts: limit,
      isPassing: (error) => error instanceof LimitReached,
      onFailure: async (error) => {
        await this.#warnOfLimit(error);
        const waitMs = pace.refused(error.allowance, error.afterMs);
        watch?.waits(waitMs);
        if (!sending.paced) await world.sleep(UNPACED_WAIT_MS, control.signal);
      },
    };
    const lost = untilAnswered(sending.kind === "read" ? patience?.attempts ?? READ_ATTEMPTS : 1, {
      delayMs: doubling,
      onFailure: (error, _, delayMs) => warn?.(`${lostAt(error)}; asking again in ${delayMs / 1_000} s`),
    });
    try {
      return await retry(this.options, [limited, lost], async () => {
        await control.pass();
        if (sending.paced) await pace.wait(control.signal);
        return await this.#once(sending);
      });
    } catch (error) {
      if (error instanceof LimitReached) {
        const often = `still refused by the limiter after ${limit} attempts`;
        throw new LostAnswerError(whereOf(sending), often, { kind: "limited" });
      }
      if (error instanceof LostAnswerError && sending.kind === "write") {
        await warn?.(`${lostAt(error)}; what became of it is read`);
      }
      throw error;
    }
  }

  async #warnOfLimit({ allowance }: LimitReached): Promise<void> {
    if (this.#limitReported) return;
    this.#limitReported = true;
    const limit = allowance ? ` of ${allowance.tokens} requests in ${allowance.windowMs / 1_000} s` : "";
    await this.options.warn?.(`Twenty's limit${limit} is reached; going on at the pace that it allows`);
  }

  async #once(sending: Sending): Promise<unknown> {
    const { url, key } = this.options;
    const form = sending.body instanceof FormData;
    const headers: Record<string, string> = { authorization: `Bearer ${key}`, accept: "application/json" };
    if (sending.body !== undefined && !form) headers["content-type"] = "application/json";
    const body = sending.body === undefined
      ? null
      : form
      ? sending.body as FormData
      : JSON.stringify(sending.body);
    const where = whereOf(sending);
    this.sent[sending.paced ? "core" : "metadata"]++;
    if (sending.paced) this.options.watch?.sent();
    const request = new Request(new URL(sending.path, url.replace(/\/*$/, "/")), {
      method: sending.method,
      headers,
      body,
      redirect: "manual",
      signal: this.#signal(),
    });
    const { response, text } = await this.options.control.flight(() => this.#exchange(request, where));
    const quotable = sending.quotable ?? sending.body;
    const answer = interpret(response, text, where, quotable);
    return sending.graphql ? graphqlData(answer, where, quotable) : answer;
  }

  async #exchange(request: Request, where: string): Promise<{ response: Response; text: string }> {
    const response = await this.fetch(request, where);
    try {
      return { response, text: await response.text() };
    } catch (cause) {
      throw new LostAnswerError(where, "the answer broke off", { cause });
    }
  }

  /** Sends as it stands, at once. @throws {LostAnswerError} no connection */
  async fetch(request: Request, where: string): Promise<Response> {
    try {
      return await this.options.world.fetch(request);
    } catch (cause) {
      if (cause instanceof UsageError) throw cause;
      if (this.options.control.signal.aborted) await this.options.control.pass();
      throw new LostAnswerError(where, "the connection failed", { cause, kind: "silent" });
    }
  }

  /**
   * A request under way is finished even when the run is cancelled: giving up on a write would leave its effect
   * unknown. Only the time limit ends it.
   */
  #signal(): AbortSignal {
    return AbortSignal.timeout(this.options.patience?.timeoutMs ?? TIMEOUT_MS);
  }
}

/** Without the query, which names ids by the hundred. */
const whereOf = ({ method, path }: Sending): string => `${method} /${path.split("?")[0]}`;

const lostAt = ({ where, detail }: LostAnswerError): string => `no answer to ${where} (${detail})`;
