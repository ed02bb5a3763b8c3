import type { Child, PropsWithChildren } from "hono/jsx";
import { raw } from "hono/html";
import { TIME_FORMS } from "../ui/times.ts";

/** htmx must add no style of its own and run nothing but its attributes, as the page's CSP says. */
const HTMX_CONFIG = JSON.stringify({
  includeIndicatorCSS: false,
  history: false,
  extensions: "sse",
  sse: { reconnectMaxDelay: 5_000 },
  // What a person has folded open stays open when the server redraws around it.
  morphIgnore: ["data-htmx-powered", "open", "data-filter"],
});

export interface AssetPaths {
  style: string;
  scripts: string[];
}

interface LayoutProps {
  title: string;
  assets: AssetPaths;
  /** Default: light and dark, whichever the viewer prefers. */
  colours?: string;
}

/** The document around every page. */
export function Layout(
  { title, assets, colours = "light dark", children }: PropsWithChildren<LayoutProps>,
) {
  return (
    <>
      {raw("<!doctype html>")}
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content={colours} />
          {assets.scripts.length > 0 && <meta name="htmx-config" content={HTMX_CONFIG} />}
          <title>{title}</title>
          <link rel="icon" href="/static/icon.svg" type="image/svg+xml" />
          <link rel="stylesheet" href={assets.style} />
          {assets.scripts.map((src) => <script src={src} defer></script>)}
        </head>
        <body>{children}</body>
      </html>
    </>
  );
}

interface SubPageProps {
  title: string;
  /** Default: the title. */
  heading?: Child;
  /** Where the notebook shows the same. */
  back: string;
  assets: AssetPaths;
  /** What stands beside the heading. */
  beside?: Child;
  class?: string;
}

/** What has a page of its own beside the notebook, with the way back. */
export function SubPage(
  { title, heading, back, assets, beside, children, ...rest }: PropsWithChildren<SubPageProps>,
) {
  return (
    <Layout title={`${title} · Handover`} assets={assets}>
      <header class="top">
        <div class="masthead">
          <h1>
            <a class="brand" href={back}>Handover</a>
            <span class="route">{heading ?? title}</span>
          </h1>
          {beside}
        </div>
      </header>
      <main class={rest.class ?? "run-page"}>{children}</main>
    </Layout>
  );
}

interface SheetProps {
  title: string;
  back: string;
  assets: AssetPaths;
  /** By whose clocks the times on it are. */
  zone?: string;
}

/** One part of the notebook as a page of its own. */
export function Sheet({ title, back, assets, zone, children }: PropsWithChildren<SheetProps>) {
  return (
    <SubPage title={title} back={back} assets={assets} beside={zone && <ZoneNote zone={zone} />}>
      {/* On the notebook it stands under a cell's heading, and its own are one lower. */}
      <h2 class="visually-hidden">{title}</h2>
      {children}
    </SubPage>
  );
}

/** A page that holds one thing to say: a link that no longer opens, an address that leads nowhere. */
export function MessagePage({ title, text, assets }: { title: string; text: string; assets: AssetPaths }) {
  return (
    <Layout title={`${title} · Handover`} assets={assets}>
      <main class="message">
        <p>
          <a class="brand" href="/">Handover</a>
        </p>
        <h1>{title}</h1>
        <p>{text}</p>
      </main>
    </Layout>
  );
}

/** By whose clocks the page's times are. `times.js` adds how the reader's differ and the switch between the two. */
export function ZoneNote({ zone }: { zone: string | undefined }) {
  return (
    <p id="zone" class="zone quiet" data-zone={zone ?? "UTC"} data-forms={JSON.stringify(TIME_FORMS)}>
      <span id="zone-text">
        {zone ? `Times in ${zone}` : "Times in UTC, until the practice's zone is known"}
      </span>{" "}
      <button type="button" id="zone-switch" class="button small plain" hidden>show mine</button>
    </p>
  );
}
