import type { FieldSpec } from "../twenty/metadata.ts";
import type { FieldKind } from "./transform.ts";
import { transformFor } from "./transforms/catalogue.ts";

/** Types that a person may choose for a new field: how they are said, and the icon of a field that has no other. */
export const NEW_TYPES: Readonly<Record<string, { words: string; icon: string }>> = {
  TEXT: { words: "text", icon: "IconAbc" },
  NUMBER: { words: "number", icon: "IconNumbers" },
  BOOLEAN: { words: "yes or no", icon: "IconCheck" },
  DATE: { words: "date", icon: "IconCalendar" },
  DATE_TIME: { words: "date and time", icon: "IconClock" },
  SELECT: { words: "one option", icon: "IconTag" },
  MULTI_SELECT: { words: "several options", icon: "IconTags" },
  ARRAY: { words: "list of texts", icon: "IconList" },
  CURRENCY: { words: "amount of money", icon: "IconCoins" },
};

/** A field to make; its options come from the value map when it is made. */
export const newField = (
  type: string,
  name: string,
  label: string,
  icon = NEW_TYPES[type]?.icon ?? "IconAbc",
  description = "",
): FieldSpec => ({
  name,
  label,
  type,
  icon,
  description,
  ...(type.endsWith("SELECT") ? { options: [] } : {}),
});

/** Many of ours to one `to`; `reverseLabel` is what the other side calls its list. */
export const relation = (
  name: string,
  label: string,
  to: string,
  reverseLabel: string,
  icon = "IconLink",
): FieldSpec => ({
  ...newField("RELATION", name, label, icon),
  relation: { to, reverseLabel, reverseIcon: icon },
});

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
  icon = kind.startsWith("object") ? "IconBraces" : undefined,
): { transform: string; creates: FieldSpec } {
  const type = typeFor(kind);
  return {
    transform: transformFor("", type, kind) ?? "text",
    creates: newField(type, name, label, icon),
  };
}

/** Every transform that an attribute may get by what its values are. */
export const BY_VALUES: readonly string[] = [
  ...new Set((Object.keys(TYPES) as FieldKind[]).map((kind) => fieldFor(kind, "", "").transform)),
];
