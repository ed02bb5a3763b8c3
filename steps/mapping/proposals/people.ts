import { address, date, flag, instant, money, multiSelect, select, text } from "../fields.ts";
import { type FieldRow, PRACTICE_HUB_ID } from "../vocabulary.ts";
import { CSV, from, GUESS, owner } from "./from.ts";

const OWNER = owner("Owned people");
const ROLE = select("practiceRole", "Practice role", "IconStethoscope");
const BIRTH = date("dateOfBirth", "Date of birth", "IconCake");
const LANGUAGE = select("preferredLanguage", "Preferred language", "IconLanguage");
const REFERRAL = select("referralSource", "Referral source", "IconUserShare");
const TAGS = multiSelect("patientTags", "Patient tags");
const BALANCE = money(
  "accountBalance",
  "Account balance",
  "IconCoins",
  "Positive: the patient owes; negative: in credit",
);
const LAST = instant("lastVisit", "Last visit", "IconCalendarCheck");
const NEXT = instant("nextVisit", "Next visit", "IconCalendarPlus");
const COMPLAINT = text("chiefComplaint", "Chief complaint", "IconMessageReport");

/**
 * Practitioners and patients. Of several rows for one target the first that yields a value wins, so a column of the
 * CSV export fills in only what the API leaves empty (contracts/practicehub 3.1).
 */
export const PEOPLE: readonly FieldRow[] = [
  ...from("practitioners", "person", [
    ["id", "practiceHubId", "key", PRACTICE_HUB_ID],
    ["*", "name", "personName"],
    ["=Practitioner", "jobTitle", "text"],
    ["=practitioner", "practiceRole", "option", ROLE],
    [
      "active",
      "activePractitioner",
      "boolean",
      flag("activePractitioner", "Active practitioner", "IconUserCheck"),
    ],
    ["description", "practitionerBio", "markdown", text("practitionerBio", "About", "IconNotes")],
    ["=account/1", "companyId", "ref"],
    ["id", "recordOwnerId", "memberOf", OWNER],
    ["created", "createdAt", "instant"],
  ]),
  ...from("patients", "person", [
    ["id", "practiceHubId", "key", PRACTICE_HUB_ID],
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
    ["sex", "sex", "option", select("sex", "Sex", "IconGenderBigender"), GUESS],
    ["locale", "preferredLanguage", "option", LANGUAGE],
    ["csv:Preferred Language", "preferredLanguage", "option", LANGUAGE, CSV],
    ["patient_number", "patientNumber", "text", text("patientNumber", "Patient number", "IconHash")],
    ["custom_reference", "customReference", "text", text("customReference", "Custom reference", "IconId")],
    ["*", "homeAddress", "address", address("homeAddress", "Home address"), GUESS],
    [
      "medical_insurance",
      "medicalInsurance",
      "text",
      text("medicalInsurance", "Medical insurance", "IconShieldHeart"),
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
    ["recall_status", "recallStatus", "option", select("recallStatus", "Recall status", "IconBellRinging")],
    [
      "communication_status",
      "communicationStatus",
      "option",
      select("communicationStatus", "Communication status", "IconMessages"),
    ],
    [
      "csv:SMS Marketing",
      "smsMarketing",
      "consent",
      flag("smsMarketing", "SMS marketing", "IconDeviceMobile"),
      CSV,
    ],
    [
      "csv:Email Marketing",
      "emailMarketing",
      "consent",
      flag("emailMarketing", "E-mail marketing", "IconMail"),
      CSV,
    ],
    [
      "csv:Other Marketing",
      "otherMarketing",
      "consent",
      flag("otherMarketing", "Other marketing", "IconSpeakerphone"),
      CSV,
    ],
    [
      "csv:Deleted",
      "deletedInPracticeHub",
      "boolean",
      flag("deletedInPracticeHub", "Deleted in PracticeHub", "IconTrash"),
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
