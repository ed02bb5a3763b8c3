import { auditDetail } from "../../steps/profile/audit_detail.ts";
import type { OptionalObjectsModel } from "../../views/optional_objects/form.tsx";
import type { Deps } from "../deps.ts";
import { OPTIONAL } from "../../steps/mapping/objects.ts";

/** What could be moved too, with the rows there are; nothing before the audit has counted them. */
export async function optionalObjectsBlock(
  { console }: Deps,
  mayPress: boolean,
): Promise<OptionalObjectsModel | undefined> {
  const audit = await auditDetail(console.ledger);
  if (!audit) return undefined;
  const rows = OPTIONAL.flatMap(({ tick: name, label }) => {
    const resource = audit.resources.find((r) => r.name === name);
    if (!resource?.reachable) return [];
    const ticked = console.settings?.extraObjects.includes(name) ?? false;
    return [{ name, label, rows: resource.total, ticked }];
  });
  return rows.length === 0 ? undefined : { rows, mayPress };
}
