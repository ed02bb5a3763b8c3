import type { FieldMapTable, MapState, ValueMapTable } from "../../db/tables.ts";
import type { Moment } from "../ui/times.ts";

/** The maps in the schema cell: what is above the list, which comes by a request of its own. */
export interface MapsModel {
  /** Another one when any row of the maps is another. */
  version: string;
  fields: number;
  values: number;
  /** Rows that wait for a person. */
  proposed: number;
  objects: string[];
  history: { id: number; at: Moment; who: string; what: string; undone: boolean }[];
  mayPress: boolean;
}

/** What of the maps is asked for; it stands in the address, so it names fields and no values. */
export interface MapFilter {
  text: string;
  object: string;
  state: MapState | "none" | "";
  /** Only rows less sure than this, in percent. */
  below?: number;
  /** Only what will be created. */
  made: boolean;
  /** The threshold of "confirm above". */
  least: number;
  /** The group that shows more than the first rows. */
  more: string;
  rows: number;
}

export interface MapListModel {
  filter: MapFilter;
  /** Rows that pass the filter, and all there are. */
  found: number;
  all: number;
  /** Open rows of the field map that are at least as sure as the threshold. */
  atLeast: number;
  groups: FieldGroupModel[];
  tables: ValueTableModel[];
  mayPress: boolean;
}

export interface FieldGroupModel {
  object: string;
  label: string;
  /** Rows that pass the filter. */
  total: number;
  open: number;
  rows: FieldRowModel[];
  unmapped: UnmappedModel[];
  leftOutTotal: number;
  filtered: boolean;
}

/** A source field as the audit saw it. */
export interface SourceModel {
  resource: string;
  /** `attribute` and `csv` have a name; `constant` a text; `row` the names of what it looks at. */
  kind: "attribute" | "csv" | "constant" | "row";
  name: string;
  parts: string[];
  /** What the audit found in it, or in each of its parts; empty where nobody looked. */
  profiles: ProfileModel[];
}

export interface ProfileModel {
  /** Which part of a row it is about; empty where the source is one field. */
  part: string;
  kind: string;
  /** How much of it there is, in words. */
  filled: string;
  /** Masked. */
  samples: string[];
}

export interface FieldRowModel {
  id: string;
  row: Pick<FieldMapTable, "object" | "state" | "note" | "reason" | "confidence" | "target">;
  source: SourceModel;
  target: { label: string; type: string; there: boolean };
  how: string;
  /** What is made in Twenty, in words; empty where nothing is. */
  creates: string;
  /** Whether its field or transform can be chosen. */
  mayChange: boolean;
}

export interface UnmappedModel {
  id: string;
  source: SourceModel;
  why: string;
}

export interface ValueTableModel {
  id: string;
  object: string;
  field: string;
  label: string;
  /** Values that the table holds, and of these the ones that wait. */
  total: number;
  open: number;
  options: OptionModel[];
  /** Values that are left out. */
  ignored: ValueRowModel[];
  /** What becomes of values that are not listed: the option's label, or nothing. */
  otherwise: string;
  counted: boolean;
  /** How many rows of how many the counts are of, where it is not all of them. */
  looked?: { rows: number; of: number };
  more: number;
  filtered: boolean;
}

export interface OptionModel {
  id: string;
  label: string;
  value: string;
  there: boolean;
  count: number;
  /** Why the value is not the label, where it would surprise. */
  remark: string;
  rows: ValueRowModel[];
}

export interface ValueRowModel extends Pick<ValueMapTable, "state" | "count"> {
  id: string;
  value: string;
  /** What an id stands for, where the value is one. */
  name: string;
}

/** What a panel in a row asks for. */
export type PanelModel =
  & { id: string }
  & (
    | { kind: "ignore"; what: string; note: string; max: number }
    | ChangePanel
    | { kind: "map"; what: string } & PlacesModel
    | { kind: "move"; value: string; options: OptionName[]; option: string }
    | { kind: "rename"; label: string; value: string }
    | { kind: "default"; field: string; options: OptionName[]; option: string }
    | { kind: "add"; field: string; options: OptionName[] }
  );

interface ChangePanel extends PlacesModel {
  kind: "change";
  what: string;
  target: string;
  transforms: { name: string; words: string }[];
  transform: string;
  canMove: boolean;
}

/** Fields that could take a source, and the types of a new one. */
export interface PlacesModel {
  fields: { name: string; label: string; type: string }[];
  types: { name: string; words: string }[];
  suggested: { label: string; type: string };
}

export interface OptionName {
  value: string;
  label: string;
}
