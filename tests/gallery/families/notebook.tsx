import { Layout } from "../../../views/page/layout.tsx";
import { Page, type PageModel } from "../../../views/page/page.tsx";
import { titleOf } from "../../../views/page/status_bar.tsx";
import { ASSETS } from "../../../routes/http/assets.ts";
import type { Example, Family } from "../example.ts";
import { allGreen, chained, empty, failed, paused, running } from "../made_up/notebook.tsx";

const notebook = (state: string, model: PageModel, settled?: string): Example => ({
  component: "Page",
  state,
  view: (
    <Layout title={titleOf(model.status)} assets={ASSETS}>
      <Page {...model} />
    </Layout>
  ),
  settled,
});

const MAPS_ARE_THERE = ".map-list .map-bulk";

export const notebooks: Family = {
  name: "notebook",
  about: "The whole page.",
  place: "document",
  examples: [
    notebook("empty: the first run", empty()),
    notebook("the full run is running", running(), MAPS_ARE_THERE),
    notebook("the full run is paused", paused()),
    notebook("a chain runs, before the first figure", chained()),
    notebook("failed, seen by a viewer", failed(), MAPS_ARE_THERE),
    notebook("all green", allGreen()),
  ],
};
