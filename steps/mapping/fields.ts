import type { FieldSpec } from "../twenty/metadata.ts";
import type { FieldKind } from "./transform.ts";
import { transformFor } from "./transforms/catalogue.ts";

/** Short hands for the fields that proposals make: type, name, label, icon, description. */
const field = (type: string, name: string, label: string, icon: string, description = ""): FieldSpec => ({
  name,
  label,
  type,
  icon,
  description,
});

export const text = (name: string, label: string, icon = "IconAbc", description?: string): FieldSpec =>
  field("TEXT", name, label, icon, description);
export const date = (name: string, label: string, icon = "IconCalendar"): FieldSpec =>
  field("DATE", name, label, icon);
export const instant = (name: string, label: string, icon = "IconClock"): FieldSpec =>
  field("DATE_TIME", name, label, icon);
export const number = (
  name: string,
  label: string,
  icon = "IconNumbers",
  description?: string,
): FieldSpec => field("NUMBER", name, label, icon, description);
export const flag = (name: string, label: string, icon = "IconCheck"): FieldSpec =>
  field("BOOLEAN", name, label, icon);
export const money = (name: string, label: string, icon = "IconCoins", description?: string): FieldSpec =>
  field("CURRENCY", name, label, icon, description);
/** Several texts that are no options. */
export const list = (name: string, label: string, icon = "IconList"): FieldSpec =>
  field("ARRAY", name, label, icon);
export const address = (name: string, label: string): FieldSpec =>
  field("ADDRESS", name, label, "IconMapPin");

/** Options come from the value map when the field is made. */
export const select = (name: string, label: string, icon = "IconTag"): FieldSpec => ({
  ...field("SELECT", name, label, icon),
  options: [],
});
export const multiSelect = (name: string, label: string, icon = "IconTags"): FieldSpec => ({
  ...field("MULTI_SELECT", name, label, icon),
  options: [],
});

/** Many of ours to one `to`; `reverseLabel` is what the other side calls its list. */
export const relation = (
  name: string,
  label: string,
  to: string,
  reverseLabel: string,
  icon = "IconLink",
): FieldSpec => ({
  ...field("RELATION", name, label, icon),
  relation: { to, reverseLabel, reverseIcon: icon },
});

/** Types that a person may choose for a new field, and how they are said. */
export const NEW_TYPES: Record<
  string,
  { words: string; make: (name: string, label: string, icon?: string) => FieldSpec }
> = {
  TEXT: { words: "text", make: text },
  NUMBER: { words: "number", make: number },
  BOOLEAN: { words: "yes or no", make: flag },
  DATE: { words: "date", make: date },
  DATE_TIME: { words: "date and time", make: instant },
  SELECT: { words: "one option", make: select },
  MULTI_SELECT: { words: "several options", make: multiSelect },
  ARRAY: { words: "list of texts", make: list },
  CURRENCY: { words: "amount of money", make: money },
};

/** The type of field for each kind of value. */
const TYPES: Record<FieldKind, string> = {
  text: "TEXT",
  html: "TEXT",
  number: "NUMBER",
  flag: "BOOLEAN",
  date: "DATE",
  instant: "DATE_TIME",
  choice: "SELECT",
  list: "ARRAY",
  objects: "TEXT",
  object: "TEXT",
  empty: "TEXT",
};

/** The type that suits what an attribute was found to hold. */
export const typeFor = (kind: FieldKind | undefined): string => TYPES[kind ?? "text"];

/** The field that would hold what an attribute was found to hold, and the transform that fills it. */
export function fieldFor(
  kind: FieldKind,
  name: string,
  label: string,
): { transform: string; creates: FieldSpec } {
  const type = typeFor(kind);
  const creates = (NEW_TYPES[type]?.make ?? text)(
    name,
    label,
    kind.startsWith("object") ? "IconBraces" : undefined,
  );
  return { transform: transformFor("", type, kind) ?? "text", creates };
}

/** Every transform that an attribute may get by what its values are. */
export const BY_VALUES: readonly string[] = [
  ...new Set((Object.keys(TYPES) as FieldKind[]).map((kind) => fieldFor(kind, "", "").transform)),
];
