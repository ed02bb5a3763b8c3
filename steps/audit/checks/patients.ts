import { z } from "zod";
import { many } from "../../base/words.ts";
import { textOf } from "../../mapping/transform.ts";
import { normalEmail } from "../../mapping/transforms/emails.ts";
import { readPhones } from "../../mapping/transforms/phones.ts";
import { checkOf, gather, type MakeCheck } from "./check.ts";

/** Nobody who is a patient today was born before. */
const OLDEST = "1900-01-01";

/** Names of which a part is missing, and births that cannot be. Names that are missing altogether are a remark. */
export const patients: MakeCheck = ({ add, now }) => {
  const today = new Date(now()).toISOString().slice(0, 10);
  return checkOf("patients", (row) => {
    const first = textOf(row["first_name"]);
    const last = textOf(row["last_name"]);
    if ((first === "") !== (last === "")) {
      add("name-partial", "patients", first === "" ? "patients.first_name" : "patients.last_name", row.id);
    }
    const birth = textOf(row["dob"]).slice(0, 10);
    const isDate = /^\d{4}-\d{2}-\d{2}$/.test(birth) && !birth.startsWith("0000");
    if (isDate && (birth > today || birth < OLDEST)) {
      add("birth-unlikely", "patients", "patients.dob", row.id);
    }
  });
};

/**
 * A primary address is unique in Twenty; of patients who share one the smallest id keeps it (contracts/practicehub
 * 3.1), the others are listed.
 */
export const sharedEmails: MakeCheck = ({ add }) => {
  const holders = new Map<string, number[]>();
  return checkOf("patients", (row) => {
    const email = normalEmail(textOf(row["email"]));
    if (email) gather(holders, email, row.id);
  }, () => {
    for (const ids of holders.values()) {
      for (const id of ids.toSorted((a, b) => a - b).slice(1)) {
        add("email-shared", "patients", "patients.email", id);
      }
    }
  });
};

const Phones = z.object({
  primaryPhoneNumber: z.string(),
  primaryPhoneCountryCode: z.string(),
  primaryPhoneCallingCode: z.string(),
  additionalPhones: z.array(
    z.object({ number: z.string(), countryCode: z.string(), callingCode: z.string() }),
  ),
});

/** Countries that are dialled by 44 and are not the United Kingdom; Twenty refuses their numbers as British (g). */
const ISLANDS: readonly string[] = ["JE", "GG", "IM"];

/** Numbers that several patients have, and numbers of the islands written under 44. */
export const sharedPhones: MakeCheck = ({ add, explain, context }) => {
  const holders = new Map<string, number[]>();
  if (context.country) explain("phone-country-assumed", `Read as numbers of ${context.country}.`);
  return checkOf("patients", (row) => {
    const parsed = Phones.safeParse(readPhones(row["numbers"], context.country).value);
    if (!parsed.success) return;
    const { data } = parsed;
    const all = [
      [data.primaryPhoneCallingCode + data.primaryPhoneNumber, data.primaryPhoneCountryCode],
      ...data.additionalPhones.map((p) => [p.callingCode + p.number, p.countryCode]),
    ];
    for (const [number = ""] of all) gather(holders, number, row.id);
    if (all.some(([, country = ""]) => ISLANDS.includes(country)) && context.country !== undefined) {
      add("phone-island", "patients", "patients.numbers", row.id);
    }
  }, () => {
    const shared = [...holders.values()].filter((ids) => new Set(ids).size > 1);
    if (shared.length > 0) explain("phone-shared", `${many(shared.length, "number")} in all.`);
    // A patient may share several numbers, and is one patient.
    for (const id of [...new Set(shared.flat())].sort((a, b) => a - b)) {
      add("phone-shared", "patients", "patients.numbers", id);
    }
  });
};
