import { assertEquals, assertStringIncludes } from "@std/assert";
import { generatePractice } from "../../fixtures/practice/generate.ts";
import { openStage, TO_FULL_RUN, told } from "../support/stage.ts";

Deno.test("the values of a whole practice add up in the sample, the full run and a delta, none unexplained", async () => {
  await using stage = await openStage({ patients: 30, seed: 3 });
  const ran = await stage.run([...TO_FULL_RUN, "delta"]);
  assertEquals(ran.code, 0, told(ran));
  for (const step of ["sample", "full-run", "delta"]) {
    const { values } = ran.outcomes.find((outcome) => outcome.step === step) ?? {};
    const { values: all = 0, carried = 0, changed = 0, left = 0, unexplained } = values ?? {};
    assertEquals(unexplained, 0, step);
    assertEquals(all > 100, true, step);
    assertEquals(carried + changed + left, all, step);
  }
});

Deno.test("a value that no record holds and nothing explains stops the sample, by name and without the value", async () => {
  const practice = generatePractice({ seed: 3, patients: 10 });
  const [patient] = practice.patients ?? [];
  if (!patient) throw new Error("a practice without patients");
  patient["locale"] = { somewhere: { inside: "Quillish" } };
  await using stage = await openStage({ practice });
  const ran = await stage.run(TO_FULL_RUN);
  assertEquals(ran.code, 1, told(ran));
  assertEquals(ran.last.state, "red");
  const finding = ran.last.findings?.find(({ id }) => id === "unexplained-patients-locale");
  assertEquals(finding?.severity, "stop");
  assertEquals(finding?.rows, [{ field: "locale", keys: [`patients/${patient.id}`] }]);
  assertStringIncludes(ran.last.verdict, "1 unexplained");
  assertEquals(ran.lines.join("\n").includes("Quillish"), false);
});
