import type { FieldMapTable } from "../../db/tables.ts";
import { canMove, choicesFor, typeOf } from "../../steps/map_editor/field_decisions.ts";
import { MAX_NOTE } from "../../steps/map_editor/field_decisions.ts";
import { NEW_TYPES, typeFor } from "../../steps/mapping/fields.ts";
import { fitting, wordsOf } from "../../steps/mapping/transforms/catalogue.ts";
import { optionsFor } from "../../steps/map_editor/options.ts";
import { specOf } from "../../steps/mapping/vocabulary.ts";
import { ANYTHING_ELSE, type FieldOfValues, named, valuesOf } from "../../steps/map_editor/rows.ts";
import { CSV_PREFIX } from "../../steps/mapping/with_exports.ts";
import { profileOf } from "../../steps/map_editor/sources.ts";
import { isWritable, targetField } from "../../steps/map_editor/workspace.ts";
import type { PanelModel } from "../../views/maps/model.ts";
import { label } from "../../views/ui/words.ts";
import { findField, findOption, findSource, findTable, findValue, type MapsRead } from "./rows.ts";

/** What can be changed about a row, asked for when somebody opens it: 300 rows with every choice would be megabytes. */
export const PANELS: Record<string, (read: MapsRead, id: string) => PanelModel> = {
  ignore: (read, id) => {
    const row = findField(read, id);
    return { kind: "ignore", id, what: named(row), note: row.note, max: MAX_NOTE };
  },
  change: (read, id) => {
    const row = findField(read, id);
    const type = typeOf(row, read.workspace);
    return {
      kind: "change",
      id,
      what: named(row),
      fields: fieldsFor(read, row),
      target: row.target,
      transforms: choicesFor(row, read.workspace).map((name) => ({ name, words: wordsOf(name) })),
      transform: row.transform,
      types: TYPES,
      suggested: { label: specOf(row)?.label ?? label(row.source), type: type in NEW_TYPES ? type : "TEXT" },
      canMove: canMove(row),
    };
  },
  map: (read, id) => {
    const { object, resource, source } = findSource(read, id);
    const kind = profileOf(read.sources, resource, source)?.kind;
    const name = source.startsWith(CSV_PREFIX) ? source.slice(CSV_PREFIX.length) : label(source);
    return {
      kind: "map",
      id,
      what: `${resource}.${source}`,
      fields: fieldsFor(read, { object, source }),
      types: TYPES,
      suggested: { label: name, type: typeFor(kind) },
    };
  },
  move: (read, id) => {
    const row = findValue(read, id);
    return {
      kind: "move",
      id,
      value: row.source_value,
      options: optionsOf(read, row),
      option: row.target_value,
    };
  },
  rename: (read, id) => {
    const { option, label: text } = findOption(read, id);
    return { kind: "rename", id, label: text, value: option };
  },
  default: (read, id) => {
    const of = findTable(read, id);
    const now = valuesOf(read.values, of).find((v) => v.source_value === ANYTHING_ELSE);
    return {
      kind: "default",
      id,
      field: `${of.object}.${of.field}`,
      options: optionsOf(read, of),
      option: now?.target_value ?? "",
    };
  },
  add: (read, id) => {
    const of = findTable(read, id);
    return { kind: "add", id, field: `${of.object}.${of.field}`, options: optionsOf(read, of) };
  },
};

const TYPES = Object.entries(NEW_TYPES).map(([name, { words }]) => ({ name, words }));

const optionsOf = (read: MapsRead, of: FieldOfValues) =>
  optionsFor(
    valuesOf(read.values, of).filter((v) => v.state !== "ignored"),
    targetField(read.workspace, of.object, of.field),
  );

/** Fields of the object, there or to be made, of a type that this source can fill. */
function fieldsFor(
  { workspace, fields }: MapsRead,
  { object, source }: Pick<FieldMapTable, "object" | "source">,
) {
  const there = (workspace.find((o) => o.object === object)?.fields ?? []).filter(isWritable);
  const made = fields.flatMap((row) => {
    const spec = row.object === object ? specOf(row) : undefined;
    return spec && spec.name !== "practiceHubId" && !there.some((f) => f.name === spec.name) ? [spec] : [];
  });
  const all = new Map([...there, ...made].map(({ name, label, type }) => [name, { name, label, type }]));
  return [...all.values()].filter(({ type }) => fitting(source, type).length > 0)
    .sort((a, b) => a.label.localeCompare(b.label));
}
