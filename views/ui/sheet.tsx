import type { PropsWithChildren } from "hono/jsx";
import { type AssetPaths, Layout } from "../page/layout.tsx";
import { ZoneNote } from "../page/zone_note.tsx";

/** One part of the notebook as a page of its own, with the way back to where it stands. */
export function Sheet(
  { title, back, assets, zone, children }: PropsWithChildren<
    { title: string; back: string; assets: AssetPaths; /** Where times are shown: whose. */ zone?: string }
  >,
) {
  return (
    <Layout title={`${title} · Handover`} assets={assets}>
      <header class="top">
        <div class="masthead">
          <h1>
            <a class="brand" href={back}>Handover</a>
            <span class="route">{title}</span>
          </h1>
          {zone ? <ZoneNote zone={zone} /> : null}
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
