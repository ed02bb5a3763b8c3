/** The attributes that transforms of a whole row (`*` in the field map) look at: for the sample's diff and the audit. */
export const ROW_PARTS: Record<string, readonly string[]> = {
  personName: ["first_name", "last_name"],
  address: [
    "address",
    "address_str",
    "street",
    "address_2",
    "address2",
    "city",
    "town",
    "state",
    "county",
    "region",
    "postcode",
    "zip",
    "country",
  ],
  appointmentName: ["appointment_type_id", "patient_id"],
  status: ["status", "cancelDate"],
  minutes: ["start", "end"],
  noteTitle: ["type", "patient_id"],
  logName: ["type", "patient_id"],
  carePlanName: ["visits", "frequency_type"],
};

/** What of a row a transform looked at, as a person can compare it; attributes that the row has not are left out. */
export function lookedAt(row: Record<string, unknown>, transform: string): unknown {
  const parts = ROW_PARTS[transform];
  if (!parts) return row;
  return Object.fromEntries(parts.filter((part) => part in row).map((part) => [part, row[part] ?? null]));
}
