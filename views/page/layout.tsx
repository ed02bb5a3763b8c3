import type { PropsWithChildren } from "hono/jsx";
import { raw } from "hono/html";

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

/** The document around every page. */
export function Layout(
  { title, assets, children }: PropsWithChildren<{ title: string; assets: AssetPaths }>,
) {
  return (
    <>
      {raw("<!doctype html>")}
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="htmx-config" content={HTMX_CONFIG} />
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
