import { hashOf } from "../../db/hash.ts";
import type { FieldKey, FieldOfValues, ValueKey } from "../../steps/schema/edit/rows.ts";

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
