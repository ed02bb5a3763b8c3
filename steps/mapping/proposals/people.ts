import type { FieldRow } from "../vocabulary.ts";
import { CSV, from, GUESS, KEY, type Made, owner } from "./from.ts";

const OWNER = owner("Owned people");
const ROLE: Made = ["Practice role", "IconStethoscope"];
const BIRTH: Made = ["Date of birth", "IconCake"];
const LANGUAGE: Made = ["Preferred language", "IconLanguage"];
const REFERRAL: Made = ["Referral source", "IconUserShare"];
const TAGS: Made = ["Patient tags"];
const BALANCE: Made = ["Account balance", "IconCoins", "Positive: the patient owes; negative: in credit"];
const LAST: Made = ["Last visit", "IconCalendarCheck"];
const NEXT: Made = ["Next visit", "IconCalendarPlus"];
const COMPLAINT: Made = ["Chief complaint", "IconMessageReport"];

/**
 * Practitioners and patients. Of several rows for one target the first that yields a value wins, so a column of the
 * CSV export fills in only what the API leaves empty (contracts/practicehub 3.1).
 */
export const PEOPLE: readonly FieldRow[] = [
  ...from("practitioners", "person", [
    KEY,
    ["*", "name", "personName"],
    ["=Practitioner", "jobTitle", "text"],
    ["=practitioner", "practiceRole", "option", ROLE],
    [
      "active",
      "activePractitioner",
      "boolean",
      ["Active practitioner", "IconUserCheck"],
    ],
    ["description", "practitionerBio", "markdown", ["About", "IconNotes"]],
    ["=account/1", "companyId", "ref"],
    ["id", "recordOwnerId", "memberOf", OWNER],
    ["created", "createdAt", "instant"],
  ]),
  ...from("patients", "person", [
    KEY,
    ["*", "name", "personName"],
    ["email", "emails", "emails"],
    ["csv:Email Address", "emails", "emails", undefined, CSV],
    ["numbers", "phones", "phones"],
    ["phone", "phones", "phones", undefined, GUESS],
    ["csv:Mobile", "phones", "phones", undefined, CSV],
    ["csv:Home", "phones", "phones", undefined, CSV],
    ["=patient", "practiceRole", "option", ROLE],
    ["dob", "dateOfBirth", "date", BIRTH, GUESS],
    ["date_of_birth", "dateOfBirth", "date", BIRTH, GUESS],
    ["csv:Date of Birth", "dateOfBirth", "date", BIRTH, CSV],
    ["sex", "sex", "option", ["Sex", "IconGenderBigender"], GUESS],
    ["locale", "preferredLanguage", "option", LANGUAGE],
    ["csv:Preferred Language", "preferredLanguage", "option", LANGUAGE, CSV],
    ["patient_number", "patientNumber", "text", ["Patient number", "IconHash"]],
    ["custom_reference", "customReference", "text", ["Custom reference", "IconId"]],
    ["*", "homeAddress", "address", ["Home address", "IconMapPin"], GUESS],
    [
      "medical_insurance",
      "medicalInsurance",
      "text",
      ["Medical insurance", "IconShieldHeart"],
      GUESS,
    ],
    ["referral_source", "referralSource", "option", REFERRAL, GUESS],
    ["csv:Referral Source", "referralSource", "option", REFERRAL, CSV],
    ["tags", "patientTags", "options", TAGS, GUESS],
    ["csv:Tags", "patientTags", "options", TAGS, CSV],
    ["chief_complaint", "chiefComplaint", "markdown", COMPLAINT, GUESS],
    ["csv:Chief Complaint", "chiefComplaint", "markdown", COMPLAINT, CSV],
    ["total_balance", "accountBalance", "money", BALANCE, GUESS],
    ["csv:Account Balance", "accountBalance", "money", BALANCE, CSV],
    ["recall_status", "recallStatus", "option", ["Recall status", "IconBellRinging"]],
    [
      "communication_status",
      "communicationStatus",
      "option",
      ["Communication status", "IconMessages"],
    ],
    [
      "csv:SMS Marketing",
      "smsMarketing",
      "consent",
      ["SMS marketing", "IconDeviceMobile"],
      CSV,
    ],
    [
      "csv:Email Marketing",
      "emailMarketing",
      "consent",
      ["E-mail marketing", "IconMail"],
      CSV,
    ],
    [
      "csv:Other Marketing",
      "otherMarketing",
      "consent",
      ["Other marketing", "IconSpeakerphone"],
      CSV,
    ],
    [
      "csv:Deleted",
      "deletedInPracticeHub",
      "boolean",
      ["Deleted in PracticeHub", "IconTrash"],
      CSV,
    ],
    ["last_appt", "lastVisit", "instant", LAST, GUESS],
    ["last_apt", "lastVisit", "instant", LAST, GUESS],
    ["next_appt", "nextVisit", "instant", NEXT, GUESS],
    ["next_apt", "nextVisit", "instant", NEXT, GUESS],
    ["id", "companyId", "homeCompany"],
    ["csv:Default Practitioner", "recordOwnerId", "memberNamed", OWNER, CSV],
    ["=", "recordOwnerId", "fallbackOwner", OWNER],
    ["created", "createdAt", "instant"],
    ["created_at", "createdAt", "instant", undefined, GUESS],
    ["csv:Created", "createdAt", "instant", undefined, CSV],
  ]),
];

/** The practice and its locations, whose names and addresses a person gives (contracts/practicehub 5). */
export const COMPANIES: readonly FieldRow[] = [
  ...from("account", "company", [
    KEY,
    ["name", "name", "text"],
    ["*", "address", "address"],
    ["=", "accountOwnerId", "fallbackOwner"],
  ]),
  ...from("locations", "company", [
    KEY,
    ["name", "name", "text"],
    ["*", "address", "address"],
    [
      "=account/1",
      "parentCompanyId",
      "ref",
      ["Parent company", "IconBuilding", { to: "company", back: "Locations" }],
    ],
    ["=", "accountOwnerId", "fallbackOwner"],
  ]),
];
