import type { Ledger } from "../../../db/ledger.ts";
import { bothMaps } from "../../../db/map_changes.ts";
import type { FieldMapTable } from "../../../db/tables.ts";
import type { AuditDetail } from "../../profile/audit_detail.ts";
import type { FieldEntry, MapFile, ValueEntry } from "./map_file.ts";
import { holdsIds, namesFor, readSources } from "./sources.ts";

/** Both maps with every decision, to be imported elsewhere. */
export async function exportMap(ledger: Ledger): Promise<MapFile> {
  const [{ fields, values }, { audit }] = await Promise.all([bothMaps(ledger), readSources(ledger)]);
  return {
    handover: "map",
    version: 1,
    fields: fields.map(fieldEntry),
    values: values.map((row): ValueEntry => {
      const { object, field, source_value, target_value, label, state, position } = row;
      const name = idNames(fields, audit, row).get(source_value);
      return {
        object,
        field,
        source_value,
        ...(name === undefined ? {} : { source_name: name }),
        target_value,
        label,
        state,
        seen: row.count > 0,
        position,
      };
    }),
  };
}

/** The file's text: one that a person can read and compare. */
export const mapText = (file: MapFile): string => `${JSON.stringify(file, null, 1)}\n`;

function fieldEntry(row: FieldMapTable): FieldEntry {
  const { creates, ...entry } = row;
  return { ...entry, creates: creates === null ? null : JSON.parse(creates) };
}

/** What the values of a field are called here, where they are ids of named things; empty for any other field. */
export function idNames(
  fields: readonly FieldMapTable[],
  audit: AuditDetail | undefined,
  of: { object: string; field: string },
): Map<string, string> {
  const row = fields.find((f) =>
    f.object === of.object && f.target === of.field && holdsIds(f.resource, f.source)
  );
  return new Map(row ? namesFor(audit, row.resource, row.source) : []);
}
