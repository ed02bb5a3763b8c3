import type { Ledger } from "../../db/ledger.ts";
import { bothMaps, type MapRows } from "../../db/map_changes.ts";
import { readSources, type Sources, type Unmapped, unmapped } from "../../steps/map_editor/sources.ts";
import { newestReading, type TargetObjectFields, workspaceOf } from "../../steps/map_editor/workspace.ts";
import type { Looked } from "../../steps/matching/counted.ts";
import type { FieldMapTable, ValueMapTable } from "../../db/tables.ts";
import { UsageError } from "../../steps/base/errors.ts";
import type { FieldKey, FieldOfValues, ValueKey } from "../../steps/map_editor/rows.ts";
import { hashOf } from "../../db/hash.ts";

/** All that the editor looks at, read at one time. */
export interface MapsRead extends MapRows {
  sources: Sources;
  workspace: TargetObjectFields[];
  /** Source fields that no row carries. */
  unmapped: Unmapped[];
  /** Fields whose values were counted in some rows only, by `object.field`. */
  sampled: Readonly<Record<string, Looked>>;
}

export async function readMaps(ledger: Ledger): Promise<MapsRead> {
  const [maps, sources, workspace, reading] = await Promise.all([
    bothMaps(ledger),
    readSources(ledger),
    workspaceOf(ledger),
    newestReading(ledger),
  ]);
  return {
    ...maps,
    sources,
    workspace,
    unmapped: unmapped(sources, maps.fields),
    sampled: reading?.sampled ?? {},
  };
}

const GONE = "This names no row of the maps; it may have changed meanwhile. Reload the page.";

/** The row that a short id names. @throws {UsageError} none */
export const findField = ({ fields }: MapsRead, id: string): FieldMapTable =>
  found(fields.find((row) => fieldId(row) === id));

/** @throws {UsageError} none */
export const findValue = ({ values }: MapsRead, id: string): ValueMapTable =>
  found(values.find((row) => valueId(row) === id));

/** @throws {UsageError} none */
export function findOption(
  { values }: MapsRead,
  id: string,
): FieldOfValues & { option: string; label: string } {
  const { object, field, target_value, label } = found(
    values.find((row) => optionId({ ...row, option: row.target_value }) === id),
  );
  return { object, field, option: target_value, label };
}

/** @throws {UsageError} none */
export function findTable({ fields, values }: MapsRead, id: string): FieldOfValues {
  const all = [...values, ...fields.map(({ object, target }) => ({ object, field: target }))];
  const { object, field } = found(all.find((of) => tableId(of) === id));
  return { object, field };
}

/** @throws {UsageError} none */
export const findSource = ({ unmapped }: MapsRead, id: string): Unmapped =>
  found(unmapped.find((u) => sourceId(u) === id));

function found<T>(row: T | undefined): T {
  if (row === undefined) throw new UsageError(GONE);
  return row;
}

/**
 * Short ids for rows of the maps: they stand in addresses and in the page, where a value of the source must not. The
 * letter says what is named.
 */
export const fieldId = ({ object, resource, source, target }: FieldKey): string =>
  id("f", [object, resource, source, target]);
export const valueId = ({ object, field, source_value }: ValueKey): string =>
  id("v", [object, field, source_value]);
export const optionId = ({ object, field, option }: FieldOfValues & { option: string }): string =>
  id("o", [object, field, option]);
export const tableId = ({ object, field }: FieldOfValues): string => id("t", [object, field]);
export const sourceId = ({ resource, source }: { resource: string; source: string }): string =>
  id("u", [resource, source]);

const id = (letter: string, parts: string[]): string => `${letter}-${hashOf(parts).slice(0, 12)}`;
