import { assertEquals } from "@std/assert";
import { type Ask, holds } from "../../../steps/accounting/evidence.ts";
import type { Json } from "../../../steps/twenty/json.ts";

const PERSON = "aaaaaaaa-0000-4000-8000-000000000001";
const MEMBER = "aaaaaaaa-0000-4000-8000-000000000002";

const ASK: Ask = {
  timeZone: "Europe/London",
  option: (object, field, value) =>
    new Map<string, string>([
      ["person sex F", "FEMALE"],
      ["person bloodGroup A+", "A_PLUS"],
      ["person bloodGroup A-", "A_MINUS"],
      ["person tags VIP", "VIP"],
      ["person tags Sports", "SPORTS"],
      ["opportunity stage active", "CUSTOMER"],
    ]).get(`${object} ${field} ${value}`),
  sourceOf: (id) => id === PERSON ? "patients/12" : undefined,
  memberOf: (id) => id === "7" ? MEMBER : undefined,
};

function held(value: Json, leaf: string | number | boolean, field = "field", key = "attribute"): boolean {
  const object = field === "stage" ? "opportunity" : "person";
  return holds(value, { path: [key], value: leaf }, { object, field }, ASK);
}

Deno.test("a text is held whatever its case, spaces and Unicode form, and not with other signs", () => {
  assertEquals(held("Zoë  O'Neill", " zoe\u0308 o'neill "), true);
  assertEquals(held("A+", "A-"), false);
  assertEquals(held("<5", ">5"), false);
  assertEquals(held("Rh-", "Rh+"), false);
  assertEquals(held("C", "C++"), false);
});

Deno.test("an option is held where the value map says so, and nowhere else", () => {
  assertEquals(held("FEMALE", "F", "sex"), true);
  assertEquals(held("A_PLUS", "A+", "bloodGroup"), true);
  assertEquals(held("A_PLUS", "A-", "bloodGroup"), false);
  assertEquals(held(["VIP", "SPORTS"], "VIP; Sports", "tags"), true);
  assertEquals(held(["VIP"], "VIP; Sports", "tags"), false);
  assertEquals(held("CUSTOMER", 1, "stage"), true);
  assertEquals(held("CUSTOMER", 0, "stage"), false);
});

Deno.test("numbers, amounts and truths are held by their worth", () => {
  assertEquals(held(12.5, "12.50"), true);
  assertEquals(held(1250, "1,250"), true);
  assertEquals(held(12, "13"), false);
  assertEquals(held({ amountMicros: 12_500_000, currencyCode: "GBP" }, "12.5"), true);
  assertEquals(held({ amountMicros: 12_500_000, currencyCode: "GBP" }, "12.51"), false);
  assertEquals(held({ amountMicros: -300_000, currencyCode: "GBP" }, "-0.3"), true);
  for (const yes of [true, "true", 1, "1", "yes"]) assertEquals(held(true, yes), true, String(yes));
  for (const no of [false, "false", 0, "0", "no"]) assertEquals(held(true, no), false, String(no));
});

Deno.test("a moment is held as the clinic's clock showed it, or with its own offset", () => {
  assertEquals(held("2024-07-01T09:30:00.000Z", "2024-07-01 10:30:00"), true);
  assertEquals(held("2024-07-01T10:30:00.000Z", "2024-07-01 10:30:00"), false);
  assertEquals(held("2024-01-01T10:30:00.000Z", "2024-01-01 10:30"), true);
  for (const text of ["10:30:00.000000Z", "10:30Z", "12:30:00+02", "12:30+0200", "07:00:00,25 -03:30"]) {
    const instant = `2024-01-01T${text.includes(",") ? "10:30:00.250" : "10:30:00.000"}Z`;
    assertEquals(held(instant, `2024-01-01T${text}`), true, text);
    assertEquals(held("2024-01-01T10:31:00.000Z", `2024-01-01T${text}`), false, text);
  }
  assertEquals(held("2024-07-01T10:30:00.000Z", "2024-07-01T12:30:00.000000+02:00"), true);
  assertEquals(held("2024-07-01T10:30:00.000Z", "2024-07-01T10:30:00Z"), true);
  assertEquals(held("1980-02-01", "01/02/1980"), true);
  assertEquals(held("1980-02-01", "1980-02-02 00:00:00"), false);
});

Deno.test("a telephone number is held by its digits, and what is dialled after it is not", () => {
  const phones = {
    primaryPhoneNumber: "7700900111",
    primaryPhoneCallingCode: "+44",
    primaryPhoneCountryCode: "GB",
    additionalPhones: [{ number: "797712345", callingCode: "+44", countryCode: "JE" }],
  };
  for (const given of ["07700 900111", "+44 7700 900 111", "0044 (0)7700-900111", "07797 712345"]) {
    const digits = given === "07797 712345" ? "0797712345" : given;
    assertEquals(held(phones, digits), true, given);
  }
  assertEquals(held(phones, "07700 900111 ext. 4"), false);
  assertEquals(held(phones, "44", "phones", "country_code"), true);
  assertEquals(held(phones, "33", "phones", "country_code"), false);
  assertEquals(held(phones, "Mum", "phones", "label"), false);
});

Deno.test("a link is held where it leads to the record of the row that is named", () => {
  assertEquals(held(PERSON, "12"), true);
  assertEquals(held(PERSON, 13), false);
  assertEquals(held(MEMBER, 7), true);
  assertEquals(held(MEMBER, 8), false);
});

Deno.test("a note is held with all its words, boxes, struck words and links, in their order", () => {
  const note = (markdown: string) => ({ markdown });
  assertEquals(
    held(note("Pain **7**/10, <\u20605 days\n\n\\- left"), "<p>Pain <b>7</b>/10, &lt;5 days</p>- left"),
    true,
  );
  assertEquals(held(note("Apixaban 5mg"), "<s>Warfarin 5mg</s> Apixaban 5mg"), false);
  assertEquals(held(note("Warfarin 5mg Apixaban 5mg"), "<s>Warfarin 5mg</s> Apixaban 5mg"), false);
  const struck = '<span style="text-decoration: line-through;">Warfarin</span> Apixaban';
  assertEquals(held(note("Warfarin Apixaban"), struck), false);
  assertEquals(held(note("~~Warfarin~~ Apixaban"), struck), true);
  const boxes = "<input type=checkbox checked> Smoker <input type=checkbox> Diabetic";
  assertEquals(held(note("Smoker Diabetic"), boxes), false);
  assertEquals(held(note("☑ Smoker ☐ Diabetic"), boxes), true);
  assertEquals(held(note("12080"), "<table><tr><td>120</td><td>80</td></tr></table>"), false);
  assertEquals(held(note("| 120 | 80 |"), "<table><tr><td>120</td><td>80</td></tr></table>"), true);
  assertEquals(held(note("see here"), '<a href="https://example.org/a">see here</a>'), false);
  assertEquals(
    held(note("[see here](https://example.org/a)"), '<a href="https://example.org/a">see here</a>'),
    true,
  );
  assertEquals(held(note("b a"), "<p>a b</p>"), false);
});
