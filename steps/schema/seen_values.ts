import type { Ledger } from "../../db/ledger.ts";
import type { AuditDetail } from "../audit.ts";
import { PROPOSALS } from "../mapping/proposals.ts";
import { extractedValues } from "../mapping/unlisted.ts";

/** Where an attribute's counts are kept under another name than its own. */
const KEPT_AS: Record<string, string> = {
  "appointments.appointment_type_id": "appointments.type",
  "payments.payment_type_id": "payments.type",
};

/** The audit's value counts, with those of the extracted rows in their place: there every page was read. */
export async function withExtracted(ledger: Ledger, audit: AuditDetail): Promise<AuditDetail> {
  const values = { ...audit.values };
  for (const { resource, source, transform } of PROPOSALS) {
    if (transform !== "option" || /^(=|csv:)/.test(source)) continue;
    const found = await extractedValues(ledger, resource, source);
    const name = `${resource}.${source}`;
    if (found.length > 0) values[KEPT_AS[name] ?? name] = found;
  }
  return { ...audit, values };
}
