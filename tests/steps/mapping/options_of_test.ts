import { assert, assertEquals, assertMatch } from "@std/assert";
import fc from "../../support/fast_check.ts";
import {
  optionLabel,
  optionsOf,
  optionValue,
  proposeOptions,
  sameName,
  sameOption,
} from "../../../steps/mapping/options_of.ts";

/** What Twenty takes as an option's value: upper snake case, a letter first, at most 63 (contracts/twenty e11). */
const VALUE = /^(?=.{1,63}$)[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

const VALUES: [label: string, value: string][] = [
  ["Sports injury", "SPORTS_INJURY"],
  ["  sports - injury!  ", "SPORTS_INJURY"],
  ["Añadido", "ANADIDO"],
  ["1st visit", "N1ST_VISIT"],
  ["9A", "N9A"],
  ["日本語", "OPTION_3"],
  ["Привет", "OPTION_3"],
  ["!!!", "OPTION_3"],
  [`${"a".repeat(62)} b`, "A".repeat(62)],
];

for (const [label, value] of VALUES) {
  Deno.test(`option value of ${label.trim()}`, () => assertEquals(optionValue(label, 2), value));
}

Deno.test("every label gives a value that Twenty takes", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: "grapheme" })), fc.nat(300), (label, position) => {
      assertMatch(optionValue(label, position), VALUE);
    }),
    { numRuns: 1_000 },
  );
});

Deno.test("every label that is proposed is one that Twenty takes: no comma, trimmed, at most 63", () => {
  assertEquals(optionLabel(" Back, neck\n and  hip "), "Back / neck and hip");
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      const label = optionLabel(text);
      assert(!label.includes(",") && label === label.trim() && label.length <= 63);
      assert(!label.includes("\u0000") && label.isWellFormed());
    }),
    { numRuns: 500 },
  );
  assertEquals(optionLabel("V\u0000IP"), "VIP");
  assertEquals(optionLabel(`${"x".repeat(62)}😀`).isWellFormed(), true);
});

const there = (...options: [value: string, label: string][]) =>
  options.map(([value, label], position) => ({ id: value, value, label, color: "red", position }));
const proposedFor = (labels: string[], ...options: [string, string][]) =>
  proposeOptions(
    "person",
    "tags",
    labels.map((label) => ({ source: label, label, count: 1 })),
    there(...options),
  ).map((p) => [p.source_value, p.target_value, p.label]);

Deno.test("an option that is there under the label, however it is spelt, is taken with its own label and value", () => {
  assertEquals(proposedFor(["sports-injury", "VIP"], ["SPORT", "Sports Injury"]), [
    ["sports-injury", "SPORT", "Sports Injury"],
    ["VIP", "VIP", "VIP"],
  ]);
});

Deno.test("a new option never takes the value of one that is there under another label", () => {
  assertEquals(proposedFor(["VIP", "vip 2"], ["VIP", "Very important"], ["VIP_2", "Other"]), [
    ["VIP", "VIP_3", "VIP"],
    ["vip 2", "VIP_2_2", "Vip 2"],
  ]);
});

Deno.test("a spelling with a capital names the option before a commoner one without", () => {
  const named = (...spellings: [label: string, count: number][]) =>
    proposeOptions(
      "person",
      "patientTags",
      spellings.map(([label, count]) => ({ source: label, label, count })),
    )
      .map((p) => p.label);
  assertEquals(named(["vip", 9], ["VIP", 2]), ["VIP", "VIP"]);
  assertEquals(named(["sports  injury", 8], ["sports injury", 9]), ["Sports injury", "Sports injury"]);
});

Deno.test("spellings of one tag are one option, named by the commonest", () => {
  const proposed = proposeOptions("person", "patientTags", [
    { source: "sports injury", label: "sports injury", count: 2 },
    { source: "Sports injury", label: "Sports injury", count: 5 },
    { source: "SPORTS  INJURY", label: "SPORTS  INJURY", count: 1 },
    { source: "VIP", label: "VIP", count: 1 },
  ]);
  assertEquals(proposed.map((p) => [p.source_value, p.target_value, p.label]), [
    ["sports injury", "SPORTS_INJURY", "Sports injury"],
    ["Sports injury", "SPORTS_INJURY", "Sports injury"],
    ["SPORTS  INJURY", "SPORTS_INJURY", "Sports injury"],
    ["VIP", "VIP", "VIP"],
  ]);
  assertEquals(sameOption("E\u0301nergie"), sameOption("énergie"));
});

const APART: [value: string, expected: string][] = [
  ["A+", "A_PLUS"],
  ["A-", "A_MINUS"],
  ["A−", "A_MINUS_2"],
  ["A", "A"],
  [">5", "MORE_5"],
  ["<5", "LESS_5"],
  ["=5", "EQUAL_5"],
  ["≥5", "AT_LEAST_5"],
  ["+1", "PLUS_1"],
  ["-1", "MINUS_1"],
  ["Rh+", "RH_PLUS"],
  ["Rh-", "RH_MINUS"],
  ["C", "C"],
  ["C++", "C_PLUS_PLUS"],
  ["C#", "C_SHARP"],
  ["50%", "PERCENT_50"],
  ["50", "N50"],
  ["2,5", "N2_5"],
  ["25", "N25"],
  ["sports-injury", "SPORTS_INJURY"],
  ["Sports injury", "SPORTS_INJURY_2"],
  ["Café", "CAFE"],
  ["Cafe", "CAFE_2"],
];

