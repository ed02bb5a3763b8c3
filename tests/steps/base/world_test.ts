import { assertEquals, assertRejects } from "@std/assert";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { systemWorld } from "../../../steps/base/world.ts";

const PIECE = 100_000;

/** What a server got: the headers that tell a length, and how many bytes. */
interface Got {
  length: string | undefined;
  encoding: string | undefined;
  bytes: number;
}

/** Answers `PUT /STATUS` with that status, when it has read the body. */
async function withServer(work: (url: string, got: Got[]) => Promise<void>): Promise<void> {
  const got: Got[] = [];
  const server = createServer((incoming, outgoing) => {
    let bytes = 0;
    incoming.on("error", () => {});
    incoming.on("data", (piece: Uint8Array) => bytes += piece.length);
    incoming.on("end", () => {
      const { "content-length": length, "transfer-encoding": encoding } = incoming.headers;
      got.push({ length, encoding, bytes });
      outgoing.writeHead(Number(incoming.url?.slice(1)), { etag: '"x"', connection: "close" }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, got);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

async function* pieces(count: number, failsAt = Infinity): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let n = 0; n < count; n++) {
    await Promise.resolve();
    if (n === failsAt) throw new Error("disk gone");
    yield new Uint8Array(PIECE);
  }
}

const put = (
  url: string,
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  size?: number,
  signal?: AbortSignal,
) =>
  new Request(url, {
    method: "PUT",
    body,
    headers: size === undefined ? {} : { "content-length": String(size) },
    ...(signal ? { signal } : {}),
  });

Deno.test("a stream of stated length is sent with it, not in chunks", () =>
  withServer(async (url, got) => {
    const { fetch } = systemWorld();
    const response = await fetch(put(`${url}/200`, ReadableStream.from(pieces(20)), 20 * PIECE));
    assertEquals([response.status, response.headers.get("etag")], [200, '"x"']);
    await response.body?.cancel();
    const refused = await fetch(put(`${url}/403`, ReadableStream.from(pieces(1)), PIECE));
    assertEquals(refused.status, 403);
    assertEquals(got, [
      { length: String(20 * PIECE), encoding: undefined, bytes: 20 * PIECE },
      { length: String(PIECE), encoding: undefined, bytes: PIECE },
    ]);
  }));

Deno.test("a stream that fails, a signal and a host that is gone are errors", () =>
  withServer(async (url, got) => {
    const { fetch } = systemWorld();
    const failing = put(`${url}/200`, ReadableStream.from(pieces(20, 2)), 20 * PIECE);
    await assertRejects(() => fetch(failing), Error, "disk gone");
    const abort = new AbortController();
    const endless = new ReadableStream<Uint8Array<ArrayBuffer>>({
      pull(controller) {
        controller.enqueue(new Uint8Array(PIECE));
        abort.abort();
      },
    });
    await assertRejects(() => fetch(put(`${url}/200`, endless, 20 * PIECE, abort.signal)));
    await assertRejects(() => fetch(put("http://127.0.0.1:1/200", ReadableStream.from(pieces(1)), PIECE)));
    assertEquals(got, []);
  }));
