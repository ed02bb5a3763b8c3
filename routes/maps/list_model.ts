import type { FieldMapTable } from "../../db/tables.ts";
import { type FieldProfile, percentFilled } from "../../steps/profile/profile.ts";
import { openRows } from "../../steps/map_editor/confirm_rows.ts";
import { attributesOf, takenBy, wordsOf } from "../../steps/mapping/transforms/catalogue.ts";
import { specOf } from "../../steps/mapping/vocabulary.ts";
import { canChange } from "../../steps/map_editor/field_decisions.ts";
import { CSV_PREFIX } from "../../steps/mapping/with_exports.ts";
import { profileOf, responsesOf, type Sources, type Unmapped } from "../../steps/map_editor/sources.ts";
import { targetField } from "../../steps/map_editor/workspace.ts";
import type {
  FieldGroupModel,
  FieldRowModel,
  MapFilter,
  MapListModel,
  ProfileModel,
  SourceModel,
  UnmappedModel,
} from "../../views/maps/model.ts";
import { plural } from "../../views/ui/numbers.ts";
import { label } from "../../views/ui/words.ts";
import { isFiltered, matches, PAGE_ROWS } from "./model.ts";
import { fieldId, type MapsRead, sourceId } from "./rows.ts";
import { valueTables } from "./value_tables.ts";

/** Every row of the maps that passes the filter, by object and by field. */
export function mapList(read: MapsRead, filter: MapFilter, mayPress: boolean): MapListModel {
  const rows = read.fields.map((row) => fieldRowModel(row, read));
  const unmapped = read.unmapped.map((one) => unmappedModel(one, read.sources));
  const found = rows.filter((row) => passes(row, filter));
  const staying = unmapped.filter((u) => passesUnmapped(u, filter));
  const objects = [...new Set([...rows.map((r) => r.row.object), ...read.unmapped.map((u) => u.object)])];
  const filtered = isFiltered(filter);
  const groups = objects.flatMap((object): FieldGroupModel[] => {
    const here = found.filter((r) => r.row.object === object);
    const left = staying.filter((u) => u.object === object);
    if (here.length + left.length === 0) return [];
    const shown = filter.more === `fields-${object}` ? filter.rows : PAGE_ROWS;
    return [{
      object,
      label: read.workspace.find((o) => o.object === object)?.label ?? label(object),
      total: here.length,
      open: here.filter((r) => r.row.state === "proposed").length,
      rows: here.slice(0, shown),
      unmapped: left.slice(0, Math.max(0, shown - here.length)).map(({ object: _, ...u }) => u),
      leftOutTotal: left.length,
      filtered,
    }];
  });
  return {
    filter,
    found: found.length,
    all: rows.length,
    atLeast: openRows(read, { least: filter.least }).fields.length,
    groups,
    tables: valueTables(read, filter),
    mayPress,
  };
}

function fieldRowModel(row: FieldMapTable, { sources, workspace }: MapsRead): FieldRowModel {
  const there = targetField(workspace, row.object, row.target);
  const made = specOf(row);
  const type = there?.type ?? made?.type ?? "";
  return {
    id: fieldId(row),
    row,
    source: sourceModel(row, sources),
    target: { label: there?.label ?? made?.label ?? label(row.target), type, there: there !== undefined },
    how: wordsOf(row.transform),
    creates: made && !there ? `new field, ${typeWords(type)}` : "",
    mayChange: canChange(row, workspace),
  };
}

/** Twenty's types as people say them. */
export const typeWords = (type: string): string => label(type.toLowerCase()).toLowerCase();

function sourceModel(
  { resource, source, transform }: Pick<FieldMapTable, "resource" | "source" | "transform">,
  sources: Sources,
): SourceModel {
  const takes = takenBy(source);
  const csv = source.startsWith(CSV_PREFIX);
  const profile = profileOf(sources, resource, source);
  const parts = takes === "row" ? partsOf(sources, resource, transform) : [];
  return {
    resource,
    kind: takes === "row" || takes === "constant" ? takes : csv ? "csv" : "attribute",
    name: csv ? source.slice(CSV_PREFIX.length) : takes === "constant" ? source.slice(1) : source,
    parts: parts.map(({ name }) => name),
    profiles: profile
      ? [profileIn(profile)]
      : takes === "row"
      ? profileInParts(parts)
      : formProfile(responsesOf(sources, resource, source)),
  };
}

/** Each attribute that holds anything, with what it looks like; one line where none does. */
function profileInParts(parts: readonly Part[]): ProfileModel[] {
  const profiles = parts.flatMap(({ name, profile }) =>
    profile && profile.filled > 0 ? [profileIn(profile, name, SAMPLES_OF_PARTS)] : []
  );
  const [first] = parts;
  return profiles.length > 0 || !first?.profile ? profiles : [profileIn(first.profile)];
}

/** Three samples of every part would be a crowd. */
const SAMPLES_OF_PARTS = 1;

interface Part {
  name: string;
  profile?: FieldProfile;
}

/** The attributes that a transform looks at and that the practice has; all it knows where nobody looked. */
function partsOf(sources: Sources, resource: string, transform: string): Part[] {
  const parts = (attributesOf({ source: "*", transform }) ?? []).map((name): Part => ({
    name,
    profile: profileOf(sources, resource, name),
  }));
  const profiled = parts.filter(({ profile }) => profile !== undefined);
  return profiled.length > 0 ? profiled : parts;
}

/** An audit of an earlier program knows types only. */
const profileIn = (profile: FieldProfile, part = "", most = profile.samples.length): ProfileModel => ({
  part,
  kind: profile.kind ?? profile.types.join(", "),
  filled: `${percentFilled(profile)} % filled`,
  samples: profile.samples.slice(0, most),
});

const formProfile = (responses: number | undefined): ProfileModel[] =>
  responses === undefined
    ? []
    : [{ part: "", kind: "form", filled: plural(responses, "response"), samples: [] }];

const unmappedModel = (
  { object, resource, source, why }: Unmapped,
  sources: Sources,
): UnmappedModel & { object: string } => ({
  object,
  id: sourceId({ resource, source }),
  source: sourceModel({ resource, source, transform: "" }, sources),
  why,
});

function passes({ row, source, target, creates }: FieldRowModel, filter: MapFilter): boolean {
  return (filter.object === "" || row.object === filter.object) &&
    (filter.state === "" || row.state === filter.state) &&
    (filter.below === undefined || row.confidence < filter.below) &&
    (!filter.made || creates !== "") &&
    matches(filter.text, [`${source.resource}.${source.name}`, ...source.parts, row.target, target.label]);
}

function passesUnmapped({ object, source }: UnmappedModel & { object: string }, filter: MapFilter): boolean {
  return (filter.object === "" || object === filter.object) && ["", "none"].includes(filter.state) &&
    filter.below === undefined && !filter.made && matches(filter.text, [`${source.resource}.${source.name}`]);
}
