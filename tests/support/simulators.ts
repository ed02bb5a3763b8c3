import { generatePractice } from "../../fixtures/practice/generate.ts";
import type { Practice, Resource, Row } from "../../fixtures/practice/practice.ts";
import type { QuirkSettings } from "../../fixtures/practicehub/quirks.ts";
import { startPracticeHub } from "../../fixtures/practicehub/server.ts";
import { startTwenty } from "../../fixtures/twenty/server.ts";

export interface SimulatorOptions {
  /** Rows themselves; else a practice of this many patients is made up. */
  practice?: Practice;
  patients?: number;
  seed?: number;
  quirks?: QuirkSettings;
  /** The same ports again give the same addresses, and with them the same ids in Twenty. */
  ports?: Ports;
}

export interface Ports {
  source: number;
  target: number;
}

export interface FaultOrder {
  match: string;
  kind: string;
  times?: number;
  skip?: number;
  [option: string]: string | number | undefined;
}

/** Requests by `METHOD path status`, for either simulator. */
export type Requests = ReadonlyMap<string, number>;

const OPTIONS = { patients: 10, seed: 1 };

/** Both systems on ports of their own, without a pace, and their control rooms. */
export async function startSimulators(options: SimulatorOptions = {}): Promise<Simulators> {
  const { patients, seed, practice, quirks } = { ...OPTIONS, ...options };
  const source = await startPracticeHub({
    practice: practice ?? generatePractice({ seed, patients }),
    port: options.ports?.source ?? 0,
    intervalMs: 0,
    quirks: quirks ?? {},
  });
  const target = await startTwenty({ requestsPerMinute: 0, port: options.ports?.target ?? 0 });
  return new Simulators(source, target);
}

/** `fetch` answers without a connection; programs of their own have none. */
type Running = Pick<Awaited<ReturnType<typeof startPracticeHub>>, "url" | "key" | "close"> & {
  fetch?: (request: Request) => Promise<Response>;
};

export class Simulators implements AsyncDisposable {
  constructor(readonly source: Running, readonly target: Running) {}

  get ports(): Ports {
    return { source: Number(new URL(this.source.url).port), target: Number(new URL(this.target.url).port) };
  }

  /** Either's answers without a connection; any other address is asked over the network. */
  readonly direct = (request: Request): Promise<Response> => {
    const asked = [this.source, this.target].find(({ url }) => request.url.startsWith(`${url}/`));
    return (asked?.fetch ?? globalThis.fetch)(request);
  };

  /** The practice as it is now, staff's changes included. */
  async practice(): Promise<Practice> {
    return JSON.parse(await this.#ask(this.source.url, "GET", "dump"));
  }

  /** The whole workspace as one text: the same content, the same text. */
  dump(): Promise<string> {
    return this.#ask(this.target.url, "GET", "dump");
  }

  /** A change, or a new row, as the practice's staff would make it. */
  async putRow(resource: Resource, row: Partial<Row>): Promise<Row> {
    return JSON.parse(await this.#ask(this.source.url, "POST", `rows/${resource}`, row));
  }

  deleteRow(resource: Resource, id: number): Promise<string> {
    return this.#ask(this.source.url, "DELETE", `rows/${resource}/${id}`);
  }

  /** What a person does in Twenty's page. */
  async person(method: "POST" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<{ id: string }> {
    return JSON.parse(await this.#ask(this.target.url, method, `rows/${path}`, body));
  }

  async fault(where: "source" | "target", fault: FaultOrder): Promise<void> {
    await this.#ask(this[where].url, "POST", "faults", fault);
  }

  async clearFaults(): Promise<void> {
    for (const { url } of [this.source, this.target]) await this.#ask(url, "DELETE", "faults");
  }

  /** Faults that were planted and have not struck. */
  async waitingFaults(where: "source" | "target"): Promise<number> {
    const waiting: unknown[] = JSON.parse(await this.#ask(this[where].url, "GET", "faults"));
    return waiting.length;
  }

  async targetRequests(): Promise<Requests> {
    const { requests } = JSON.parse(await this.#ask(this.target.url, "GET", "stats"));
    return new Map(Object.entries(requests as Record<string, number>));
  }

  async sourceStats(): Promise<SourceStats> {
    return JSON.parse(await this.#ask(this.source.url, "GET", "stats"));
  }

  async #ask(url: string, method: string, path: string, body?: unknown): Promise<string> {
    const headers = { "content-type": "application/json" };
    const init = body === undefined ? { method } : { method, headers, body: JSON.stringify(body) };
    const request = new Request(`${url}/_sim/${path}`, init);
    const response = await this.direct(request);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} /_sim/${path} answered ${response.status}: ${text}`);
    return text;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.source.close();
    await this.target.close();
  }
}

export interface SourceStats {
  requests: { method: string; path: string; status: number; count: number }[];
  total: number;
  nonGet: number;
  maxInFlight: number;
  keySentToFiles: number;
}
