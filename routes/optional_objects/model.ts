import { auditDetail } from "../../steps/profile/audit_detail.ts";
import { EXTRA_OBJECTS } from "../../steps/base/settings.ts";
import type { ExtrasModel } from "../../views/optional_objects/form.tsx";
import type { Deps } from "../deps.ts";

const LABELS: Record<typeof EXTRA_OBJECTS[number], string> = {
  patient_logs: "Activity log",
  invoices: "Invoices",
  payments: "Payments",
};

/** What could be moved beyond the brief, with the rows there are; nothing before the audit has counted them. */
export async function extrasBlock({ console }: Deps, mayPress: boolean): Promise<ExtrasModel | undefined> {
  const audit = await auditDetail(console.ledger);
  if (!audit) return undefined;
  const rows = EXTRA_OBJECTS.flatMap((name) => {
    const resource = audit.resources.find((r) => r.name === name);
    if (!resource?.reachable) return [];
    const ticked = console.settings?.extraObjects.includes(name) ?? false;
    return [{ name, label: LABELS[name], rows: resource.total, ticked }];
  });
  return rows.length === 0 ? undefined : { rows, mayPress };
}
