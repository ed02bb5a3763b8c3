import { assertEquals } from "@std/assert";
import fc from "../../../support/fast_check.ts";
import { fieldLabel } from "../../../../steps/mapping/names.ts";
import { optionLabel, optionValue, sameOption } from "../../../../steps/mapping/options_of.ts";
import { normalEmail } from "../../../../steps/mapping/transforms/contacts.ts";
import { toMarkdown } from "../../../../steps/mapping/transforms/html.ts";
import { cleaned } from "../../../../steps/mapping/transforms/text.ts";
import { toInstant } from "../../../../steps/mapping/transforms/times.ts";
import { mapped } from "../made_up_context.ts";

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 80 }),
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.emailAddress(),
  fc.constantFrom(
    "F@X.test ",
    "Sports  injury",
    "a, b",
    "ẛ̣",
    "ﬁ",
    "İ",
    "ß",
    "９",
    "x".repeat(70),
    "a,".repeat(40),
  ),
);

/** What is done to a text until it is what it should be: doing it again changes nothing. */
const ONCE: Record<string, (given: string) => string | undefined> = {
  "an e-mail address": normalEmail,
  "a text without what Twenty refuses": (given) => cleaned(given).value as string | undefined,
  "an option's label": optionLabel,
  "an option's value": (given) => optionValue(given, 2),
  "how options are told apart": sameOption,
  "a field's label": (given) => fieldLabel(given).label,
};

for (const [what, once] of Object.entries(ONCE)) {
  Deno.test(`${what}, made from itself, is the same`, () => {
    fc.assert(
      fc.property(text, (given) => {
        const made = once(given);
        if (made !== undefined) assertEquals(once(made), made);
      }),
      { numRuns: 2_000 },
    );
  });
}

Deno.test("labels that are written alike are one option, whichever of them names it", () => {
  fc.assert(fc.property(text, (given) => {
    assertEquals(sameOption(given.toUpperCase()), sameOption(given.toUpperCase().toLowerCase()));
    assertEquals(sameOption(` ${given}  `), sameOption(given));
  }));
});

Deno.test("an amount that is written out from its micros is the same amount", () => {
  const amount = fc.tuple(fc.integer({ min: -9_000_000, max: 9_000_000 }), fc.nat(999_999));
  fc.assert(fc.property(amount, ([whole, decimals]) => {
    const given = `${whole}.${String(decimals).padStart(6, "0")}`;
    const first = mapped("money", given).value as { amountMicros: number };
    const micros = String(Math.abs(first.amountMicros)).padStart(7, "0");
    const written = `${first.amountMicros < 0 ? "-" : ""}${micros.slice(0, -6)}.${micros.slice(-6)}`;
    assertEquals<unknown>(mapped("money", written).value, first);
  }));
});

Deno.test("a date, a number and a consent that were carried are carried again as they are", () => {
  const day = fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
    .map((d) => d.toISOString().slice(0, 10));
  fc.assert(fc.property(day, fc.double({ noNaN: true }), (given, n) => {
    assertEquals<unknown>(mapped("date", given), { value: given });
    const { value } = mapped("number", n);
    if (value !== undefined) assertEquals<unknown>(mapped("number", value), { value });
  }));
  assertEquals<unknown>(["1", 1, "0", 0].map((v) => mapped("consent", v).value), [true, true, false, false]);
});

Deno.test("a time that is written as the clinic's clock shows it is the same instant", () => {
  const at = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2040, 0) }).map((ms) =>
    Math.floor(ms / 1000) * 1000
  );
  fc.assert(fc.property(at, (ms) => {
    const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO("Europe/London")
      .toPlainDateTime();
    const { value, remark } = toInstant(
      local.toString({ smallestUnit: "second" }).replace("T", " "),
      "Europe/London",
    );
    // Of an hour that happened twice the first is taken.
    if (remark !== "time-overlap") assertEquals(value, new Date(ms).toISOString());
    else assertEquals(ms - Date.parse(String(value)) <= 3_600_000, true);
  }));
});

Deno.test("text that has neither tag nor entity is no HTML: a text field has it as it was typed", () => {
  const typed = fc.string({ unit: "grapheme" }).filter((t) => !/<\/?[a-z]|&[#a-z0-9]+;/i.test(t));
  fc.assert(fc.property(typed, (given) => assertEquals(toMarkdown(given), given)), { numRuns: 500 });
});

Deno.test("what is kept as JSON reads back equal", () => {
  fc.assert(fc.property(fc.jsonValue(), (given) => {
    const { value } = mapped("json", given);
    if (
      typeof given === "object" && given !== null && value !== undefined &&
      !/\\u0000|\\ud/.test(String(value))
    ) {
      assertEquals(JSON.parse(String(value)), JSON.parse(JSON.stringify(given)));
    }
  }));
});
