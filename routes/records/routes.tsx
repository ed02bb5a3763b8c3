import { Hono } from "hono";
import { z } from "zod";
import { findByText } from "../../steps/records/find_records.ts";
import { FoundList, RecordSearch } from "../../views/records/search.tsx";
import { Sheet } from "../../views/page/layout.tsx";
import { RecordPage } from "../../views/records/page.tsx";
import { ASSETS } from "../http/assets.ts";
import type { Deps, Env } from "../deps.ts";
import { readForm } from "../http/forms.ts";
import { kindWord, RECORD_KINDS, recordModel } from "./model.ts";
import { refuse, wantsPieces } from "../http/reply.tsx";

const Asked = z.object({ text: z.string().max(200, "is longer than 200 characters") });
const MOST_FOUND = 20;

/** Every source row has an address, and is found by what people know it by. */
export function recordRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { console } = deps;

  // Posted, because an address is kept in histories and logs, and what is searched for is a patient's.
  app.post("/records/search", async (c) => {
    const { text } = await readForm(c, Asked);
    const rows = await findByText(console.ledger, text, RECORD_KINDS, MOST_FOUND + 1);
    const found = {
      rows: rows.slice(0, MOST_FOUND).map(({ resource, id, name, how, gone }) => ({
        key: `${resource}/${id}`,
        kind: kindWord(resource),
        name,
        how,
        gone,
      })),
      more: rows.length > MOST_FOUND,
    };
    if (wantsPieces(c)) return c.html(<FoundList found={found} />);
    return c.html(
      <Sheet title="Records found" back="/" assets={ASSETS}>
        <RecordSearch />
        <FoundList found={found} />
      </Sheet>,
    );
  });

  app.get("/records/:resource{[a-z_]+}/:id{[0-9]+}", async (c) => {
    const { resource, id } = c.req.param();
    const record = await recordModel(deps, resource, Number(id), c.get("session").role === "operator");
    if (record) return c.html(<RecordPage record={record} assets={ASSETS} />);
    return refuse(
      c,
      404,
      "No such record",
      `The ledger holds no ${resource}/${id}: it was never extracted, or PracticeHub has none.`,
    );
  });

  return app;
}
