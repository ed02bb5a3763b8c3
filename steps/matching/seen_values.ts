import type { Ledger } from "../../db/ledger.ts";
import { visitStatuses } from "../../db/visits.ts";
import { fieldMap } from "../../db/maps.ts";
import type { AuditDetail } from "../profile/audit_detail.ts";
import { PROPOSALS } from "../mapping/proposals.ts";
import { extractedValues, MAX_VALUES } from "../mapping/unmapped_values.ts";
import { countedAs } from "./values.ts";

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
    const { resource, source, transform } = row;
    const plain = transform === "option" && !/^(=|csv:)/.test(source) &&
      resource !== "custom_form_responses";
    if (!plain && transform !== "status") continue;
    const found = plain
      ? await extractedValues(ledger, resource, source)
      : await visitStatuses(ledger, MAX_VALUES);
    if (found.length === 0) continue;
    const name = countedAs(row);
    values[name] = found;
    everyRow.add(name);
  }
  return { audit: { ...audit, values }, everyRow };
}
