import { assertEquals } from "@std/assert";
import fc from "../../../support/fast_check.ts";
import { mapped } from "../made_up_context.ts";

const pounds = (amountMicros: number) => ({ value: { amountMicros, currencyCode: "GBP" } });

const MONEY: [given: unknown, expected: unknown][] = [
  ["40.00", pounds(40_000_000)],
  ["0.1", pounds(100_000)],
  ["0.29", pounds(290_000)],
  ["-240.50", pounds(-240_500_000)],
  ["0.00", pounds(0)],
  ["-0.00", pounds(0)],
  ["1.005", pounds(1_005_000)],
  ["8.2999999", pounds(8_299_999)],
  [480, pounds(480_000_000)],
  [19.99, pounds(19_990_000)],
  [-0, pounds(0)],
  ["", {}],
  [null, {}],
  ["free", { remark: "money-invalid" }],
  ["1,234.50", { ...pounds(1_234_500_000), remark: "number-separators" }],
  ["1 234,50", { ...pounds(1_234_500_000), remark: "number-separators" }],
  ["-1.234.567,50", { ...pounds(-1_234_567_500_000), remark: "number-separators" }],
  ["1’234.50", { ...pounds(1_234_500_000), remark: "number-separators" }],
  ["1,234", { remark: "money-invalid" }],
  ["12,50", { remark: "money-invalid" }],
  ["1,23,4.50", { remark: "money-invalid" }],
  [{ amount: "40.00", currency: "GBP" }, pounds(40_000_000)],
  ['{"amount": 40}', pounds(40_000_000)],
  [{ amount: "40.00", currency: "EUR" }, { remark: "money-invalid" }],
  ["£40", { remark: "money-invalid" }],
  ["9007199255", { remark: "money-invalid" }],
];

for (const [given, expected] of MONEY) {
  Deno.test(`money: ${JSON.stringify(given)}`, () => assertEquals<unknown>(mapped("money", given), expected));
}

Deno.test("money: micros are the decimal times a million, to the last digit", () => {
  const cents = fc.integer({ min: -900_000_000_000_000, max: 900_000_000_000_000 });
  fc.assert(
    fc.property(cents, fc.integer({ min: 0, max: 6 }), (n, decimals) => {
      const digits = String(Math.abs(n)).padStart(decimals + 1, "0");
      const text = `${n < 0 ? "-" : ""}${digits.slice(0, digits.length - decimals)}${
        decimals ? `.${digits.slice(digits.length - decimals)}` : ""
      }`;
      const micros = BigInt(n) * 10n ** BigInt(6 - decimals);
      const expected = micros <= BigInt(Number.MAX_SAFE_INTEGER) && micros >= BigInt(Number.MIN_SAFE_INTEGER)
        ? pounds(Number(micros))
        : { remark: "money-invalid" };
      assertEquals<unknown>(mapped("money", text), expected);
    }),
    { numRuns: 1_000 },
  );
});

const NUMBERS: [given: unknown, expected: unknown][] = [
  ["12", { value: 12 }],
  [12, { value: 12 }],
  ["-1.5", { value: -1.5 }],
  [0, { value: 0 }],
  ["", {}],
  [null, {}],
  ["twelve", { remark: "number-invalid" }],
  ["1e3", { remark: "number-invalid" }],
  ["9".repeat(400), { remark: "number-invalid" }],
];

for (const [given, expected] of NUMBERS) {
  Deno.test(`number: ${JSON.stringify(given).slice(0, 20)}`, () =>
    assertEquals<unknown>(mapped("number", given), expected));
}

const BOOLEANS: [given: unknown, expected: unknown][] = [
  ["1", { value: true }],
  [1, { value: true }],
  ["0", { value: false }],
  [0, { value: false }],
  [true, { value: true }],
  [false, { value: false }],
  ["Yes", { value: true }],
  ["no", { value: false }],
  ["", {}],
  [null, {}],
  ["perhaps", { remark: "option-unmapped" }],
  ["2", { remark: "option-unmapped" }],
];

for (const [given, expected] of BOOLEANS) {
  Deno.test(`boolean: ${JSON.stringify(given)}`, () =>
    assertEquals<unknown>(mapped("boolean", given), expected));
}
