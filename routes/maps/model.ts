import { hashOf } from "../../db/hash.ts";
import { bothMaps, mapHistory } from "../../db/map_changes.ts";
import { openRows } from "../../steps/map_editor/confirm_rows.ts";
import type { MapFilter, MapsModel } from "../../views/maps/model.ts";
import type { Deps } from "../deps.ts";
import { momentsIn } from "../http/moment.ts";
import { z } from "zod";

/** Changes that the history shows; the journal has all. */
const HISTORY = 40;

/** The maps as far as the cell itself shows them; their list is asked for by the page. */
export async function mapsBlock({ console }: Deps, mayPress: boolean): Promise<MapsModel | undefined> {
  const { ledger } = console;
  const [maps, history] = await Promise.all([bothMaps(ledger), mapHistory(ledger, HISTORY)]);
  const { fields, values } = maps;
  if (fields.length + values.length === 0) return undefined;
  const open = openRows(maps, {});
  const moment = momentsIn(console);
  return {
    version: hashOf([fields, values]).slice(0, 12),
    fields: fields.length,
    values: values.length,
    proposed: open.fields.length + open.values.length,
    objects: [...new Set(fields.map((f) => f.object))],
    history: history.map(({ undone_at, at, ...change }) => ({
      ...change,
      at: moment(at),
      undone: undone_at !== null,
    })),
    mayPress,
  };
}

/** Rows a group shows at first, and more with each press. */
export const PAGE_ROWS = 100;
/** Proposals at least this sure are confirmed together, unless the person says otherwise. */
const LEAST = 90;

const Percent = z.coerce.number().int().min(0).max(100);
const blank = (value: unknown) => value === "" ? undefined : value;

/** What an address of the list may ask; anything else means everything. */
const Query = z.object({
  text: z.string().trim().max(100).catch(""),
  object: z.string().max(60).catch(""),
  state: z.enum(["proposed", "confirmed", "ignored", "none", ""]).catch(""),
  below: z.preprocess(blank, Percent.optional()).catch(undefined),
  made: z.string().transform((v) => v === "yes").catch(false),
  least: z.preprocess(blank, Percent).catch(LEAST),
  more: z.string().max(80).catch(""),
  rows: z.coerce.number().int().min(PAGE_ROWS).max(10_000).catch(PAGE_ROWS),
});

export const readFilter = (query: Record<string, string>): MapFilter => Query.parse(query);

/** Whether anything is asked for: then groups with finds are open. */
export const isFiltered = ({ text, object, state, below, made }: MapFilter): boolean =>
  text !== "" || object !== "" || state !== "" || below !== undefined || made;

/** Whether one of these names holds the text; capitals do not matter. */
export const matches = (text: string, names: readonly string[]): boolean =>
  text === "" || names.some((name) => name.toLowerCase().includes(text.toLowerCase()));
