import { Hono } from "hono";
import { fieldMap } from "../../db/maps.ts";
import { Sheet } from "../../views/page/layout.tsx";
import { MapEditor } from "../../views/maps/editor.tsx";
import { MapList } from "../../views/maps/list.tsx";
import { MapPicture } from "../../views/maps/picture.tsx";
import { MapPanel } from "../../views/maps/panel.tsx";
import { ASSETS } from "../http/assets.ts";
import type { Deps, Env } from "../deps.ts";
import { mapList } from "./list_model.ts";
import { mapPicture } from "./picture_model.ts";
import { mapsBlock, readFilter } from "./model.ts";
import { zoneOf } from "../http/moment.ts";
import { PANELS } from "./panels.ts";
import { readMaps } from "./rows.ts";
import { wantsPieces } from "../http/reply.tsx";

/** The maps to look at: filtered rows, and what can be changed about one of them. */
export function mapViewRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { ledger } = deps.console;

  app.get("/maps", async (c) => {
    const mayPress = c.get("session").role === "operator";
    const list = mapList(await readMaps(ledger), readFilter(c.req.query()), mayPress);
    if (wantsPieces(c)) return c.html(<MapList list={list} />);
    const maps = await mapsBlock(deps, mayPress);
    return c.html(
      <Sheet title="Maps" back="/#cell-schema" zone={zoneOf(deps.console)} assets={ASSETS}>
        {maps
          ? <MapEditor maps={maps} list={list} />
          : <p class="quiet">There are no maps yet; run the schema cell first.</p>}
      </Sheet>,
    );
  });

  app.get("/maps/picture", async (c) => {
    const objects = mapPicture(await fieldMap(ledger));
    if (wantsPieces(c)) return c.html(<MapPicture objects={objects} />);
    return c.html(
      <Sheet title="Field map" back="/#cell-schema" assets={ASSETS}>
        <MapPicture objects={objects} />
      </Sheet>,
    );
  });

  app.get("/maps/:id/:panel", async (c) => {
    const panel = PANELS[c.req.param("panel")];
    if (!panel) return await c.notFound();
    const model = panel(await readMaps(ledger), c.req.param("id"));
    if (wantsPieces(c)) return c.html(<MapPanel panel={model} />);
    return c.html(
      <Sheet title="One row of the maps" back="/maps" assets={ASSETS}>
        <div class="maps">
          <MapPanel panel={model} />
        </div>
      </Sheet>,
    );
  });

  return app;
}