Deno.test("signs, accents and punctuation are meaning: each value has an option that tells it", () => {
  const rows = proposeOptions("person", "x", APART.map(([label]) => ({ source: label, label, count: 1 })));
  assertEquals(rows.map((r) => [r.source_value, r.target_value]), APART);
  assertEquals(optionLabel("2,5"), "2.5");
});

Deno.test("an option that is there is never taken across signs, and its own spelling takes it first", () => {
  assertEquals(proposedFor(["A-"], ["A", "A+"], ["B", "A"]), [["A-", "A_MINUS", "A-"]]);
  assertEquals(proposedFor(["sports-injury", "Sports injury"], ["SPORT", "Sports Injury"]), [
    ["sports-injury", "SPORTS_INJURY", "Sports-injury"],
    ["Sports injury", "SPORT", "Sports Injury"],
  ]);
});

Deno.test("different tags never share a value, however alike their letters", () => {
  const long = "a".repeat(70);
  const tags = ["Привет", "日本", "Option 1", "Option 2", `${long} x`, `${long} y`, "ß", "ss", "1a", "n1a"];
  const proposed = proposeOptions("person", "tags", tags.map((t) => ({ source: t, label: t, count: 1 })));
  assertEquals(new Set(proposed.map((p) => p.target_value)).size, new Set(tags.map(sameOption)).size);
});

Deno.test("whatever tags there are: values are Twenty's, distinct for distinct tags, and one for one tag", () => {
  const word = fc.constantFrom(
    "back",
    "Back",
    "neck pain",
    "Ñ",
    "日",
    "1",
    "!",
    "x".repeat(58),
    "y".repeat(80),
  );
  const tag = fc.oneof(
    fc.array(word, { minLength: 1, maxLength: 4 }).map((w) => w.join(" ")),
    fc.string({ minLength: 1 }),
  );
  fc.assert(
    fc.property(fc.uniqueArray(tag, { maxLength: 30 }), (tags) => {
      const proposed = proposeOptions("person", "tags", tags.map((t) => ({ source: t, label: t, count: 1 })));
      assertEquals(proposed.map((p) => p.source_value).sort(), [...tags].sort());
      const byKey = new Map<string, Set<string>>();
      for (const p of proposed) {
        assertMatch(p.target_value, VALUE);
        const key = sameOption(p.source_value) || p.source_value;
        byKey.set(key, new Set([...byKey.get(key) ?? [], p.target_value]));
      }
      assert([...byKey.values()].every((values) => values.size === 1));
      assertEquals(new Set([...byKey.values()].flatMap((v) => [...v])).size, byKey.size);
    }),
    { numRuns: 500 },
  );
});

Deno.test("a collision at full length still ends in a value that Twenty takes", () => {
  const label = `${"a".repeat(58)} ${"b".repeat(4)}`;
  const proposed = proposeOptions("person", "tags", [
    { source: "1", label, count: 1 },
    { source: "2", label: `${label}c`, count: 1 },
    { source: "3", label: `${label}d`, count: 1 },
  ]);
  for (const p of proposed) assertMatch(p.target_value, VALUE);
});

Deno.test("a field's options are its values in use, once each, in order, with distinct positions", () => {
  const proposed = proposeOptions(
    "person",
    "tags",
    ["a", "A", "b", "c"].map((t) => ({ source: t, label: t, count: 1 })),
  );
  const kept = proposed.map((p) => (p.source_value === "b" ? { ...p, state: "ignored" as const } : p));
  assertEquals(optionsOf(kept).map((o) => [o.value, o.position]), [["A", 0], ["C", 1]]);
});

Deno.test("what has no letters is no spelling of anything else, also where an option of the kind is there", () => {
  const there = [{ value: "OPTION_1", label: "🙂", color: "blue", position: 0 }];
  const given = ["🙂", "???", "…"].map((label) => ({ source: label, label, count: 1 }));
  const targets = proposeOptions("person", "mood", given, there).map((row) => row.target_value);
  assertEquals(targets[0], "OPTION_1");
  assertEquals(new Set(targets).size, 3);
});

Deno.test("an accent is spelling in a name only, a vowel sign is not", () => {
  assertEquals(sameName("Séance"), sameName("seance"));
  assertEquals(sameName("हिंदी") === sameName("हद"), false);
});

Deno.test("two long values with one beginning stay two, and find their own options again", () => {
  const long = "x".repeat(60);
  const given = ["first", "second"].map((end) => ({ source: end, label: `${long} ${end}`, count: 1 }));
  const first = proposeOptions("person", "reason", given);
  const there = first.map(({ target_value: value, label }, position) => ({
    value,
    label,
    color: "red",
    position,
  }));
  assertEquals(new Set(there.map((o) => o.value)).size, 2);
  assertEquals(
    proposeOptions("person", "reason", given, there).map((r) => r.target_value),
    there.map((o) => o.value),
  );
});
