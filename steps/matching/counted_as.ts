import type { FieldMapTable } from "../../db/tables.ts";

type Row = Pick<FieldMapTable, "resource" | "source" | "transform">;

/** Under which name of `AuditDetail.values` the values of a row are counted. */
export function countedAs({ resource, source, transform }: Row): string {
  if (transform === "status") return `${resource}.status`;
  if (transform === "activity") return `${resource}.activity`;
  const name = `${resource}.${source}`;
  return ELSEWHERE[name] ?? name;
}

/** Attributes whose counts have another name than their own. */
const ELSEWHERE: Record<string, string> = {
  "appointments.appointment_type_id": "appointments.type",
  "payments.payment_type_id": "payments.type",
};
