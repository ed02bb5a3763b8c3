import { z } from "zod";
import type { MapFilter } from "../../views/maps/model.ts";

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
