import { appointments, visitsOfInvoices } from "./appointments.ts";
import type { MakeCheck } from "./check.ts";
import { files } from "./files.ts";
import { formResponses } from "./form_responses.ts";
import { notes } from "./notes.ts";
import { packages } from "./packages.ts";
import { patients, sharedEmails, sharedPhones } from "./patients.ts";

export type { Check } from "./check.ts";

/** What one value alone does not show. */
export const CHECKS: readonly MakeCheck[] = [
  patients,
  sharedEmails,
  sharedPhones,
  packages,
  appointments,
  notes,
  files,
  formResponses,
];

/** What rows show of others, also those that stay behind. */
export const CHECKS_OF_ALL: readonly MakeCheck[] = [visitsOfInvoices];
