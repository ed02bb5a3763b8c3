import type { FieldSpec } from "../twenty/metadata.ts";

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
