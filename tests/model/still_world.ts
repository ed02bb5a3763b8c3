import type { World } from "../../steps/base/world.ts";

type Answer = (request: Request) => Promise<Response>;

/** Monday morning; every model run begins then. */
const BEGIN = Date.parse("2026-11-02T09:00:00Z");

/**
 * A world in which time passes only when something happens and nothing is left to chance: the same commands lead to
 * the same requests, ids and times. The simulators read its clock too.
 */
export class StillWorld implements World {
  /** Requests that could change the target; GraphQL's path does not tell, so its words do. */
  writes: string[] = [];
  #now = BEGIN;
  #ids = 0;

  /** Where requests go; set when the simulators, which need the clock, are there. */
  answer: Answer = () => Promise.reject(new Error("nobody answers yet"));

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.#now += ms;
    return Promise.resolve();
  }

  async fetch(request: Request): Promise<Response> {
    this.#now++;
    if (await isWrite(request.clone())) {
      this.writes.push(`${request.method} ${new URL(request.url).pathname}`);
    }
    return await this.answer(request);
  }

  uuid(): string {
    return `00000000-0000-4000-8000-${String(++this.#ids).padStart(12, "0")}`;
  }

  pass(ms: number): void {
    this.#now += ms;
  }
}

async function isWrite(request: Request): Promise<boolean> {
  if (request.method === "GET") return false;
  const isGraphql = /\/(graphql|metadata)$/.test(new URL(request.url).pathname);
  return !isGraphql || /mutation/.test(await request.text());
}
