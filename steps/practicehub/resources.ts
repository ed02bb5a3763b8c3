/** A list that PracticeHub hands out (contracts/practicehub 3). */
export interface Resource {
  name: string;
  label: string;
  /** The audit reads all of it, because its values become fields or options; else first, middle and last page. */
  whole: boolean;
  /** Whether rows carry `updated`, so that changes can be asked for (contracts/practicehub 2.4). */
  updated: boolean;
}

/** In the order they are read. What becomes of them is in `mapping/objects.ts`. */
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
  { name: "patient_logs", label: "Activity log", whole: false, updated: false },
  { name: "invoices", label: "Invoices", whole: false, updated: false },
  { name: "payment_methods", label: "Payment methods", whole: true, updated: false },
  { name: "payments", label: "Payments", whole: false, updated: false },
  // Carries no link to an invoice or a payment (contracts/practicehub 3.12), so there is nothing to make of it.
  { name: "payment_allocations", label: "Payment allocations", whole: false, updated: false },
];

/**
 * Filters without which some rows are not listed: whether the plain list of practitioners has the inactive ones is
 * not known, so both are asked for (contracts/practicehub 3.4).
 */
export const ALSO_ASK: Record<string, readonly Record<string, string>[]> = {
  practitioners: [{}, { active: "eq:0" }],
};

/**
 * Which of two rows with one id is kept. The same appointment may be listed twice, once cancelled: the other one is
 * the truth (contracts/practicehub 3.2). Otherwise the later in the walk, which was read later.
 */
export function preferred<T extends Record<string, unknown>>(resource: string, a: T, b: T): T {
  if (resource !== "appointments") return b;
  return isCancelled(b) && !isCancelled(a) ? a : b;
}

/** A visit is cancelled by its status or by its date alone (contracts/practicehub 3.2). */
export const isCancelled = (row: Readonly<Record<string, unknown>>): boolean =>
  isDateSet(row["cancelDate"]) || String(row["status"] ?? "").trim().toLowerCase() === "cancelled";

/**
 * Whether a date or a time is set. Zeros and false stand for none (contracts/practicehub 3): PHP's databases write them
 * where nothing was entered. A date object of PHP has it as `date`; the year before the first is its zeros.
 */
export function isDateSet(value: unknown): boolean {
  if (typeof value === "object" && value !== null && "date" in value) return isDateSet(value.date);
  return (typeof value === "string" || typeof value === "number") &&
    !/^\s*(0[-0:T. ]*Z?|-0001-11-30.*|false|null)?\s*$/i.test(String(value));
}
