import { fieldsInUse } from "../../db/maps.ts";
import type { ValueMapTable } from "../../db/tables.ts";
import { idNames } from "../../steps/map_editor/map_file.ts";
import { hasOptions } from "../../steps/mapping/transforms/catalogue.ts";
import { labelChangesIn, valueChange } from "../../steps/map_editor/options.ts";
import { specOf } from "../../steps/mapping/vocabulary.ts";
import { ANYTHING_ELSE, type FieldOfValues, valuesOf } from "../../steps/map_editor/rows.ts";
import { targetField } from "../../steps/map_editor/workspace.ts";
import type { MapFilter, OptionModel, ValueRowModel, ValueTableModel } from "../../views/maps/model.ts";
import { label } from "../../views/ui/words.ts";
import { isFiltered, matches, PAGE_ROWS } from "./model.ts";
import { type MapsRead, optionId, tableId, valueId } from "./rows.ts";

/** The value maps of the fields in use: source values under the option they become. */
export function valueTables(read: MapsRead, filter: MapFilter): ValueTableModel[] {
  // Values have no confidence, and a source field without a row has no values.
  if (filter.below !== undefined || filter.state === "none") return [];
  const used = fieldsInUse(read.fields);
  const filled = read.fields.filter((f) => f.state !== "ignored" && hasOptions(f))
    .map(({ object, target }) => ({ object, field: target }));
  const tables = new Map(
    [...filled, ...read.values.filter(used)].map((
      { object, field },
    ) => [`${object}.${field}`, { object, field }]),
  );
  return [...tables.values()].flatMap((of) => tableOf(read, of, filter) ?? []);
}

function tableOf(
  read: MapsRead,
  of: FieldOfValues,
  filter: MapFilter,
): ValueTableModel | undefined {
  const { object, field } = of;
  const all = valuesOf(read.values, of);
  const there = targetField(read.workspace, object, field);
  const maker = read.fields.find((f) => f.object === object && f.target === field);
  const name = there?.label ?? (maker && specOf(maker)?.label) ?? label(field);
  const rows = all.filter((v) =>
    v.source_value !== ANYTHING_ELSE && (filter.state === "" || v.state === filter.state)
  );
  if (
    (rows.length === 0 && filter.state !== "") || (filter.object !== "" && object !== filter.object) ||
    (filter.made && there) ||
    !matches(filter.text, [field, name, `${object}.${field}`])
  ) return undefined;
  const id = tableId(of);
  const looked = read.sampled[`${object}.${field}`];
  const shown = rows.slice(0, filter.more === id ? filter.rows : PAGE_ROWS);
  const names = idNames(read.fields, read.sources.audit, of);
  const model = (row: ValueMapTable): ValueRowModel => ({
    id: valueId(row),
    value: row.source_value,
    name: names.get(row.source_value) ?? "",
    state: row.state,
    count: row.count,
  });
  const live = shown.filter((v) => v.state !== "ignored");
  const otherwise = all.find((v) => v.source_value === ANYTHING_ELSE && v.state === "confirmed");
  return {
    id,
    object,
    field,
    label: name,
    total: rows.length,
    open: rows.filter((v) => v.state === "proposed").length,
    options: [...Map.groupBy(live, (v) => v.target_value)].map(([value, group]): OptionModel => ({
      id: optionId({ object, field, option: value }),
      label: group[0]?.label ?? value,
      value,
      there: there?.options?.some((o) => o.value === value) ?? false,
      count: group.reduce((sum, v) => sum + v.count, 0),
      remark: remarkOf(group, value, names),
      rows: group.map(model),
    })),
    ignored: shown.filter((v) => v.state === "ignored").map(model),
    otherwise: otherwise?.label ?? "",
    counted: all.some((v) => v.count > 0),
    ...(looked ? { looked } : {}),
    more: rows.length - shown.length,
    filtered: isFiltered(filter) && (filter.text !== "" || filter.state !== ""),
  };
}

/** What had to be changed for Twenty to take the option, where it would surprise. */
function remarkOf(
  group: readonly ValueMapTable[],
  value: string,
  names: ReadonlyMap<string, string>,
): string {
  const label = group[0]?.label ?? value;
  const sources = group.map((row) => names.get(row.source_value) ?? row.source_value);
  const change = valueChange(label, value);
  return [
    ...labelChangesIn(label, sources),
    ...change && change.why !== "capitals" ? [change.text] : [],
  ].join("; ");
}
