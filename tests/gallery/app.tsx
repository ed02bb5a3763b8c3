import css from "./gallery.css" with { type: "text" };
import { type Context, Hono } from "hono";
import { streamSSE } from "hono/streaming";
import type { Child } from "hono/jsx";
import { ASSETS, staticRoutes } from "../../routes/http/assets.ts";
import { safetyHeaders } from "../../routes/http/guard.tsx";
import { CsvFiles } from "../../views/csv/files.tsx";
import { MapList } from "../../views/maps/list.tsx";
import { MapPicture } from "../../views/maps/picture.tsx";
import { MessagePage } from "../../views/page/layout.tsx";
import { slugOf } from "./example.ts";
import { FILES } from "./families/csv.tsx";
import { FAMILIES } from "./list.ts";
import { PICTURE } from "./made_up/map_picture.ts";
import { list } from "./made_up/maps.ts";
import { ExamplePage, FamilyPage, IndexPage, STYLE_PATH } from "./pages.tsx";

/**
 * The components of `views/` in every state they can be in, drawn by the product's own layout, stylesheet, scripts and
 * headers. For development: nothing behind it runs, and what is pressed does nothing.
 */
export function createGallery(): Hono {
  const app = new Hono();
  app.use(safetyHeaders);
  app.route("/", staticRoutes());
  app.get("/", (c) => c.html(<IndexPage />));
  app.get(STYLE_PATH, (c) => c.body(css, 200, { "Content-Type": "text/css; charset=utf-8" }));
  app.get("/gallery/:family", (c) => {
    const family = familyOf(c);
    return family ? c.html(<FamilyPage family={family} />) : c.notFound();
  });
  app.get("/gallery/:family/:example", (c) => {
    const family = familyOf(c);
    const example = family?.examples.find((one) => slugOf(one) === c.req.param("example"));
    if (!family || !example) return c.notFound();
    if (example.csp) c.header("Content-Security-Policy", example.csp);
    return c.html(<ExamplePage family={family} example={example} />);
  });
  answerViews(app);
  app.notFound((c) =>
    c.html(<MessagePage title="Nothing here" text="No such example." assets={ASSETS} />, 404)
  );
  return app;
}

const familyOf = (c: Context) => FAMILIES.find(({ name }) => name === c.req.param("family"));

/** What the components ask for by themselves when they have been drawn. */
const ASKED: Record<string, Child> = {
  "/maps": <MapList list={list()} />,
  "/maps/picture": <MapPicture objects={PICTURE} />,
  "/cells/extract/csv/files": <CsvFiles model={FILES} />,
};

function answerViews(app: Hono): void {
  for (const [path, view] of Object.entries(ASKED)) app.get(path, (c) => c.html(<>{view}</>));
  // A stream on which nothing ever happens.
  app.get(
    "/stream",
    (c) => streamSSE(c, (stream) => new Promise<void>((resolve) => stream.onAbort(resolve))),
  );
  app.use(async (c, next) => {
    if (c.req.header("hx-request") !== "true") return await next();
    return c.body(null, 204);
  });
}
