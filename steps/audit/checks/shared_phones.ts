import { z } from "zod";
import { readPhones } from "../../mapping/transforms/phones.ts";
import { many } from "../../base/words.ts";
import { checkOf, gather, type MakeCheck } from "./check.ts";

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
