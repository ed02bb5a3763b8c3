import { Buffer } from "node:buffer";
import { type IncomingMessage, request as overHttp } from "node:http";
import { request as overHttps } from "node:https";

/**
 * Sends a request whose body is a stream of stated length. `fetch` leaves the length out and sends such a body in
 * chunks, which S3 refuses. The answer is short and taken whole; redirects are answers.
 */
export async function sizedFetch(request: Request): Promise<Response> {
  const { promise: answered, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const send = new URL(request.url).protocol === "https:" ? overHttps : overHttp;
  const headers = Object.fromEntries(request.headers);
  const outgoing = send(request.url, {
    method: request.method,
    headers,
    agent: false,
    signal: request.signal,
  });
  outgoing.once("response", resolve);
  outgoing.once("error", reject);
  try {
    const sent = write(outgoing, request.body ?? new ReadableStream());
    sent.catch(reject);
    const incoming = await answered;
    const pieces: Uint8Array[] = [];
    for await (const piece of incoming) pieces.push(piece);
    const received = new Headers();
    for (const [name, value] of Object.entries(incoming.headers)) received.set(name, String(value));
    const status = incoming.statusCode ?? 500;
    return new Response(status === 204 ? null : Buffer.concat(pieces), { status, headers: received });
  } finally {
    outgoing.destroy();
  }
}

type Outgoing = ReturnType<typeof overHttp>;

/** No faster than the connection takes it. */
async function write(outgoing: Outgoing, body: ReadableStream<Uint8Array>): Promise<void> {
  for await (const piece of body) {
    if (outgoing.destroyed) return;
    const taken = Promise.withResolvers<void>();
    outgoing.once("close", taken.resolve);
    outgoing.write(piece, () => taken.resolve());
    await taken.promise;
    outgoing.off("close", taken.resolve);
  }
  outgoing.end();
}
