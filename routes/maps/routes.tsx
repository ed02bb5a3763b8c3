import { type Context, Hono } from "hono";
import { z } from "zod";
import {
  addValue,
  confirmValue,
  ignoreValue,
  moveValue,
  renameOption,
  setDefault,
} from "../../steps/map_editor/value_decisions.ts";
import {
  changeTransform,
  confirmField,
  ignoreField,
  mapSource,
  retarget,
} from "../../steps/map_editor/field_decisions.ts";
import { confirmRows } from "../../steps/map_editor/confirm_rows.ts";
import { wordedOption } from "../../steps/map_editor/options.ts";
import type { Place } from "../../steps/map_editor/place.ts";
import { type Change, type Editor, undo } from "../../steps/map_editor/change.ts";
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

type Row = (read: MapsRead, id: string, form: Record<string, string>) => (by: Editor) => Promise<Change>;

/** What a person does to one row, by the address it is posted to: `/maps/<kind>/<id>/<verb>`. */
const ROWS: Record<string, Row> = {
  "fields/confirm": (read, id) => (by) => confirmField(by, findField(read, id)),
  "fields/ignore": (read, id, { reason = "" }) => (by) => ignoreField(by, findField(read, id), reason),
  "fields/move": (read, id, form) => (by) => retarget(by, findField(read, id), parse(PlaceForm, form)),
  "fields/transform": (read, id, { transform = "" }) => (by) =>
    changeTransform(by, findField(read, id), transform),
  "sources/map": (read, id, form) => (by) => mapSource(by, findSource(read, id), parse(PlaceForm, form)),
  "values/confirm": (read, id) => (by) => confirmValue(by, findValue(read, id)),
  "values/ignore": (read, id) => (by) => ignoreValue(by, findValue(read, id)),
  "values/move": (read, id, form) => (by) => moveValue(by, findValue(read, id), chosen(form)),
  "options/rename": (read, id, { label = "" }) => (by) => renameOption(by, findOption(read, id), label),
  "tables/confirm": (read, id) => (by) => confirmRows(by, findTable(read, id)),
  "tables/default": (read, id, form) => (by) =>
    setDefault(by, findTable(read, id), form["option"] || form["label"] ? chosen(form) : undefined),
  "tables/add": (read, id, form) => (by) =>
    addValue(by, findTable(read, id), form["value"] ?? "", chosen(form)),
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
    return await press(c, deps, TOP, form, (by) => confirmRows(by, parse(Which, which)));
  });

  app.post("/maps/undo", async (c) => {
    const form = await formOf(c);
    return await press(c, deps, TOP, form, (by) => undo(by, parse(Count, form["id"])));
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
