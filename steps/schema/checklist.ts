import { stringify } from "@std/csv";
import type { Ledger } from "../../db/ledger.ts";
import { bothMaps, type MapRows } from "../../db/map_changes.ts";
import { readMigration } from "../../db/migration.ts";
import { markedAsText } from "../base/csv_lines.ts";
import { Settings } from "../base/settings.ts";
import type { FieldSpec, ObjectSpec } from "../twenty/metadata.ts";
import { targetField, type TargetObjectFields, workspaceOf } from "../map_editor/workspace.ts";
import { type WantedField, wantedFields, wantedObjects, wantedOptions } from "./wanted_schema.ts";

export const CHECKLIST_FORMATS = ["md", "csv"] as const;
export type ChecklistFormat = typeof CHECKLIST_FORMATS[number];

/** One thing that an admin makes in Twenty under Settings → Data model, or finds there already. */
export interface ChecklistItem {
  what: "object" | "field" | "relation";
  object: string;
  label: string;
  /** API name; of an object its singular. */
  name: string;
  /** Of objects alone: what several are called, on the page and by the API. */
  plural?: { label: string; name: string };
  icon: string;
  description: string;
  /** Of fields. */
  type?: string;
  unique?: boolean;
  /** Of relations: what is pointed at, and what the list there is called. */
  relatesTo?: { object: string; called: string };
  options: { value: string; label: string; color: string; there: boolean }[];
  /** What stands in Twenty as of the newest run of the schema cell. */
  there: "yes" | "no" | "options are missing" | "other type" | "not known";
}

/** What the confirmed maps need in Twenty, in the order it can be worked through: objects, fields, relations. */
export async function checklist(ledger: Ledger): Promise<ChecklistItem[]> {
  const [maps, workspace, migration] = await Promise.all([
    bothMaps(ledger),
    workspaceOf(ledger),
    readMigration(ledger),
  ]);
  const settings = Settings.partial().safeParse(migration?.settings).data;
  return itemsOf(maps, workspace, settings?.gonePolicy ?? "soft-delete");
}

/** The checklist as a file's text. */
export async function checklistText(ledger: Ledger, format: ChecklistFormat): Promise<string> {
  const items = await checklist(ledger);
  return format === "csv" ? checklistCsv(items) : checklistMarkdown(items);
}

export function itemsOf(
  maps: MapRows,
  workspace: readonly TargetObjectFields[],
  gonePolicy: Settings["gonePolicy"] = "soft-delete",
): ChecklistItem[] {
  const wanted = wantedFields(maps.fields, maps.values, gonePolicy);
  const objects = wantedObjects(maps.fields).map((spec) => objectItem(spec, workspace));
  const items = [...wanted, ...lackingOptions(maps, workspace)]
    .map(({ object, spec }) => fieldItem(object, spec, workspace));
  return [
    ...objects,
    ...items.filter((i) => i.what === "field"),
    ...items.filter((i) => i.what === "relation"),
  ];
}

/** Fields that nobody has to make but that lack options, such as a stage of an opportunity. */
function lackingOptions(
  { fields, values }: MapRows,
  workspace: readonly TargetObjectFields[],
): WantedField[] {
  const find = (object: string, name: string) => targetField(workspace, object, name);
  return wantedOptions(fields, values, find).flatMap(({ object, spec }) => {
    const have = find(object, spec.name)?.options ?? [];
    return spec.options?.every((o) => have.some(({ value }) => value === o.value))
      ? []
      : [{ object, spec: { ...spec, description: "A field of Twenty's own that lacks options" } }];
  });
}

function objectItem(spec: ObjectSpec, workspace: readonly TargetObjectFields[]): ChecklistItem {
  const found = workspace.some((o) => o.object === spec.nameSingular);
  return {
    what: "object",
    object: spec.nameSingular,
    label: spec.labelSingular,
    name: spec.nameSingular,
    plural: { label: spec.labelPlural, name: spec.namePlural },
    icon: spec.icon,
    description: spec.description,
    options: [],
    there: workspace.length === 0 ? "not known" : found ? "yes" : "no",
  };
}

function fieldItem(object: string, spec: FieldSpec, workspace: readonly TargetObjectFields[]): ChecklistItem {
  const found = targetField(workspace, object, spec.name);
  const have = found?.options && new Set(found.options.map((o) => o.value));
  const options = (spec.options ?? []).map(({ value, label, color }) => ({
    value,
    label,
    color,
    there: have?.has(value) ?? false,
  }));
  return {
    what: spec.relation ? "relation" : "field",
    object,
    label: spec.label,
    name: spec.name,
    type: spec.type,
    unique: spec.isUnique ?? false,
    icon: spec.icon,
    description: spec.description,
    ...(spec.relation && { relatesTo: { object: spec.relation.to, called: spec.relation.reverseLabel } }),
    options,
    there: workspace.length === 0
      ? "not known"
      : !found
      ? "no"
      : found.type !== spec.type
      ? "other type"
      : have && options.some((o) => !o.there)
      ? "options are missing"
      : "yes",
  };
}

