import { createGallery } from "../gallery/app.tsx";

export interface GalleryPage extends AsyncDisposable {
  /** Where the families and their examples are. */
  at: string;
}

export function startGallery(): GalleryPage {
  const stop = new AbortController();
  const { signal } = stop;
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, signal, onListen: () => {} },
    createGallery().fetch,
  );
  return {
    at: `http://127.0.0.1:${server.addr.port}/gallery`,
    async [Symbol.asyncDispose]() {
      // A shutdown would wait for the streams of pages that are still open.
      stop.abort();
      await server.finished;
    },
  };
}
