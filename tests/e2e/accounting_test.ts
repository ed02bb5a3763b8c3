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
  await using stage = await openStage({ patients: 10, seed: 3 });
  const before = await stage.run(["audit", "schema", "members"]);
  assertEquals(before.code, 0, told(before));
  // Nobody has decided on an attribute that came after the maps.
  const [patient] = (await stage.simulators.practice()).patients ?? [];
  if (!patient) throw new Error("a practice without patients");
  await stage.simulators.putRow("patients", { ...patient, brand_new: "Quillish" });
  const ran = await stage.run(["extract", "sample"]);
  assertEquals(ran.code, 1, told(ran));
  assertEquals(ran.last.state, "red");
  const finding = ran.last.findings?.find(({ id }) => id === "unexplained-patients-brand_new");
  assertEquals(finding?.severity, "stop");
  assertEquals(finding?.rows, [{ field: "brand_new", keys: [`patients/${patient.id}`] }]);
  assertStringIncludes(ran.last.verdict, "1 unexplained");
  assertEquals(ran.lines.join("\n").includes("Quillish"), false);
});

Deno.test("values in shapes that nobody foresaw are read or remarked, and the sample goes through", async () => {
  const practice = generatePractice({ seed: 3, patients: 10 });
  const { patients = [], appointments = [], patient_packages = [] } = practice;
  Object.assign(patients[0] ?? {}, {
    locale: { somewhere: { inside: "Quillish" } },
    referral_source: { id: 4, name: "Google" },
    tags: [{ id: 1, name: "VIP" }],
    numbers: { "0": { country_code: "44", number: "7400123456" } },
    address: { street: "1 High Street", city: "Bath", postcode: "BA1 1AA" },
    note: { text: "Prefers mornings" },
  });
  Object.assign(patients[1] ?? {}, { numbers: "", tags: "", email: ["odd@example.test"], note: false });
  Object.assign(appointments[0] ?? {}, {
    cancelDate: false,
    created: { date: "2024-07-01 10:00:00.000000", timezone_type: 3, timezone: "Europe/London" },
  });
  Object.assign(patient_packages[0] ?? {}, { subscribed_patients: "", price: "1,250.00" });
  Object.assign(patient_packages[1] ?? {}, { subscribed_patients: [patients[2]?.id, "x"] });
  await using stage = await openStage({ practice });
  const ran = await stage.run(TO_FULL_RUN);
  assertEquals(ran.code, 0, told(ran));
  assertStringIncludes(ran.last.verdict, "0 unexplained");
});
