import type { Check } from "./check.ts";
import { Choices, isCalled, labelsOf, meaning, spelling } from "./choices.ts";
import type { Reading } from "./context.ts";
import type { Cells } from "./exports.ts";
import { clean, dayIn, millis, momentIn, textIn } from "./source_values.ts";

/** The single choices of patients, seen row by row. */
export class PatientChoices {
  readonly sex: Choices;
  readonly referral: Choices;
  readonly recall: Choices;
  readonly communication: Choices;
  readonly language: Choices;
  /** Few insurers are a choice, many are a text. */
  readonly insurance: Choices | undefined;
  readonly tags: ReadonlyMap<string, string>;

  constructor(reading: Reading) {
    const { out, workspace } = reading;
    this.sex = Choices.named("people", "sex", out);
    this.referral = Choices.called("people", "referralSource", reading);
    this.recall = Choices.called("people", "recallStatus", reading);
    this.communication = Choices.called("people", "communicationStatus", reading);
    this.language = Choices.named("people", "preferredLanguage", out);
    const insurance = workspace.fields.get("people")?.find((field) => field.name === "medicalInsurance");
    this.insurance = insurance?.type === "SELECT"
      ? Choices.called("people", "medicalInsurance", reading)
      : undefined;
    this.tags = labelsOf(workspace.fields.get("people")?.find((field) => field.name === "patientTags"));
  }

  get all(): Choices[] {
    const { sex, referral, recall, communication, language, insurance } = this;
    return [sex, referral, recall, communication, language, ...insurance ? [insurance] : []];
  }
}

/** What the API says of a patient, and of the CSV what the API leaves empty. */
export function checkPatientFields(check: Check, cells: Cells, choices: PatientChoices): void {
  const { row, found } = check;
  const cell = (header: string) => clean(cells[header] ?? "");
  const either = (field: string, header: string) => textIn(row, field) || cell(header);
  check.same(
    "dateOfBirth",
    dayIn(row, "dob") ?? dayOfCell(cell("Date of Birth")),
    dayOf(found["dateOfBirth"]),
  );
  check.text("patientNumber", "patient_number");
  check.text("customReference", "custom_reference");
  if (!choices.insurance) check.text("medicalInsurance", "medical_insurance");
  choices.insurance?.see(check.key, textIn(row, "medical_insurance"), found["medicalInsurance"]);
  choices.language.see(check.key, either("locale", "Preferred Language"), found["preferredLanguage"]);
  check.money("accountBalance", "total_balance", cell("Account Balance"));
  check.same("lastVisit", momentIn(row, "last_appt", check.reading.timeZone), millis(found["lastVisit"]));
  check.same("nextVisit", momentIn(row, "next_appt", check.reading.timeZone), millis(found["nextVisit"]));
  check.same("chiefComplaint", lines(cell("Chief Complaint")), lines(String(found["chiefComplaint"] ?? "")));
  for (const kind of ["SMS", "Email", "Other"]) checkConsent(check, kind, cell(`${kind} Marketing`));
  check.same("deletedInPracticeHub", cell("Deleted") === "TRUE" || undefined);
  checkAddress(check);
  checkTags(check, either("tags", "Tags"), choices.tags);
  choices.sex.see(check.key, textIn(row, "sex"), found["sex"]);
  choices.referral.see(check.key, either("referral_source", "Referral Source"), found["referralSource"]);
  choices.recall.see(check.key, textIn(row, "recall_status"), found["recallStatus"]);
  choices.communication.see(check.key, textIn(row, "communication_status"), found["communicationStatus"]);
}

/** Only "1" is a yes (contracts/practicehub 3.1); whether "0" is a no or nothing is not told. */
function checkConsent(check: Check, kind: string, cell: string): void {
  const field = `${kind.toLowerCase()}Marketing`;
  if (cell !== "0" || check.found[field] !== false) check.same(field, cell === "1" || undefined);
}

function checkAddress(check: Check): void {
  const there = { ...check.found["homeAddress"] as Record<string, unknown> };
  check.same("homeAddress.addressStreet1", textIn(check.row, "address"), there["addressStreet1"]);
  check.same("homeAddress.addressCity", textIn(check.row, "city"), there["addressCity"]);
  check.same("homeAddress.addressPostcode", textIn(check.row, "postcode"), there["addressPostcode"]);
}

/** As many tags as the source has different ones, but for case and white space, and called as they are. */
function checkTags(check: Check, text: string, labels: ReadonlyMap<string, string>): void {
  const wanted = new Set(text.split(/[,;]/).map(meaning).filter((tag) => tag !== ""));
  const found = check.found["patientTags"];
  const there = (Array.isArray(found) ? found : []).map((value) => labels.get(String(value)) ?? "");
  const missing = [...wanted].filter((tag) =>
    !there.some((label) => tag.length > 60 ? isCalled(label, spelling(tag)) : meaning(label) === tag)
  );
  if (missing.length > 0 || there.length !== wanted.size) {
    check.problem("patientTags", "is not as in the source");
  }
}

/** A column that has the API's form of a day is read in no other. */
const dayOfCell = (text: string): string | undefined => dayIn({ id: 0, text }, "text");

/** Line ends are written in several ways, and mean one. */
const lines = (text: string): string => text.replace(/\s+/g, " ");

const dayOf = (found: unknown): string | undefined =>
  typeof found === "string" ? found.slice(0, 10) : undefined;
