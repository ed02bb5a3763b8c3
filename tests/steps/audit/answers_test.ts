import { assertEquals } from "@std/assert";
import { answerProfile, holdsAlways, Values } from "../../../steps/profile/values.ts";

/** What the audit says of a question with these answers. */
function held(...answers: string[]): string | undefined {
  const values = new Values();
  values.add(
    "custom_form_responses",
    answers.map((value, id) => ({ id, form_name: "F", data: [{ name: "text_1", label: "Q", value }] })),
  );
  const question = values.questions.get("Q");
  return question && holdsAlways(question);
}

Deno.test("answers that are all numbers, dates or yes and no make a field of that kind", () => {
  assertEquals(held("4", "7", "10"), "number");
  assertEquals(held("2024-05-01", "2024-05-02", "1999-01-01"), "date");
  assertEquals(held("yes", "no", "Yes"), "flag");
});

Deno.test("one answer of another kind, too few of them, or words make a text of it", () => {
  assertEquals(held("4", "7", "4-5"), undefined);
  assertEquals(held("4", "7"), undefined);
  assertEquals(held("sore", "stiff", "sore"), undefined);
});

Deno.test("questions of one label and two kinds make a text; a picture among them is not asked", () => {
  const kindOf = (...names: string[]) => {
    const values = new Values();
    const data = names.map((name) => ({ name, label: "Q", value: "1" }));
    values.add("custom_form_responses", [{ id: 1, form_name: "F", data }]);
    const { kind, answers } = values.questions.get("Q") ?? {};
    return [kind, answers];
  };
  assertEquals(kindOf("checkbox_1", "text_2"), ["text", 2]);
  assertEquals(kindOf("signature_1", "date_2"), ["date", 1]);
  assertEquals(kindOf("date_1", "signature_2"), ["date", 1]);
  assertEquals(kindOf("signature_1"), ["picture", 0]);
});

Deno.test("a question is profiled like an attribute: of those who were asked, how many answered what", () => {
  const values = new Values();
  const data = (value: unknown) => [{ name: "text_1", label: "Since when", value }];
  values.add(
    "custom_form_responses",
    ["2024-05-01", "", null, "2023-01-01"].map((value, id) => ({ id, form_name: "F", data: data(value) })),
  );
  const question = values.questions.get("Since when");
  const { name, kind, rows, filled, samples } = answerProfile(
    question ?? (() => {
      throw new Error("the question was not seen");
    })(),
  );
  assertEquals([name, kind, rows, filled, samples], ["Since when", "date", 4, 2, ["0000-00-00"]]);
});
