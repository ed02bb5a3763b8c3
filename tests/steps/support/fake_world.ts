import type { World } from "../../../steps/base/world.ts";

export type Answer = (request: Request) => Promise<Response> | Response;

export const START = Date.parse("2026-03-02T09:00:00Z");

/** A world whose clock moves only when somebody waits, or when the test says so. */
export class FakeWorld implements World {
  time = START;
  readonly slept: number[] = [];
  readonly requests: { at: number; method: string; url: URL; headers: Headers }[] = [];
  #uuids = 0;

  constructor(public answer: Answer = () => Promise.reject(new Error("nobody answers"))) {}

  now = (): number => this.time;

  sleep = (ms: number, signal?: AbortSignal): Promise<void> => {
    if (signal?.aborted) return Promise.reject(signal.reason);
    this.slept.push(ms);
    this.time += ms;
    return Promise.resolve();
  };

  fetch = async (request: Request): Promise<Response> => {
    this.requests.push({
      at: this.time,
      method: request.method,
      url: new URL(request.url),
      headers: request.headers,
    });
    return await this.answer(request);
  };

  uuid = (): string => `uuid-${++this.#uuids}`;

  /** `METHOD /path` of every request, in order. */
  get lines(): string[] {
    return this.requests.map((r) => `${r.method} ${r.url.pathname}`);
  }

  count(line: string): number {
    return this.lines.filter((l) => l === line).length;
  }
}

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  Response.json(body, { status, headers });
