import { assertEquals, assertMatch } from "@std/assert";
import type { Question } from "../../../steps/mapping/form_answers.ts";
import { proposeAnswers } from "../../../steps/matching/questions.ts";
import fc from "../../support/fast_check.ts";

const question = (label: string, kind: Question["kind"] = "text"): Question => ({ label, kind, answers: 1 });

Deno.test("each question becomes a field of its own type; pictures are left out", () => {
  const rows = proposeAnswers(
    [
      question("I agree", "checkbox"),
      question("Date of injury", "date"),
      question("Insurance type", "select"),
      question("Anything else?"),
      question("Sign here", "picture"),
    ],
    new Set(),
    new Map(),
  );
  assertEquals(rows.map((r) => [r.source, r.target, r.transform, r.creates?.type]), [
    ["I agree", "formIAgree", "boolean", "BOOLEAN"],
    ["Date of injury", "formDateOfInjury", "date", "DATE"],
    ["Insurance type", "formInsuranceType", "option", "SELECT"],
    ["Anything else?", "formAnythingElse", "markdown", "TEXT"],
  ]);
});

Deno.test("a question of text whose answers are all of one kind gets a field of that kind; a long label is cut and kept whole beside", () => {
  const long = `Please tell us ${"a lot ".repeat(12)}`.trim();
  const rows = proposeAnswers(
    [
      { ...question("Pain today (0-10)"), holds: "number" },
      { ...question("Since"), holds: "date" },
      question(long),
    ],
    new Set(),
    new Map(),
  );
  assertEquals(rows.map((r) => [r.transform, r.creates?.type, r.creates?.description]), [
    ["number", "NUMBER", ""],
    ["date", "DATE", ""],
    ["markdown", "TEXT", long],
  ]);
  assertEquals(rows[2]?.creates?.label.length, 63);
});

const TAKEN = new Set(["formAnswer", "formAB"]);

Deno.test("a question keeps the field that it was given before, and no other question gets it", () => {
  const rows = proposeAnswers(
    [question("Pain"), question("pain!")],
    new Set(["formPain"]),
    new Map([["Pain", "formPain"]]),
  );
  assertEquals(rows.map((r) => [r.source, r.target]), [["Pain", "formPain"], ["pain!", "formPain2"]]);
});

Deno.test("every question gets a name that Twenty takes, and no two the same", () => {
  const label = fc.oneof(
    fc.string({ minLength: 1 }),
    fc.constantFrom("Ñ", "日本", "a b", "A  B", "x".repeat(99), "type"),
  );
  fc.assert(
    fc.property(fc.uniqueArray(label, { maxLength: 30 }), (labels) => {
      const names = proposeAnswers(labels.map((l) => question(l)), TAKEN, new Map()).map((r) => r.target);
      for (const name of names) assertMatch(name, /^[a-z][a-zA-Z0-9]{0,62}$/);
      assertEquals(new Set([...names, ...TAKEN]).size, names.length + 2);
    }),
    { numRuns: 300 },
  );
});
