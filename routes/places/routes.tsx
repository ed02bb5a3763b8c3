import { type Context, Hono } from "hono";
import type { Child } from "hono/jsx";
import { z } from "zod";
import { UsageError } from "../../steps/base/errors.ts";
import { changePlaces, type PlaceChange } from "../../steps/staging/places/change.ts";
import { readPlaces, writePlaces } from "../../steps/staging/places/csv.ts";
import { ADDRESS_PARTS, findPlaces, PRACTICE } from "../../steps/staging/places/places.ts";
import { Partial } from "../../views/ui/partial.tsx";
import { grouped } from "../../views/ui/numbers.ts";
import { PlaceImport, type PlacesModel } from "../../views/places/list.tsx";
import { SettingsPanel } from "../../views/settings/panel.tsx";
import type { Deps, Env } from "../deps.ts";
import { parse, readForm, uploadedText } from "../http/forms.ts";
import { settingsModel } from "../settings/model.ts";
import { wantsPieces } from "../http/reply.tsx";
import type { Console } from "../../steps/console/console.ts";
import { accountName } from "../../steps/staging/places/make.ts";

const number = z.string().trim().regex(/^\d{1,12}$/, "must be the number of a location")
  .transform((id) => String(Number(id)));
const text = z.string().trim().max(500, "is longer than 500 characters");

const Id = z.union([z.literal(PRACTICE), number], "There is no such company; reload the page");
const Form = z.object({
  name: text,
  ...Object.fromEntries(ADDRESS_PARTS.map((part) => [part, text.optional()])),
});
const NewForm = z.object({ id: number, name: text.min(1, "type a name") });

/** Names and addresses of the practice and its locations: the settings that PracticeHub cannot tell. */
export function placeRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { console } = deps;

  app.get("/places/template.csv", async (c) => {
    const { ledger, settings } = console;
    if (!settings) throw new UsageError("Fill in the settings first; companies belong to one migration.");
    c.header("Content-Type", "text/csv; charset=utf-8");
    c.header("Content-Disposition", 'attachment; filename="companies.csv"');
    return c.body(writePlaces((await findPlaces(ledger, settings)).places));
  });

  app.post("/places/new", async (c) => {
    const { id, name } = await readForm(c, NewForm);
    if (console.settings?.locations[id] !== undefined) {
      throw new UsageError(`Location ${id} has a name already; change it in its own line.`);
    }
    return await change(
      c,
      [{ id, name }],
      // The form for the next one comes with the stream, as everything that changed.
      <Partial target="notice-place-new" swap="innerHTML"></Partial>,
    );
  });

  app.post("/places/import", async (c) => {
    const changes = readPlaces(await uploadedText(c));
    const said = changes.length === 1 ? "1 company read." : `${grouped(changes.length)} companies read.`;
    return await change(
      c,
      changes,
      <Partial target="place-import-box" swap="innerHTML">
        <PlaceImport said={said} />
      </Partial>,
    );
  });

  app.post("/places/:id", async (c) => {
    const id = parse(Id, c.req.param("id"));
    const { name, ...address } = await readForm(c, Form);
    return await change(
      c,
      [{ id, name, address }],
      <Partial target={`notice-place-${id}`} swap="innerHTML"></Partial>,
    );
  });

  return app;

  async function change(c: Context<Env>, changes: readonly PlaceChange[], piece: Child) {
    await changePlaces(console, c.get("session").name, changes);
    delete deps.pace.sourceIntervalMs;
    if (!wantsPieces(c)) return c.redirect("/#companies", 303);
    // The settings panel shows the practice's name too and is no part of the stream.
    return c.html(
      <>
        <Partial target="settings" swap="outerMorph">
          <SettingsPanel settings={settingsModel(console, true)} />
        </Partial>
        {piece}
      </>,
    );
  }
}

/** Nothing before there are settings: names belong to one migration. */
export async function placesModel(
  { ledger, settings }: Console,
  mayPress: boolean,
): Promise<PlacesModel | undefined> {
  if (!settings) return undefined;
  return {
    ...await findPlaces(ledger, settings),
    accountName: accountName(settings.sourceUrl),
    mayPress,
  };
}
