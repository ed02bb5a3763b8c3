import { decimalOf, flagOf, membersOf } from "../shapes.ts";
import {
  carried,
  dropped,
  type Input,
  type Mapped,
  nothing,
  type Remark,
  textOf,
  type Transform,
} from "../transform.ts";

/** Members of an object that hold an amount or a number. */
const AMOUNTS = ["amount", "value", "number", "total"];

/** Numbers, amounts, yes and no. */
export const NUMBERS = {
  number: {
    type: "NUMBER",
    words: "number",
    kinds: ["number", "flag"],
    carries: "read as numbers",
    run({ value }) {
      const raw = numberIn(value);
      if (raw === "") return nothing;
      const decimal = decimalOf(raw);
      return decimal !== undefined && Number.isFinite(Number(decimal))
        ? carried(Number(decimal), separators(raw, decimal))
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
      if (textOf(value) === "") return nothing;
      const flag = flagOf(value);
      return flag === undefined ? dropped("option-unmapped") : carried(flag);
    },
  },
  /** Consent is what somebody gave: `1` or yes, and nothing else (contracts/practicehub 3.1, CSV); `0` is that it was not given. */
  consent: {
    type: "BOOLEAN",
    words: "1 is yes, 0 is no, anything else nothing",
    kinds: ["flag"],
    carries: "read as yes or no",
    run({ value }) {
      const text = textOf(value);
      if (text === "") return nothing;
      return text === "1" || text === "0" ? carried(text === "1") : dropped("consent-unclear");
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
      const overused = mapped.value !== undefined && /^-.*[1-9]/.test(numberIn(input.value));
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
  const currency = textOf(membersOf(value)?.["currency"]);
  if (currency !== "" && currency.toUpperCase() !== context.currency) return dropped("money-invalid");
  const raw = numberIn(value);
  if (raw === "") return nothing;
  const decimal = decimalOf(raw);
  if (decimal === undefined) return dropped("money-invalid");
  const [whole = "0", decimals = ""] = decimal.replace("-", "").split(".");
  const micros = Number(whole + decimals.slice(0, 6).padEnd(6, "0")) * (decimal.startsWith("-") ? -1 : 1);
  if (!Number.isSafeInteger(micros)) return dropped("money-invalid");
  const kept = { amountMicros: micros === 0 ? 0 : micros, currencyCode: context.currency };
  return carried(kept, separators(raw, decimal));
}

/** The number of an object that has one, else what the value says. */
function numberIn(value: unknown): string {
  const members = membersOf(value);
  const held = AMOUNTS.map((name) => textOf(members?.[name])).find((text) => text !== "");
  return held ?? textOf(value);
}

const separators = (raw: string, decimal: string): Remark | undefined =>
  raw === decimal ? undefined : "number-separators";
