import type { SourceRecord } from "../../../db/source_records.ts";
import type { MapContext } from "../../../steps/mapping/context.ts";
import type { Mapped } from "../../../steps/mapping/transform.ts";
import { type TransformName, TRANSFORMS } from "../../../steps/mapping/transforms/catalogue.ts";
import type { Mapping } from "../../../steps/mapping/mapping.ts";
import { type FieldRow } from "../../../steps/mapping/vocabulary.ts";
import { TARGET_OBJECTS } from "../../../steps/mapping/objects.ts";

/** A context in which nothing is known but what `change` says. */
export function contextOf(change: Partial<MapContext> = {}): MapContext {
  return {
    timeZone: "Europe/London",
    currency: "GBP",
    country: "GB",
    option: () => undefined,
    targetOf: () => undefined,
    holderOf: () => undefined,
    takenInTarget: () => false,
    memberOf: () => undefined,
    typeName: () => undefined,
    patientName: () => undefined,
    homeOf: () => "none",
    locations: 0,
    isDuplicate: () => false,
    inactive: () => false,
    memberNamed: () => undefined,
    ...change,
  };
}

/** A mapping of nothing but what `change` says. */
export const mappingOf = (change: Partial<Mapping> = {}): Mapping => ({
  migration: "8c1f1f0e-5d0b-4d3c-9f0a-2b6f5b9a7c41",
  timeZone: "Europe/London",
  currency: "GBP",
  country: "GB",
  rows: new Map(),
  options: new Map(),
  members: new Map(),
  membersByName: new Map(),
  fallbackOwner: undefined,
  typeNames: new Map(),
  locations: 0,
  inactive: new Set(),
  objects: [...TARGET_OBJECTS],
  exports: new Set(),
  ...change,
});

export const MAP: FieldRow = {
  object: "person",
  resource: "patients",
  source: "*",
  target: "field",
  transform: "text",
  reason: "",
};

interface Given {
  row?: Record<string, unknown>;
  map?: Partial<FieldRow>;
  context?: Partial<MapContext>;
}

/** What a transform makes of a value. */
export function mapped(transform: TransformName, value: unknown, given: Given = {}): Mapped {
  const row = { id: 7, ...given.row };
  return TRANSFORMS[transform].run({
    value,
    row,
    map: { ...MAP, ...given.map },
    context: contextOf(given.context),
  });
}

export const record = (resource: string, row: Record<string, unknown>): SourceRecord => ({
  resource,
  id: 7,
  row: { id: 7, ...row },
  gone: false,
});
