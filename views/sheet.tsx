import type { PropsWithChildren } from "hono/jsx";
import { type AssetPaths, Layout } from "./layout.tsx";

/** One part of the notebook as a page of its own, with the way back to where it stands. */
export function Sheet(
  { title, back, assets, children }: PropsWithChildren<{ title: string; back: string; assets: AssetPaths }>,
) {
  return (
    <Layout title={`${title} · Handover`} assets={assets}>
      <header class="top">
        <div class="masthead">
          <h1>
            <a class="brand" href={back}>Handover</a>
            <span class="route">{title}</span>
          </h1>
        </div>
      </header>
      <main class="run-page">
        {/* On the notebook it stands under a cell's heading, and its own are one lower. */}
        <h2 class="visually-hidden">{title}</h2>
        {children}
      </main>
    </Layout>
  );
}