const SECTIONS: [ChecklistItem["what"], string][] = [
  ["object", "Objects"],
  ["field", "Fields"],
  ["relation", "Relations"],
];

/** The checklist as Markdown with boxes to tick; what is there is ticked. */
export function checklistMarkdown(items: readonly ChecklistItem[]): string {
  const todo = items.filter((i) => i.there !== "yes").length;
  const lines = [
    "# What to make in Twenty",
    "",
    items.length === 0
      ? "No row of the maps is confirmed yet, so there is nothing to make."
      : `Settings → Data model, from top to bottom. ${items.length} things, ${todo} of them still to do. API names must be exactly as written: turn on advanced mode to see them.`,
  ];
  for (const [what, title] of SECTIONS) {
    const here = items.filter((i) => i.what === what);
    if (here.length === 0) continue;
    lines.push("", `## ${title}`);
    for (const [object, group] of Map.groupBy(here, (i) => i.object)) {
      if (what !== "object") lines.push("", `### On ${object}`);
      lines.push("", ...group.flatMap(markdownItem));
    }
  }
  return `${lines.join("\n")}\n`;
}

function markdownItem(item: ChecklistItem): string[] {
  const { label, name, plural, type, unique, icon, relatesTo, there } = item;
  const facts = [
    plural ? `plural **${plain(plural.label)}** \`${plural.name}\`` : "",
    type,
    unique && "unique",
    relatesTo && `many to one ${relatesTo.object}, there called “${plain(relatesTo.called)}”`,
    icon ? `icon ${icon}` : "",
    there === "no" || there === "not known"
      ? ""
      : there === "yes"
      ? "there already"
      : `**there, but ${there}**`,
  ].filter(Boolean);
  return [
    `- [${there === "yes" ? "x" : " "}] **${plain(label)}** \`${name}\` · ${facts.join(" · ")}`,
    ...item.options.map((o, i) =>
      `  ${i + 1}. ${plain(o.label)} \`${o.value}\` ${o.color}${o.there ? " (there)" : ""}`
    ),
  ];
}

/** Labels are words of the practice: nothing of them is a sign of Markdown. */
const plain = (text: string): string => text.replace(/[\\`*_{}[\]<>#|~]/g, "\\$&").replace(/\s+/g, " ");

type Option = ChecklistItem["options"][number];

/** How each cell of a line is filled: of an item or, beneath it, of one of its options in their order. */
const CELLS: Record<string, (item: ChecklistItem, option?: Option) => string | false | undefined> = {
  "Done": ({ there }, option) => (option ? option.there : there === "yes") && "yes",
  "Step": ({ what }) => what,
  "Object": ({ object }) => object,
  "Label": ({ label }) => label,
  "API name": ({ name }) => name,
  "Plural label": ({ plural }) => plural?.label,
  "Plural API name": ({ plural }) => plural?.name,
  "Type": ({ type }, option) => !option && type,
  "Unique": ({ unique }, option) => !option && unique && "yes",
  "Relates to": ({ relatesTo }, option) => !option && relatesTo?.object,
  "Called there": ({ relatesTo }, option) => !option && relatesTo?.called,
  "Icon": ({ icon }, option) => !option && icon,
  "Option": ({ options }, option) => option && String(options.indexOf(option) + 1),
  "Option value": (_, option) => option?.value,
  "Option label": (_, option) => option?.label,
  "Colour": (_, option) => option?.color,
  "In Twenty": ({ there }, option) => option && there !== "not known" ? option.there ? "yes" : "no" : there,
  "Description": ({ description }, option) => !option && description,
};

/** The checklist as CSV: a line for each object, field and relation, and one beneath for each option in its order. */
export function checklistCsv(items: readonly ChecklistItem[]): string {
  const line = (item: ChecklistItem, option?: Option) =>
    Object.values(CELLS).map((cell) => markedAsText(cell(item, option) || ""));
  const lines = items.flatMap((item) => [line(item), ...item.options.map((option) => line(item, option))]);
  // The mark at the start makes Excel read accents right.
  return "\ufeff" + stringify([Object.keys(CELLS), ...lines], { crlf: true });
}
