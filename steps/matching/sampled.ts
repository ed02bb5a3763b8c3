import type { AuditDetail } from "../profile/audit_detail.ts";
import { CSV_PREFIX } from "../mapping/with_exports.ts";
import { countedAs } from "./counted_as.ts";
import { type Filler, hasOptions } from "./values.ts";

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
    const whole = /^=/.test(row.source) || row.source.startsWith(CSV_PREFIX) || everyRow.has(countedAs(row));
    if (!resource?.reachable || resource.whole || whole) continue;
    const field = `${row.object}.${row.target}`;
    const before = sampled[field] ?? { rows: 0, of: 0 };
    sampled[field] = { rows: before.rows + resource.rowsRead, of: before.of + resource.total };
  }
  return sampled;
}
