import { address, date, instant, money, multiSelect, number, relation, select, text } from "./fields.ts";
import type { FieldSpec } from "../twenty/metadata.ts";
import { type FieldRow, PRACTICE_HUB_ID, type TargetObject } from "./vocabulary.ts";

/**
 * What goes where unless a person decides otherwise: one row per source field that the contract knows
 * (practicehub/CONTRACT 3). Form answers are added by `form_answers.ts`, from what the audit saw.
 */
export const PROPOSALS: readonly FieldRow[] = [
  ...from("account", "company", [
    ["id", "practiceHubId", "key", PRACTICE_HUB_ID],
    ["name", "name", "text"],
    ["=", "accountOwnerId", "fallbackOwner"],
  ]),
  ...from("locations", "company", [
    ["id", "practiceHubId", "key", PRACTICE_HUB_ID],
    ["name", "name", "text"],
    [
      "=account/1",
      "parentCompanyId",
      "ref",
      relation("parentCompany", "Parent company", "company", "Locations", "IconBuilding"),
    ],
    ["=", "accountOwnerId", "fallbackOwner"],
  ]),
  ...from("practitioners", "person", [
    ["id", "practiceHubId", "key", PRACTICE_HUB_ID],
    ["*", "name", "personName"],
    ["=Practitioner", "jobTitle", "text"],
    ["=practitioner", "practiceRole", "option", select("practiceRole", "Practice role", "IconStethoscope")],
    ["=account/1", "companyId", "ref"],
    ["id", "recordOwnerId", "memberOf", OWNER("person")],
    ["created", "createdAt", "instant"],
  ]),
  ...from("patients", "person", [
    ["id", "practiceHubId", "key", PRACTICE_HUB_ID],
    ["*", "name", "personName"],
    ["email", "emails", "emails"],
    ["numbers", "phones", "phones"],
    ["=patient", "practiceRole", "option", select("practiceRole", "Practice role", "IconStethoscope")],
    ["dob", "dateOfBirth", "date", date("dateOfBirth", "Date of birth", "IconCake")],
    ["sex", "sex", "option", select("sex", "Sex", "IconGenderBigender")],
    ["locale", "preferredLanguage", "text", text("preferredLanguage", "Preferred language", "IconLanguage")],
    ["patient_number", "patientNumber", "text", text("patientNumber", "Patient number", "IconHash")],
    ["custom_reference", "customReference", "text", text("customReference", "Custom reference", "IconId")],
    ["*", "homeAddress", "address", address("homeAddress", "Home address")],
    [
      "medical_insurance",
      "medicalInsurance",
      "text",
      text("medicalInsurance", "Medical insurance", "IconShieldHeart"),
    ],
    [
      "referral_source",
      "referralSource",
      "option",
      select("referralSource", "Referral source", "IconUserShare"),
    ],
    ["tags", "patientTags", "options", multiSelect("patientTags", "Patient tags")],
    [
      "total_balance",
      "accountBalance",
      "money",
      money(
        "accountBalance",
        "Account balance",
        "IconCoins",
        "Positive: the patient owes; negative: in credit",
      ),
    ],
    ["=account/1", "companyId", "ref"],
    ["=", "recordOwnerId", "fallbackOwner", OWNER("person")],
    ["created", "createdAt", "instant"],
  ]),
  ...from("patient_packages", "opportunity", [
    ["id", "practiceHubId", "key", PRACTICE_HUB_ID],
    ["name", "name", "text"],
    ["price", "amount", "money"],
    ["active", "stage", "activity"],
    ["active", "packageStatus", "activity", select("packageStatus", "Package status", "IconProgressCheck")],
    ["subscribed_patients", "pointOfContactId", "firstSubscriber"],
    ["visits", "visitsBought", "number", number("visitsBought", "Visits bought")],
    ["visits_left", "visitsLeft", "number", number("visitsLeft", "Visits left")],
    ["package_balance", "packageBalance", "money", money("packageBalance", "Paid less price")],
    ["=account/1", "companyId", "ref"],
    ["=", "ownerId", "fallbackOwner"],
    ["created", "createdAt", "instant"],
  ]),
  ...from("care_plans", "opportunity", [
    ["id", "practiceHubId", "key", PRACTICE_HUB_ID],
    ["*", "name", "carePlanName"],
    ["active", "stage", "activity"],
    ["active", "packageStatus", "activity", select("packageStatus", "Package status", "IconProgressCheck")],
    ["patient_id", "pointOfContactId", "patient"],
    ["visits", "visitsBought", "number", number("visitsBought", "Visits bought")],
    ["start_date", "startDate", "date", date("startDate", "Start date")],
    ["=account/1", "companyId", "ref"],
    ["=", "ownerId", "fallbackOwner"],
  ]),
  ...from("appointments", "appointment", [
    ["id", "practiceHubId", "key", PRACTICE_HUB_ID],
    ["*", "name", "appointmentName"],
    [
      "patient_id",
      "patientId",
      "patient",
      relation("patient", "Patient", "person", "Appointments", "IconCalendarEvent"),
    ],
    [
      "practitioner_id",
      "practitionerId",
      "practitioner",
      relation("practitioner", "Practitioner", "person", "Appointments given", "IconStethoscope"),
    ],
    ["practitioner_id", "recordOwnerId", "memberOf", OWNER("appointment")],
    [
      "location_id",
      "locationId",
      "location",
      relation("location", "Location", "company", "Appointments", "IconMapPin"),
    ],
    [
      "appointment_type_id",
      "appointmentType",
      "option",
      select("appointmentType", "Appointment type", "IconCategory"),
    ],
    ["*", "appointmentStatus", "status", select("appointmentStatus", "Status", "IconProgressCheck")],
    ["start", "startsAt", "instant", instant("startsAt", "Starts at")],
    ["end", "endsAt", "instant", instant("endsAt", "Ends at")],
    ["*", "durationMinutes", "minutes", number("durationMinutes", "Duration (minutes)", "IconHourglass")],
    ["cancelDate", "cancelledAt", "instant", instant("cancelledAt", "Cancelled at", "IconCalendarOff")],
    ["note", "bookingNote", "markdown", text("bookingNote", "Booking note", "IconNotes")],
    ["created", "createdAt", "instant"],
  ]),
  ...from("clinical_notes", "note", [
    ["id", "practiceHubId", "key", PRACTICE_HUB_ID],
    ["*", "title", "noteTitle"],
    ["data", "bodyV2", "noteBody"],
    ["state", "noteState", "option", select("noteState", "Note state", "IconProgress")],
    ["created", "createdAt", "instant"],
  ]),
  ...from("patients", "note", [
    ["id", "practiceHubId", "key", PRACTICE_HUB_ID],
    ["=Sticky note", "title", "text"],
    ["note", "bodyV2", "richText"],
    ["updated", "createdAt", "instant"],
  ]),
];

type Line = [source: string, target: string, transform: string, creates?: FieldSpec];

function from(resource: string, object: TargetObject, lines: Line[]): FieldRow[] {
  return lines.map(([source, target, transform, creates]) => ({
    object,
    resource,
    source,
    target,
    transform,
    ...(creates ? { creates } : {}),
    reason: "",
  }));
}

/** The workspace member who answers for a record; 2.19 gives people no owner of their own. */
function OWNER(object: "person" | "appointment"): FieldSpec {
  return relation(
    "recordOwner",
    "Owner",
    "workspaceMember",
    object === "person" ? "Owned people" : "Owned appointments",
    "IconUserCircle",
  );
}
