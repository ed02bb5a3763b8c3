import { assertEquals } from "@std/assert";
import { mapped } from "../made_up_context.ts";

const phone = (number: string, country: string, calling: string) => ({
  primaryPhoneNumber: number,
  primaryPhoneCountryCode: country,
  primaryPhoneCallingCode: calling,
  additionalPhones: [],
});
const BRITISH = phone("7400123456", "GB", "+44");

const CASES: [fact: string, numbers: unknown, expected: unknown][] = [
  ["a code and a number", [{ country_code: "44", number: "7400123456" }], { value: BRITISH }],
  ["spaces, dashes and brackets", [{ country_code: "44", number: " (0)7400 123-456 " }], { value: BRITISH }],
  ["the national prefix after a code", [{ country_code: "44", number: "07400 123456" }], { value: BRITISH }],
  ["a plus in the number", [{ country_code: "", number: "+44 7400 123456" }], { value: BRITISH }],
  ["a double zero in the number", [{ country_code: "", number: "0044 7400 123456" }], { value: BRITISH }],
  ["a code with a plus", [{ country_code: "+44", number: "7400123456" }], { value: BRITISH }],
  ["a code with a double zero", [{ country_code: "0044", number: "7400123456" }], { value: BRITISH }],
  ["a code as a number", [{ country_code: 44, number: "7400123456" }], { value: BRITISH }],
  ["no code, and the practice's country", [{ country_code: "", number: "07400 123456" }], {
    value: BRITISH,
    remark: "phone-country-assumed",
  }],
  ["a null code, and the practice's country", [{ country_code: null, number: "07400 123456" }], {
    value: BRITISH,
    remark: "phone-country-assumed",
  }],
  [
    "no code beside a number that is none: both are said",
    [{ country_code: "", number: "07400 123456" }, { country_code: "44", number: "n/a" }],
    { value: BRITISH, remark: "phone-invalid", also: "phone-country-assumed" },
  ],
  [
    "no code, and the same number again with one: nothing is assumed",
    [{ country_code: "", number: "07400 123456" }, { country_code: "44", number: "7400 123456" }],
    { value: BRITISH },
  ],
  [
    "a Jersey number under 44 is Jersey's",
    [{ country_code: "44", number: "7797 712345" }],
    { value: phone("7797712345", "JE", "+44") },
  ],
  [
    "a Manx number under 44 is the Isle of Man's",
    [{ country_code: "44", number: "7624 312345" }],
    { value: phone("7624312345", "IM", "+44") },
  ],
  [
    "a plus wins over the code beside it",
    [{ country_code: "44", number: "+34 600 000 000" }],
    { value: phone("600000000", "ES", "+34") },
  ],
  ["an Italian number keeps its zero", [{ country_code: "39", number: "06 1234 5678" }], {
    value: phone("0612345678", "IT", "+39"),
  }],
  ["a number set aside for examples belongs to no country", [{ country_code: "44", number: "7700 900123" }], {
    value: phone("7700900123", "", "+44"),
  }],
  ["not a number", [{ country_code: "44", number: "n/a" }], { remark: "phone-invalid" }],
  ["too short", [{ country_code: "44", number: "12" }], { remark: "phone-invalid" }],
  ["too long", [{ country_code: "44", number: "7400123456".repeat(3) }], { remark: "phone-invalid" }],
  ["an empty number", [{ country_code: "44", number: "" }], {}],
  ["an empty list", [], {}],
  ["null", null, {}],
  ["a number by itself, as exports have it", "07400 123456", {
    value: BRITISH,
    remark: "phone-country-assumed",
  }],
  ["a number of JSON", 7400123456, { value: BRITISH, remark: "phone-country-assumed" }],
  ["a list of PHP", { "0": { country_code: "44", number: "7400123456" } }, { value: BRITISH }],
  ["one object", { country_code: "44", number: "7400123456" }, { value: BRITISH }],
  ["a list of texts", ["+447400123456"], { value: BRITISH }],
  ["JSON in a text", '[{"country_code":"44","number":"7400123456"}]', { value: BRITISH }],
  ["a truth", true, { remark: "phone-invalid" }],
  [
    "the same number twice, written differently",
    [{ country_code: "44", number: "7400123456" }, { country_code: "", number: "07400 123 456" }],
    { value: BRITISH },
  ],
  [
    "several numbers",
    [{ country_code: "44", number: "7400123456" }, { country_code: "34", number: "600 000 000" }],
    {
      value: {
        ...BRITISH,
        additionalPhones: [{ number: "600000000", countryCode: "ES", callingCode: "+34" }],
      },
    },
  ],
  [
    "a bad number among good ones",
    [{ country_code: "44", number: "n/a" }, null, { country_code: "44", number: "7400123456" }],
    { value: BRITISH, remark: "phone-invalid" },
  ],
];

for (const [fact, numbers, expected] of CASES) {
  Deno.test(`phones: ${fact}`, () => assertEquals<unknown>(mapped("phones", numbers), expected));
}

Deno.test("phones: no code and no country is left out, with that reason", () => {
  const given = [{ country_code: "", number: "07400 123456" }];
  assertEquals(mapped("phones", given, { context: { country: undefined } }), { remark: "phone-no-country" });
});
