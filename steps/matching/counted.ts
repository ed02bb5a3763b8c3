import type { Ledger } from "../../db/ledger.ts";
import { fieldMap } from "../../db/maps.ts";
import type { FieldMapTable } from "../../db/tables.ts";
import { PROPOSALS } from "../mapping/proposals.ts";
import { hasOptions, transformNamed } from "../mapping/transforms/catalogue.ts";
import { extractedOf } from "../mapping/unmapped_values.ts";
import { CSV_PREFIX } from "../mapping/with_exports.ts";
import type { AuditDetail } from "../profile/audit_detail.ts";

/** What fills a field: of a row of the field map what says which values it may yield. */
export type Filler = Pick<FieldMapTable, "object" | "resource" | "source" | "target" | "transform">;

/** Under which name of `AuditDetail.values` the values of a source are counted; without a transform, its plain ones. */
export function countedAs(
  { resource, source, transform = "" }: { resource: string; source: string; transform?: string },
): string {
  const of = transformNamed(transform)?.options?.of;
  if (of === "status" || of === "activity") return `${resource}.${of}`;
  const name = `${resource}.${source}`;
  return NAMED[name]?.counted ?? name;
}

/**
 * Attributes that hold the id of a named thing: under which name their values are counted, where the names are, and
 * what a thing without a name is called. Ids differ from practice to practice.
 */
const NAMED: Record<string, { counted: string; names: string; what: string }> = {
  "appointments.appointment_type_id": {
    counted: "appointments.type",
    names: "appointment_types",
    what: "Type",
  },
  "payments.payment_type_id": { counted: "payments.type", names: "payment_methods", what: "Method" },
};

/**
 * What the values of an attribute are ids of; undefined where they are none.
 *
 * @param source the attribute
 */
export const namedBy = (resource: string, source: string): { what: string } | undefined =>
  NAMED[`${resource}.${source}`];

/** Names by id, for an attribute that holds ids of named things; empty for any other. */
export function namesFor(
  audit: AuditDetail | undefined,
  resource: string,
  source: string,
): Map<string, string> {
  const list = audit?.values[NAMED[`${resource}.${source}`]?.names ?? ""] ?? [];
  return new Map(list.map(([value]) => {
    const [id = "", name = ""] = value.split("\u001f");
    return [id, name];
  }));
}

/**
 * The audit's value counts, with those of the extracted rows in their place: there every page was read. What was
 * counted so is in `everyRow`.
 */
export async function withExtracted(
  ledger: Ledger,
  audit: AuditDetail,
): Promise<{ audit: AuditDetail; everyRow: ReadonlySet<string> }> {
  const values = { ...audit.values };
  const everyRow = new Set<string>();
  for (const row of [...PROPOSALS, ...await fieldMap(ledger)]) {
    const found = await extractedOf(ledger, row);
    if (found.length === 0) continue;
    const name = countedAs(row);
    values[name] = found;
    everyRow.add(name);
  }
  return { audit: { ...audit, values }, everyRow };
}

/** How many rows of how many were looked at. */
export interface Looked {
  rows: number;
  of: number;
}

/**
 * Fields whose values were counted in some rows only, by `object.field`: the audit looks at three pages of the large
 * resources.
 *
 * @param everyRow what was counted in every row all the same (see `withExtracted`)
 */
export function sampledFields(
  rows: readonly Filler[],
  audit: AuditDetail,
  everyRow: ReadonlySet<string>,
): Record<string, Looked> {
  const sampled: Record<string, Looked> = {};
  for (const row of rows.filter(hasOptions)) {
    const resource = audit.resources.find((r) => r.name === row.resource);
    const whole = row.source.startsWith("=") || row.source.startsWith(CSV_PREFIX) ||
      everyRow.has(countedAs(row));
    if (!resource?.reachable || resource.whole || whole) continue;
    const field = `${row.object}.${row.target}`;
    const before = sampled[field] ?? { rows: 0, of: 0 };
    sampled[field] = { rows: before.rows + resource.rowsRead, of: before.of + resource.total };
  }
  return sampled;
}
