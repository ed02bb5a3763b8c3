import { storedJson } from "../../db/stored.ts";
import { z } from "zod";
import { UsageError } from "../base/errors.ts";
import type { Ledger } from "../../db/ledger.ts";
import { bothMaps } from "../../db/map_changes.ts";
import type { FieldMapTable } from "../../db/tables.ts";
import type { AuditDetail } from "../profile/audit_detail.ts";
import { namedBy, namesFor } from "../matching/counted.ts";
import { readSources } from "./sources.ts";

const State = z.enum(["proposed", "confirmed", "ignored"]);
const Place = z.number().int().min(0).max(1_000_000);
/** Questions of forms are sources, and answers are values: as long as somebody wrote them. */
const Text = z.string().max(64 * 1_024);

/** The field that a row makes (`FieldSpec`), in its order of keys; what is none of it is not taken over. */
const Creates = z.object({
  name: z.string().regex(/^[a-z][A-Za-z0-9]*$/).max(63),
  label: Text,
  type: z.string().regex(/^[A-Z_]+$/).max(40),
  icon: z.string().regex(/^Icon[A-Za-z0-9]*$/).max(60),
  description: Text,
  isUnique: z.boolean().optional(),
  options: z.array(z.never()).optional(),
  relation: z.object({ to: z.string().max(63), reverseLabel: Text, reverseIcon: z.string().max(60) })
    .optional(),
});

const FieldEntry = z.object({
  object: Text,
  resource: Text,
  source: Text,
  target: Text,
  transform: Text,
  state: State,
  creates: Creates.nullable(),
  reason: Text,
  confidence: z.number().int().min(0).max(100),
  note: Text,
  /** Of several rows for one field the first that yields a value counts. */
  position: Place,
});

const ValueEntry = z.object({
  object: Text,
  field: Text,
  source_value: Text,
  /** Of a value that is an id: what it is called, because ids differ from practice to practice. */
  source_name: Text.optional(),
  target_value: Text,
  label: Text,
  state: State,
  /** Whether rows of that practice held it; what a person added by hand has none. */
  seen: z.boolean(),
  position: Place,
});

/** A map as a file: what one practice decided, for the next. It names fields, forms and picklist values, no patient. */
export const MapFile = z.object({
  handover: z.literal("map"),
  version: z.literal(1),
  fields: z.array(FieldEntry).max(5_000),
  values: z.array(ValueEntry).max(20_000),
});
export type MapFile = z.infer<typeof MapFile>;
export type FieldEntry = MapFile["fields"][number];
export type ValueEntry = MapFile["values"][number];

/** No map is larger. */
export const MAX_MAP_FILE_BYTES = 8 * 1024 * 1024;

/** @throws {UsageError} not a map, or of a version that this program does not know; nothing of it is quoted */
export function readMapFile(text: string): MapFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new UsageError("This file is not JSON; choose one that was exported here.");
  }
  const head = z.object({ handover: z.literal("map"), version: z.number() }).safeParse(json);
  if (!head.success) {
    throw new UsageError("This file is not a map of Handover; choose one that was exported here.");
  }
  if (head.data.version !== 1) {
    throw new UsageError(
      `This map has version ${head.data.version}, this program reads version 1; use a newer program.`,
    );
  }
  const file = MapFile.safeParse(json);
  if (file.success) return file.data;
  const [issue] = file.error.issues;
  throw new UsageError(
    `This map is damaged at ${issue?.path.join(".") || "its top"}; export it again where it came from.`,
  );
}

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
  return { ...entry, creates: creates === null ? null : Creates.parse(storedJson(creates)) };
}

/** What the values of a field are called here, where they are ids of named things; empty for any other field. */
export function idNames(
  fields: readonly FieldMapTable[],
  audit: AuditDetail | undefined,
  of: { object: string; field: string },
): Map<string, string> {
  const row = fields.find((f) =>
    f.object === of.object && f.target === of.field && namedBy(f.resource, f.source)
  );
  return row ? namesFor(audit, row.resource, row.source) : new Map();
}
