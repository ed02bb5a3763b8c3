import type { FieldMapTable, ValueMapTable } from "../../db/tables.ts";
import type { AuditDetail } from "../../steps/profile/audit_detail.ts";

/** A made-up field map and value map, and what an audit and a workspace around them would say. */
type Line = [
  source: string,
  target: string,
  transform: string,
  confidence: number,
  reason: string,
  makes?: [type: string, label: string],
];

const rows = (resource: string, object: string, start: number, lines: Line[]): FieldMapTable[] =>
  lines.map(([source, target, transform, confidence, reason, makes], i) => ({
    object,
    resource,
    source,
    target,
    transform,
    state: (start + i) % 5 === 0 ? "confirmed" : "proposed",
    creates: makes ? created(target, ...makes) : null,
    reason,
    confidence,
    note: "",
    position: start + i,
  }));

const created = (name: string, type: string, label: string): string =>
  JSON.stringify({
    name,
    label,
    type,
    icon: "IconAbc",
    description: "",
    ...(type.endsWith("SELECT") ? { options: [] } : {}),
  });

const PEOPLE = rows("patients", "person", 0, [
  ["id", "practiceHubId", "key", 100, "Names the record in PracticeHub", ["TEXT", "PracticeHub id"]],
  ["*", "name", "personName", 100, "Same meaning"],
  ["email", "emails", "emails", 97, "Values look like e-mail addresses; 24 are shared and become additional"],
  ["numbers", "phones", "phones", 95, "Values look like telephone numbers, 96 % can be read"],
  ["dob", "dateOfBirth", "date", 92, "98 % of the values are dates", ["DATE", "Date of birth"]],
  ["sex", "sex", "option", 90, "All values are in the option list", ["SELECT", "Sex"]],
  ["referral_source", "referralSource", "option", 71, "41 different values", ["SELECT", "Referral source"]],
  ["tags", "patientTags", "options", 64, "A comma list of few values", ["MULTI_SELECT", "Patient tags"]],
  [
    "csv:Health Fund Membership Number and Reference of the Principal Member",
    "healthFundMembershipNumberAndReferenceOfThePrincipal",
    "text",
    48,
    "Only in the CSV export; nothing in the API resembles it, and 59 % of the rows are empty",
    ["TEXT", "Health fund membership number and reference of the principal…"],
  ],
  ["=patient", "practiceRole", "option", 100, "Tells patients from practitioners", [
    "SELECT",
    "Practice role",
  ]],
]);
PEOPLE.push({
  ...PEOPLE[3]!,
  source: "fax",
  target: "fax",
  transform: "text",
  state: "ignored",
  creates: created("fax", "TEXT", "Fax"),
  note: "nobody has sent a fax since 2011",
  reason: "2 % filled",
  confidence: 55,
  position: 10,
});

const APPOINTMENTS = rows("appointments", "appointment", 20, [
  ["*", "name", "appointmentName", 100, "Visit type and patient", ["TEXT", "Name"]],
  ["start", "startsAt", "instant", 98, "Clinic time, Europe/London", ["DATE_TIME", "Starts at"]],
  ["*", "appointmentStatus", "status", 96, "5 values", ["SELECT", "Status"]],
  ["patient_id", "patientId", "patient", 100, "Link", ["RELATION", "Patient"]],
]);

export const FIELDS: FieldMapTable[] = [...PEOPLE, ...APPOINTMENTS];

/** The same with 300 more rows, as a practice with many forms has them. */
export const MANY_FIELDS: FieldMapTable[] = [
  ...FIELDS,
  ...rows(
    "custom_form_responses",
    "person",
    100,
    Array.from({ length: 300 }, (_, i): Line => [
      `Question ${i + 1}: ${QUESTIONS(i)}`,
      `formQuestion${i + 1}`,
      i % 3 === 0 ? "boolean" : "markdown",
      40 + (i * 7) % 61,
      `Asked on a form, ${(i * 37) % 400} answers`,
      [i % 3 === 0 ? "BOOLEAN" : "TEXT", `Question ${i + 1}`],
    ]),
  ),
];

