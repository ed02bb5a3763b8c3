import { carried, dropped, type Input, type Mapped, nothing, textOf, type Transform } from "../transform.ts";

const DECIMAL = /^-?\d+(\.\d+)?$/;

/** Numbers, amounts, yes and no. */
export const NUMBERS = {
  number: {
    type: "NUMBER",
    words: "number",
    kinds: ["number", "flag"],
    carries: "read as numbers",
    run({ value }) {
      const raw = textOf(value);
      if (raw === "") return nothing;
      return DECIMAL.test(raw) && Number.isFinite(Number(raw))
        ? carried(Number(raw))
        : dropped("number-invalid");
    },
  },
  /** "1"/"0", 1/0 (contracts/practicehub 3), and the words people type in forms. */
  boolean: {
    type: "BOOLEAN",
    words: "yes or no",
    kinds: ["flag"],
    carries: "read as yes or no",
    run({ value }) {
      const raw = textOf(value).toLowerCase();
      if (raw === "") return nothing;
      if (["1", "true", "yes", "y", "on"].includes(raw)) return carried(true);
      if (["0", "false", "no", "n", "off"].includes(raw)) return carried(false);
      return dropped("option-unmapped");
    },
  },
  /** Consent is what somebody gave: `1` and nothing else (contracts/practicehub 3.1, CSV); `0` is that it was not given. */
  consent: {
    type: "BOOLEAN",
    words: "1 is yes, 0 is no, anything else nothing",
    kinds: ["flag"],
    carries: "read as yes or no",
    run({ value }) {
      const raw = textOf(value);
      if (raw === "") return nothing;
      return raw === "1" || raw === "0" ? carried(raw === "1") : dropped("consent-unclear");
    },
  },
  money: {
    type: "CURRENCY",
    words: "amount of money",
    needs: ["currency"],
    kinds: ["number", "flag"],
    carries: "read as amounts",
    run: amount,
  },
  /** What visits that are left are worth; negative where more were used than bought (contracts/practicehub 3.14). */
  unusedValue: {
    type: "CURRENCY",
    takes: ["own"],
    words: "worth of the visits that are left",
    needs: ["currency"],
    run(input) {
      const mapped = amount(input);
      const overused = mapped.value !== undefined && textOf(input.value).startsWith("-") &&
        /[1-9]/.test(textOf(input.value));
      return overused ? { ...mapped, remark: "package-overused" } : mapped;
    },
  },
} satisfies Record<string, Transform>;

/**
 * An amount as integer micros. The source gives decimal strings or numbers (contracts/practicehub 3); the digits are
 * moved as text, because 0.1 + 0.2 is not 0.3. More than six decimals cannot be kept, and no answer had any.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import type { Input } from "../transform.ts";
 *
 * const of = (value: unknown) => NUMBERS.money.run({ value, context: { currency: "GBP" } } as Input);
 * assertEquals(of("12.50"), { value: { amountMicros: 12_500_000, currencyCode: "GBP" } });
 * assertEquals(of("12,50"), { remark: "money-invalid" });
 * assertEquals(of(""), {});
 * ```
 */
function amount({ value, context }: Input): Mapped {
  const raw = textOf(value);
  if (raw === "") return nothing;
  if (!DECIMAL.test(raw)) return dropped("money-invalid");
  const [whole = "0", decimals = ""] = raw.replace("-", "").split(".");
  const micros = Number(whole + decimals.slice(0, 6).padEnd(6, "0")) * (raw.startsWith("-") ? -1 : 1);
  if (!Number.isSafeInteger(micros)) return dropped("money-invalid");
  return carried({ amountMicros: micros === 0 ? 0 : micros, currencyCode: context.currency });
}
