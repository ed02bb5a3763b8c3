/**
 * The resources a migration reads, by the contract's section 3. `whole` says how the audit reads one: all of it where
 * its values become fields or options, else first, middle and last page.
 */
export interface Resource {
  name: string;
  label: string;
  whole: boolean;
  /** Whether rows carry `updated`, so that changes can be asked for (practicehub/CONTRACT 2.4). */
  updated: boolean;
}

export const RESOURCES: readonly Resource[] = [
  { name: "practitioners", label: "Practitioners", whole: true, updated: true },
  { name: "appointment_types", label: "Appointment types", whole: true, updated: false },
  { name: "patients", label: "Patients", whole: true, updated: true },
  { name: "custom_form_responses", label: "Form responses", whole: true, updated: false },
  { name: "patient_packages", label: "Packages", whole: true, updated: false },
  { name: "care_plans", label: "Care plans", whole: true, updated: false },
  { name: "appointments", label: "Appointments", whole: false, updated: true },
  { name: "clinical_notes", label: "Treatment notes", whole: false, updated: false },
  { name: "files", label: "Files", whole: false, updated: false },
];

/** Read by the audit for their counts, so that it can say what stays behind; not extracted. */
export const LEFT_BEHIND: readonly Resource[] = [
  { name: "patient_logs", label: "Activity log", whole: false, updated: false },
  { name: "invoices", label: "Invoices", whole: false, updated: false },
  { name: "payments", label: "Payments", whole: false, updated: false },
  { name: "payment_methods", label: "Payment methods", whole: false, updated: false },
  { name: "payment_allocations", label: "Payment allocations", whole: false, updated: false },
];

/**
 * Filters without which some rows are not listed: whether the plain list of practitioners has the inactive ones is
 * not known, so both are asked for (CONTRACT 3.4).
 */
export const ALSO_ASK: Record<string, readonly Record<string, string>[]> = {
  practitioners: [{}, { active: "eq:0" }],
};

/**
 * Which of two rows with one id is kept. The same appointment may be listed twice, once cancelled: the other one is
 * the truth (CONTRACT 3.2). Otherwise the later in the walk, which was read later.
 */
export function preferred<T extends Record<string, unknown>>(resource: string, a: T, b: T): T {
  if (resource !== "appointments") return b;
  return isCancelled(b) && !isCancelled(a) ? a : b;
}

function isCancelled(row: Record<string, unknown>): boolean {
  return row["status"] === "cancelled" || Boolean(row["cancelDate"]);
}