function QUESTIONS(i: number): string {
  return ["do you smoke", "which medicines do you take, and since when", "consent to treatment"][i % 3] ?? "";
}

const value = (
  [object, field]: [string, string],
  position: number,
  source_value: string,
  label: string,
  count: number,
  state: ValueMapTable["state"] = "proposed",
): ValueMapTable => ({
  object,
  field,
  source_value,
  label,
  target_value: label.toUpperCase().replaceAll(/[^A-Z0-9]+/g, "_"),
  count,
  position,
  state,
});
const SEX: [string, string] = ["person", "sex"];
const SOURCES: [string, string] = ["person", "referralSource"];
const TAGS: [string, string] = ["person", "patientTags"];
export const VALUES: ValueMapTable[] = [
  value(SEX, 0, "F", "Female", 6120, "confirmed"),
  value(SEX, 1, "M", "Male", 811, "confirmed"),
  value(SEX, 2, "X", "Other", 3, "ignored"),
  value(SOURCES, 0, "Friend", "Friend", 301),
  value(SOURCES, 0, "friend", "Friend", 44),
  value(SOURCES, 1, "Google, Maps", "Google / Maps", 208),
  value(
    SOURCES,
    2,
    "Recommended by the physiotherapist of the rowing club",
    "Recommended by the physiotherapist of the rowing club",
    103,
  ),
  value(SOURCES, 3, "", "Friend", 0, "confirmed"),
  value(TAGS, 0, "VIP", "VIP", 12),
  value(TAGS, 0, "vip", "VIP", 30),
  { ...value(TAGS, 1, "1", "1", 4), target_value: "N1" },
];

/** As the schema cell remembers it. */
export const TARGETS = {
  targets: [
    {
      object: "person",
      label: "Person",
      fields: [
        { name: "name", label: "Name", type: "FULL_NAME", ours: false },
        { name: "emails", label: "Emails", type: "EMAILS", ours: false },
        { name: "phones", label: "Phones", type: "PHONES", ours: false },
        { name: "jobTitle", label: "Job Title", type: "TEXT", ours: false },
        { name: "city", label: "City", type: "TEXT", ours: false },
        {
          name: "sex",
          label: "Sex",
          type: "SELECT",
          ours: true,
          options: [{ value: "FEMALE", label: "Female" }],
        },
      ],
    },
    { object: "appointment", label: "Appointment", fields: [] },
  ],
};

const seen = (
  name: string,
  kind: "text" | "date" | "choice" | "list" | "html",
  filled: number,
  samples: string[],
) => ({
  name,
  rows: 1191,
  filled,
  types: ["string"],
  samples,
  kind,
  sure: 98,
  distinct: 40,
  longest: 30,
});

/** What the made-up audit saw. */
export const AUDIT: Pick<AuditDetail, "resources" | "values" | "questions" | "forms"> = {
  resources: [
    {
      name: "patients",
      total: 1191,
      reachable: true,
      rowsRead: 1191,
      whole: true,
      fields: [
        seen("id", "text", 1191, ["0000000"]),
        seen("email", "text", 1012, ["aaaa@aaaaaaa.aaa", "a.aaaaa@aaaa.aa.aa", "aaaaaaa00@aaaaa.aaa"]),
        seen("numbers", "list", 1102, []),
        seen("dob", "date", 1170, ["0000-00-00"]),
        seen("sex", "choice", 1180, ["a"]),
        seen("referral_source", "choice", 760, ["aaaaaa", "aaaaaa, aaaa", "aaaaaaaaaaa aa aaa aaaaa…"]),
        seen("tags", "text", 90, ["aaa, aaaaaa aaaaaa"]),
        seen("fax", "text", 24, ["00000 000000"]),
        seen("emergency_contact", "text", 420, ["aaaa aaaaa 00000 000000"]),
        seen("updated", "date", 1191, ["0000-00-00 00:00:00"]),
      ],
    },
  ],
  values: { "patients.sex": [["F", 6120], ["M", 811], ["X", 3]] },
  questions: [],
  forms: [],
};
