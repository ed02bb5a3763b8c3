import type { FieldKind, Takes, Transform } from "../transform.ts";
import { CONTACTS } from "./contacts.ts";
import { NAMES } from "./names.ts";
import { NOTES } from "./notes.ts";
import { NUMBERS } from "./numbers.ts";
import { OPTIONS } from "./options.ts";
import { REFERENCES } from "./references.ts";
import { TEXTS } from "./text.ts";
import { TIMES } from "./times.ts";

const CATALOGUE = {
  ...TEXTS,
  ...NUMBERS,
  ...TIMES,
  ...OPTIONS,
  ...CONTACTS,
  ...NOTES,
  ...NAMES,
  ...REFERENCES,
};

export type TransformName = keyof typeof CATALOGUE;
/** Every transform by the name that field rows use. Of those that fit, the first is offered first. */
export const TRANSFORMS: Readonly<Record<TransformName, Transform>> = CATALOGUE;

/** The transform that a field row names; undefined where this program has none of that name. */
export const transformNamed = (name: string): Transform | undefined =>
  Object.hasOwn(TRANSFORMS, name) ? TRANSFORMS[name as TransformName] : undefined;

/** How a transform is said. */
export const wordsOf = (name: string): string => transformNamed(name)?.words ?? name;

/** Whether a row fills its field by way of the value map. */
export const hasOptions = ({ transform }: { transform: string }): boolean =>
  transformNamed(transform)?.options !== undefined;

/** What a row's source is: `*`, `=text`, or an attribute. */
export function takenBy(source: string): Takes {
  return source === "*" ? "row" : source.startsWith("=") ? "constant" : "attribute";
}

/** The attributes that a field row reads; undefined for a whole row of which nobody knows the parts. */
export const attributesOf = (
  { source, transform }: { source: string; transform: string },
): readonly string[] | undefined => source === "*" ? transformNamed(transform)?.reads : [source];

/** The transforms that a person may choose for this source and type of field. */
export const fitting = (source: string, type: string): string[] =>
  Object.entries(TRANSFORMS).filter(([, { type: filled, takes = ["attribute"] }]) =>
    filled === type && takes.includes(takenBy(source))
  ).map(([name]) => name);

/** The transform that suits a type and what the attribute was found to hold. */
export function transformFor(source: string, type: string, kind: FieldKind | undefined): string | undefined {
  const names = fitting(source, type);
  return names.find((name) => kind && transformNamed(name)?.bestFor?.includes(kind)) ?? names[0];
}
