import type { Child, PropsWithChildren } from "hono/jsx";
import { raw } from "hono/html";
import { ASSETS } from "../../routes/http/assets.ts";
import { Layout } from "../../views/page/layout.tsx";
import { type Example, type Family, type Place, slugOf } from "./example.ts";
import { FAMILIES } from "./list.ts";

export const STYLE_PATH = "/gallery/gallery.css";

/** What there is, by family. */
export function IndexPage() {
  return (
    <Frame title="Gallery">
      <h1>Gallery</h1>
      <p class="quiet">
        Every component of the page in every state. Each has a page, and each state an address.
      </p>
      <ul class="gallery-index">
        {FAMILIES.map((family) => (
          <li>
            <h2>
              <a href={`/gallery/${family.name}`}>{family.name}</a>
            </h2>
            <p class="quiet">{family.about}</p>
            <ul>
              {family.examples.map((example) => (
                <li>
                  <a href={addressOf(family, example)}>{example.component}</a>{" "}
                  <span class="quiet">{example.state}</span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Frame>
  );
}

/** All of a family beneath each other. */
export function FamilyPage({ family }: { family: Family }) {
  return (
    <Frame title={family.name} family={family}>
      <h1>{family.name}</h1>
      <p class="quiet">{family.about}</p>
      {family.examples.map((example, i) => (
        <section class="example" id={slugOf(example)}>
          <h2>
            <a href={addressOf(family, example)}>{example.component}</a>{" "}
            <span class="quiet">{example.state}</span>
          </h2>
          <div class={`example-view place-${placeOf(family, example)}`}>
            {example.csp
              ? <p class="quiet">On a page of its own.</p>
              : raw(withOwnNames(String(<View family={family} example={example} />), i))}
          </div>
        </section>
      ))}
    </Frame>
  );
}

/** One example by itself, with what surrounds it on the page. */
export function ExamplePage({ family, example }: { family: Family; example: Example }) {
  const place = placeOf(family, example);
  if (place === "document") return <>{drawn(example)}</>;
  const beside = place === "top" || place === "aside" ? <View family={family} example={example} /> : null;
  return (
    <Layout title={`${example.component}: ${example.state}`} assets={ASSETS}>
      <link rel="stylesheet" href={STYLE_PATH} />
      {place === "top" ? beside : null}
      <div class="desk">
        {place === "aside" ? beside : <span></span>}
        <main class="example-page">
          <h1 class="quiet">
            {example.component}: {example.state}
          </h1>
          <h2 class="visually-hidden">{example.component}</h2>
          {beside ? null : <View family={family} example={example} />}
        </main>
      </div>
    </Layout>
  );
}

export const placeOf = (family: Family, { place = family.place }: Example): Place => place;

const addressOf = (family: Family, example: Example): string => `/gallery/${family.name}/${slugOf(example)}`;

/** The example within what the page draws around it. */
function View({ family, example }: { family: Family; example: Example }) {
  const view = drawn(example);
  switch (placeOf(family, example)) {
    case "cell":
      return (
        <div class="cell">
          <div class="cell-live">{view}</div>
        </div>
      );
    case "top":
      return <header class="top">{view}</header>;
    case "document":
      return <>{bodyOf(example)}</>;
    default:
      return <>{view}</>;
  }
}

/** What is folded as the page comes is opened where the example is about what lies in it. */
function drawn({ view, unfolded }: Example): Child {
  if (!unfolded) return view;
  return raw(String(view).replaceAll(/<details(?![^>]* open)/g, "<details open"));
}

/** Of a whole document that which can stand among others: a browser keeps six streams to a host, so it has none. */
function bodyOf(example: Example): Child {
  const body = /<body>([\s\S]*)<\/body>/.exec(String(drawn(example)))?.[1] ?? "";
  return raw(body.replace(/<div id="stream"[^>]*><\/div>/, ""));
}

/** The ids of an example, and what refers to them, as this one's among the others of its family. */
function withOwnNames(html: string, i: number): string {
  return html
    .replaceAll(/ (id|for|form|list|aria-labelledby|popovertarget)="([^"]+)"/g, ` $1="$2--${i}"`)
    .replaceAll(/ (href|hx-target|hx-include|hx-sync)="#([\w-]+)/g, ` $1="#$2--${i}`);
}

/** The gallery's own page, with the way to the other families. */
function Frame({ title, family, children }: PropsWithChildren<{ title: string; family?: Family }>) {
  return (
    <Layout title={`${title} · Handover gallery`} assets={ASSETS}>
      <link rel="stylesheet" href={STYLE_PATH} />
      <div class="desk">
        <nav class="gallery-nav" aria-label="Families">
          <a href="/">Gallery</a>
          {FAMILIES.map(({ name }) => (
            <a href={`/gallery/${name}`} {...(name === family?.name ? { "aria-current": "page" } : {})}>
              {name}
            </a>
          ))}
        </nav>
        <main class="gallery">{children}</main>
      </div>
    </Layout>
  );
}
