import type { FieldKind } from "../mapping/transform.ts";

/** What one value is taken for; a list of anything but plain values is one of objects. A date is also an instant, a yes or no may also be a number; `chooseKind` adds up. */
export type Shape =
  | "list"
  | "objects"
  | "object"
  | "bit"
  | "flag"
  | "number"
  | "date"
  | "instant"
  | "html"
  | "text";

/** Share of the filled values that a kind has to cover, so that a stray value does not hide what a field is. */
const ENOUGH = 0.9;
/** One note in ten with a tag in it: the field is written with an editor. */
const SOME_HTML = 0.1;
/** A picklist has few values, short, and each of them several times. */
const MAX_CHOICES = 40;
const ROWS_A_CHOICE = 3;
const LONGEST_CHOICE = 63;

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2})?/;
/** Names another record, even where there is only number 1. */
const ID = /(^|_)id$/i;
/** No leading zero: `007` and a telephone number are not amounts. */
const NUMBER = /^-?(0|[1-9]\d{0,14})(\.\d+)?$/;
const FLAG = /^(true|false|yes|no)$/i;
const TAG = /<\/?[a-z][a-z0-9]*(\s[^<>]*)?\/?>|&(nbsp|amp|lt|gt|quot|#\d+);/i;

export function shapeOfValue(value: unknown): Shape {
  if (Array.isArray(value)) {
    return value.some((v) => typeof v === "object" && v !== null) ? "objects" : "list";
  }
  if (typeof value === "object") return "object";
  if (typeof value === "boolean") return "flag";
  const text = String(value).trim();
  if (text === "0" || text === "1") return "bit";
  if (NUMBER.test(text)) return "number";
  if (DATE.test(text)) return "date";
  if (INSTANT.test(text)) return "instant";
  if (FLAG.test(text)) return "flag";
  return TAG.test(text) ? "html" : "text";
}

const EMAIL = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/;
/** Digits with what people put between them; no date, which has its own shape. */
const PHONE = /^(?=(?:\D*\d){6,15}\D*$)\+?[\d\s().\/-]+$/;

/** What a text looks like, where it has a form that a field of Twenty is made for. */
export function likenessOf(text: string): "emails" | "phones" | undefined {
  if (EMAIL.test(text)) return "emails";
  return PHONE.test(text) && !DATE.test(text) && !INSTANT.test(text) ? "phones" : undefined;
}

/** What was observed of one field. */
export interface Observed {
  name: string;
  filled: number;
  shapes: ReadonlyMap<Shape, number>;
  distinct: number;
  longest: number;
}

/**
 * The narrowest kind that covers at least nine tenths of the filled values, with the percent it covers. A `2` among
 * ones and zeros makes a number of the field: as a flag it would lose that value.
 */
export function chooseKind(
  { name, filled, shapes, distinct, longest }: Observed,
): { kind: FieldKind; sure: number } {
  if (filled === 0) return { kind: "empty", sure: 100 };
  const n = (...names: Shape[]) => names.reduce((sum, name) => sum + (shapes.get(name) ?? 0), 0);
  const sure = (count: number) => Math.floor(100 * count / filled);
  const scalars = filled - n("list", "objects", "object");
  const candidates: [FieldKind, number][] = [
    ["list", n("list")],
    ["objects", n("list", "objects")],
    ["object", n("object")],
    ["date", n("date")],
    ["instant", n("date", "instant")],
    ["flag", ID.test(name) ? 0 : n("bit", "flag")],
    ["number", n("bit", "number")],
  ];
  const full = candidates.find(([, count]) => count === filled);
  const found = full ?? candidates.find(([, count]) => count >= ENOUGH * filled);
  if (found) return { kind: found[0], sure: sure(found[1]) };
  if (n("html") >= SOME_HTML * filled) return { kind: "html", sure: sure(scalars) };
  const choice = distinct <= MAX_CHOICES && longest <= LONGEST_CHOICE && filled >= ROWS_A_CHOICE * distinct;
  return { kind: choice && scalars === filled ? "choice" : "text", sure: sure(scalars) };
}
