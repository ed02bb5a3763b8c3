import { type CountryCode } from "libphonenumber-js";
import { countryOfZone, currencyOfCountry } from "../mapping/country.ts";
import { normalEmail } from "../mapping/transforms/emails.ts";
import { idOf, textOf } from "../mapping/transform.ts";
import { readPhones } from "../mapping/transforms/phones.ts";
import type { Finding } from "../engine/step.ts";
import type { Settings } from "../engine/settings.ts";
import type { Row } from "../practicehub/envelope.ts";
import type { Automation } from "../twenty/automations.ts";
import type { ResourceReport } from "./read_source.ts";
import type { Values } from "./values.ts";
import { many } from "../engine/words.ts";

/** Counts what patients' rows hold that cannot go over as it is. One pass; nothing of a patient is kept but ids of addresses. */
export class PatientCheck {
  shared = 0;
  invalidEmails = 0;
  invalidPhones = 0;
  noCountryPhones = 0;
  nameless = 0;
  #addresses = new Set<string>();

  constructor(readonly country: CountryCode | undefined) {}

  add(rows: readonly Row[]): void {
    for (const row of rows) {
      const email = textOf(row["email"]);
      const normal = normalEmail(email);
      if (email !== "" && !normal) this.invalidEmails++;
      if (normal && this.#addresses.has(normal)) this.shared++;
      if (normal) this.#addresses.add(normal);
      if (textOf(row["first_name"]) === "" || textOf(row["last_name"]) === "") this.nameless++;
      const { remark } = readPhones(row["numbers"], this.country);
      if (remark === "phone-invalid") this.invalidPhones++;
      if (remark === "phone-no-country") this.noCountryPhones++;
    }
  }
}

export interface AuditFacts {
  settings: Settings;
  reports: readonly ResourceReport[];
  leftBehind: readonly ResourceReport[];
  values: Values;
  patients: PatientCheck;
  files: { withoutUrl: number; notOfPatients: number; seen: number };
  automations: readonly Automation[];
  softDeleted: number;
  people: number;
}

/** What a person should know before the first write, worst first. */
export function findings(facts: AuditFacts): Finding[] {
  return [
    ...automationFindings(facts),
    ...missingFindings(facts),
    ...staysBehind(facts),
    ...patientFindings(facts),
    ...settingFindings(facts),
  ];
}

function automationFindings({ automations, people }: AuditFacts): Finding[] {
  return automations.map((a, i) => ({
    id: `automation-${i + 1}`,
    severity: "warning",
    title: `“${a.name}” is active and starts on ${a.event}`,
    detail: `Each of about ${
      many(people, "person", "people")
    } created would set this ${a.kind} off. An API key cannot switch it off.`,
    action: `Ask a workspace admin to deactivate the ${a.kind} for the time of the migration.`,
  }));
}

function missingFindings({ reports }: AuditFacts): Finding[] {
  return reports.filter((r) => !r.reachable).map((r) => ({
    id: `missing-${r.name}`,
    severity: "warning",
    title: `${r.label} cannot be read`,
    detail: `PracticeHub answers 404 for ${r.name}: this account has no such endpoint.`,
    action: "If the practice uses them, export them under Settings → Data Exports.",
  }));
}

function staysBehind({ leftBehind, values, files }: AuditFacts): Finding[] {
  const pictures = [...values.questions.values()].filter((q) => q.kind === "picture").reduce(
    (n, q) => n + q.answers,
    0,
  );
  const left = leftBehind.filter((r) => r.reachable && r.total > 0);
  const found: (Finding | false)[] = [
    left.length > 0 && {
      id: "left-behind",
      severity: "warning",
      title: `Stay in PracticeHub: ${left.map((r) => r.label.toLowerCase()).join(", ")}`,
      detail: left.map((r) => `${r.label}: ${many(r.total, "row")}`).join("; ") +
        ". They are not part of this migration.",
    },
    pictures > 0 && {
      id: "signatures",
      severity: "warning",
      title: `${many(pictures, "signature or drawing", "signatures and drawings")} on forms cannot be moved`,
      detail: "The API hands out the number of a widget, not the picture.",
      action: "Keep PracticeHub's own PDF of the forms that need a signature.",
    },
    files.withoutUrl > 0 && {
      id: "files-without-url",
      severity: "warning",
      title: `${many(files.withoutUrl, "file")} without a download link, of ${
        files.seen.toLocaleString("en")
      } looked at`,
      detail: "Their attachments are made without bytes and listed.",
    },
    files.notOfPatients > 0 && {
      id: "files-of-others",
      severity: "info",
      title: `${many(files.notOfPatients, "file")} of no patient, of ${
        files.seen.toLocaleString("en")
      } looked at`,
      detail: "Reports and data exports of PracticeHub itself are left behind.",
    },
    {
      id: "workflows",
      severity: "info",
      title: "Workflows cannot be read",
      detail:
        "PracticeHub has no endpoint for automations and campaigns; they have to be rebuilt in Twenty by hand.",
    },
  ];
  return found.filter((f) => f !== false);
}

function patientFindings({ patients, softDeleted }: AuditFacts): Finding[] {
  const found: (Finding | false)[] = [
    patients.shared > 0 && {
      id: "shared-emails",
      severity: "info",
      title: `${many(patients.shared, "patient")} with the e-mail address of an older one`,
      detail:
        "A primary address is unique in Twenty: the oldest patient keeps it, the others have it as additional.",
    },
    patients.invalidEmails > 0 && {
      id: "invalid-emails",
      severity: "warning",
      title: `${many(patients.invalidEmails, "e-mail address", "e-mail addresses")} that Twenty refuses`,
      detail: "They are left out and listed.",
    },
    patients.invalidPhones + patients.noCountryPhones > 0 && {
      id: "phones",
      severity: "warning",
      title: `${
        many(patients.invalidPhones + patients.noCountryPhones, "patient")
      } with a telephone number that cannot be read`,
      detail: `${many(patients.invalidPhones, "impossible number")}, ${
        many(patients.noCountryPhones, "national number")
      } without a country; they are left out and listed.`,
      ...(patients.noCountryPhones > 0 ? { action: "Set the country of the practice in the settings." } : {}),
    },
    patients.nameless > 0 && {
      id: "names",
      severity: "info",
      title: `${many(patients.nameless, "patient")} without a first or a last name`,
      detail: "They are moved with what there is.",
    },
    softDeleted > 0 && {
      id: "soft-deleted",
      severity: "warning",
      title: `${
        many(softDeleted, "deleted person", "deleted people")
      } in Twenty with an e-mail address still held`,
      detail: "Where a patient has the same address, it is kept as additional.",
      action: "Destroy them in Twenty's trash if they are not needed.",
    },
  ];
  return found.filter((f) => f !== false);
}

function settingFindings({ settings }: AuditFacts): Finding[] {
  const country = countryOfZone(settings.timeZone);
  const found: Finding[] = [{
    id: "zone",
    severity: "info",
    title: `Times are read as ${settings.timeZone}`,
    detail: "PracticeHub's times carry no zone. If this is wrong, every appointment is.",
  }];
  if (settings.currency === "") {
    found.push({
      id: "currency",
      severity: "warning",
      title: `Amounts are taken as ${currencyOfCountry(country)}`,
      detail:
        "PracticeHub does not say in which currency its amounts are; this one is that of the zone's country.",
      action: "Set the currency in the settings if it is another.",
    });
  }
  return found;
}

/** Counts files by what stands in the way of their bytes. */
export function countFiles(rows: readonly Row[], into: AuditFacts["files"]): void {
  for (const row of rows) {
    into.seen++;
    if (textOf(row["entity_type"]) !== "patient" || idOf(row["patient_id"]) === undefined) {
      into.notOfPatients++;
    } else if (textOf(row["url"]) === "") into.withoutUrl++;
  }
}
