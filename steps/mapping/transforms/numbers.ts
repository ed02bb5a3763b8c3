import { carried, dropped, nothing, textOf, type Transform } from "../transform.ts";

const DECIMAL = /^-?\d+(\.\d+)?$/;

export const number: Transform = ({ value }) => {
  const given = textOf(value);
  if (given === "") return nothing;
  return DECIMAL.test(given) && Number.isFinite(Number(given))
    ? carried(Number(given))
    : dropped("number-invalid");
};

/**
 * An amount as integer micros. The source gives decimal strings or numbers (contracts/practicehub 3); the digits are
 * moved as text, because 0.1 + 0.2 is not 0.3. More than six decimals cannot be kept, and no answer had any.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import type { Input } from "../transform.ts";
 *
 * const of = (value: unknown) => money({ value, context: { currency: "GBP" } } as Input);
 * assertEquals(of("12.50"), { value: { amountMicros: 12_500_000, currencyCode: "GBP" } });
 * assertEquals(of("12,50"), { remark: "money-invalid" });
 * assertEquals(of(""), {});
 * ```
 */
export const money: Transform = ({ value, context }) => {
  const given = textOf(value);
  if (given === "") return nothing;
  if (!DECIMAL.test(given)) return dropped("money-invalid");
  const [whole = "0", decimals = ""] = given.replace("-", "").split(".");
  const micros = Number(whole + decimals.slice(0, 6).padEnd(6, "0")) * (given.startsWith("-") ? -1 : 1);
  if (!Number.isSafeInteger(micros)) return dropped("money-invalid");
  return carried({ amountMicros: micros === 0 ? 0 : micros, currencyCode: context.currency });
};

/** What visits that are left are worth; negative where more were used than bought (contracts/practicehub 3.14). */
export const unusedValue: Transform = (input) => {
  const mapped = money(input);
  const overused = mapped.value !== undefined && textOf(input.value).startsWith("-") &&
    /[1-9]/.test(textOf(input.value));
  return overused ? { ...mapped, remark: "package-overused" } : mapped;
};

/** Consent is what somebody gave: `1` and nothing else (contracts/practicehub 3.1, CSV); `0` is that it was not given. */
export const consent: Transform = ({ value }) => {
  const given = textOf(value);
  if (given === "") return nothing;
  if (given === "1" || given === "0") return carried(given === "1");
  return dropped("consent-unclear");
};

/** "1"/"0", 1/0 (contracts/practicehub 3), and the words people type in forms. */
export const boolean: Transform = ({ value }) => {
  const given = textOf(value).toLowerCase();
  if (given === "") return nothing;
  if (["1", "true", "yes", "y", "on"].includes(given)) return carried(true);
  if (["0", "false", "no", "n", "off"].includes(given)) return carried(false);
  return dropped("option-unmapped");
};
