import { type Context, Hono } from "hono";
import { z } from "zod";
import {
  addValue,
  confirmValue,
  ignoreValue,
  moveValue,
  setDefault,
} from "../../steps/map_editor/value_decisions.ts";
import { changeTransform, retarget } from "../../steps/map_editor/field_decisions.ts";
import { confirmField, ignoreField, mapSource } from "../../steps/map_editor/field_decisions.ts";
import { confirmRows } from "../../steps/map_editor/confirm_rows.ts";
import { renameOption } from "../../steps/map_editor/value_decisions.ts";
import { wordedOption } from "../../steps/map_editor/options.ts";
import type { Place } from "../../steps/map_editor/place.ts";
import { undo } from "../../steps/map_editor/change.ts";
import type { Deps, Env } from "../deps.ts";
import { formOf, parse } from "../http/forms.ts";
import { findField, findOption, findSource, findTable, findValue, type MapsRead, readMaps } from "./rows.ts";
import { press, TOP } from "./press.tsx";

const Word = z.string().trim().max(200, "is longer than 200 characters");
/** A field by its name, or the label and type of a new one. */
const PlaceForm = z.object({ field: Word.default(""), label: Word.default(""), type: Word.default("") })
  .transform(({ field, label, type }): Place => field !== "" ? { field } : { label, type });
/** An option by its value, or the label of a new one. */
const OptionForm = z.object({ option: Word.default(""), label: Word.default("") });
const Count = z.coerce.number().int().min(0);
const Which = z.object({
  least: Count.max(100).optional(),
  object: Word.optional(),
  shown: Count.optional(),
});

type Row = (
  read: MapsRead,
  id: string,
  form: Record<string, string>,
) => (by: Parameters<Parameters<typeof press>[4]>[0]) => Promise<string | void>;

/** What a person does to one row, by the address it is posted to: `/maps/<kind>/<id>/<verb>`. */
const ROWS: Record<string, Row> = {
  "fields/confirm": (read, id) => async (by) => void await confirmField(by, findField(read, id)),
  "fields/ignore": (read, id, { reason = "" }) => async (by) =>
    void await ignoreField(by, findField(read, id), reason),
  "fields/move": (read, id, form) => async (by) =>
    (await retarget(by, findField(read, id), parse(PlaceForm, form))).changed,
  "fields/transform": (read, id, { transform = "" }) => async (by) =>
    void await changeTransform(by, findField(read, id), transform),
  "sources/map": (read, id, form) => async (by) =>
    (await mapSource(by, findSource(read, id), parse(PlaceForm, form))).changed,
  "values/confirm": (read, id) => async (by) => void await confirmValue(by, findValue(read, id)),
  "values/ignore": (read, id) => async (by) => void await ignoreValue(by, findValue(read, id)),
  "values/move": (read, id, form) => async (by) =>
    (await moveValue(by, findValue(read, id), chosen(form))).changed,
  "options/rename": (read, id, { label = "" }) => async (by) =>
    (await renameOption(by, findOption(read, id), label)).changed,
  "tables/confirm": (read, id) => async (by) => void await confirmRows(by, findTable(read, id)),
  "tables/default": (read, id, form) => async (by) =>
    (await setDefault(by, findTable(read, id), form["option"] || form["label"] ? chosen(form) : undefined))
      .changed,
  "tables/add": (read, id, form) => async (by) =>
    (await addValue(by, findTable(read, id), form["value"] ?? "", chosen(form))).changed,
};

function chosen(form: Record<string, string>): { option: string } | { label: string } {
  const { option, label } = parse(OptionForm, form);
  return label !== "" ? { label } : { option };
}

/** What a person decides of the field map and the value maps: row by row, many at once, and back again. */
export function mapRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();

  app.post("/maps/confirm", async (c) => {
    const form = await formOf(c);
    const which = Object.fromEntries(Object.entries(form).filter(([, v]) => v !== ""));
    return await press(c, deps, TOP, form, async (by) => void await confirmRows(by, parse(Which, which)));
  });

  app.post("/maps/undo", async (c) => {
    const form = await formOf(c);
    return await press(c, deps, TOP, form, async (by) => void await undo(by, parse(Count, form["id"])));
  });

  app.post("/maps/option-words", async (c) => {
    // Posted, not asked for: a label may be a value of the source, and those stand in no address.
    const { label = "" } = await formOf(c);
    if (label.trim() === "") return c.text("");
    const { labelChanges, valueChange } = wordedOption(label, 0);
    const ofValue = valueChange && c.req.query("value") !== "stays" ? [valueChange.text] : [];
    return c.text([...labelChanges, ...ofValue].join("; "));
  });

  app.post("/maps/:kind/:id/:verb", async (c: Context<Env>) => {
    const { kind = "", id = "", verb = "" } = c.req.param() as Record<string, string>;
    const row = ROWS[`${kind}/${verb}`];
    if (!row) return await c.notFound();
    const form = await formOf(c);
    const read = await readMaps(deps.console.ledger);
    return await press(
      c,
      deps,
      /^[a-z]-[0-9a-f]{12}$/.test(id) ? id : TOP,
      form,
      (by) => row(read, id, form)(by),
    );
  });

  return app;
}
