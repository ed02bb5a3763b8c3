import { z } from "zod";
import { many } from "../../base/words.ts";
import { textOf } from "../../mapping/transform.ts";
import { normalEmail, readPhones } from "../../mapping/transforms/contacts.ts";
import { type Check, gather, repeats } from "./check.ts";

/** Nobody who is a patient today was born before. */
const OLDEST = "1900-01-01";

/** Names of which a part is missing, and births that cannot be. Names that are missing altogether are a remark. */
export const patients: Check = {
  resource: "patients",
  make({ note, now }) {
    const today = new Date(now()).toISOString().slice(0, 10);
    return {
      row(row) {
        const first = textOf(row["first_name"]);
        const last = textOf(row["last_name"]);
        if ((first === "") !== (last === "")) {
          note("name-partial", first === "" ? "first_name" : "last_name", row.id);
        }
        const birth = textOf(row["dob"]).slice(0, 10);
        const isDate = /^\d{4}-\d{2}-\d{2}$/.test(birth) && !birth.startsWith("0000");
        if (isDate && (birth > today || birth < OLDEST)) note("birth-unlikely", "dob", row.id);
      },
    };
  },
};

/**
 * A primary address is unique in Twenty; of patients who share one the smallest id keeps it (contracts/practicehub
 * 3.1), the others are listed.
 */
export const sharedEmails: Check = {
  resource: "patients",
  make({ note }) {
    const holders = new Map<string, number[]>();
    return {
      row(row) {
        const email = normalEmail(textOf(row["email"]));
        if (email) gather(holders, email, row.id);
      },
      end() {
        for (const id of repeats(holders)) note("email-shared", "email", id);
      },
    };
  },
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
export const sharedPhones: Check = {
  resource: "patients",
  make({ note, explain, context: { country } }) {
    const holders = new Map<string, number[]>();
    if (country) explain("phone-country-assumed", `Read as numbers of ${country}.`);
    return {
      row(row) {
        const { data } = Phones.safeParse(readPhones(row["numbers"], country).value);
        if (!data) return;
        const all = [
          [data.primaryPhoneCallingCode + data.primaryPhoneNumber, data.primaryPhoneCountryCode],
          ...data.additionalPhones.map((p) => [p.callingCode + p.number, p.countryCode]),
        ];
        for (const [number = ""] of all) gather(holders, number, row.id);
        if (all.some(([, of = ""]) => ISLANDS.includes(of)) && country !== undefined) {
          note("phone-island", "numbers", row.id);
        }
      },
      end() {
        const shared = [...holders.values()].filter((ids) => new Set(ids).size > 1);
        if (shared.length > 0) explain("phone-shared", `${many(shared.length, "number")} in all.`);
        // A patient may share several numbers, and is one patient.
        const sharing = [...new Set(shared.flat())].sort((a, b) => a - b);
        for (const id of sharing) note("phone-shared", "numbers", id);
      },
    };
  },
};
