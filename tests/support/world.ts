import type { World } from "../../steps/base/world.ts";

/**
 * The real network with a clock that waits for nobody: a sleep moves the time instead of passing it, so that retries
 * with their back-off cost nothing. Connections are not kept, as in the real world.
 */
export class HurriedWorld implements World, Disposable {
  /** GraphQL requests that were more than a question; the path does not tell. */
  mutations = 0;
  #ahead = 0;
  #client = Deno.createHttpClient({ poolMaxIdlePerHost: 0 });

  /** @param network instead of the real one, for systems that have no port */
  constructor(readonly network?: (request: Request) => Promise<Response>) {}

  now(): number {
    return Date.now() + this.#ahead;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.#ahead += ms;
    return Promise.resolve();
  }

  async fetch(request: Request): Promise<Response> {
    if (await isMutation(request)) this.mutations++;
    return await (this.network ? this.network(request) : fetch(request, { client: this.#client }));
  }

  uuid(): string {
    return crypto.randomUUID();
  }

  /** Lets time pass, for instance the seconds for which a dead console still holds its lease. */
  skip(ms: number): void {
    this.#ahead += ms;
  }

  [Symbol.dispose](): void {
    this.#client.close();
  }
}

async function isMutation(request: Request): Promise<boolean> {
  const isGraphql = request.method === "POST" && /\/(graphql|metadata)$/.test(new URL(request.url).pathname);
  return isGraphql && /mutation/.test(await request.clone().text());
}
