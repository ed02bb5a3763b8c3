import { assertEquals } from "@std/assert";
import { mapped } from "../made_up_context.ts";

const named = (row: Record<string, unknown>) => mapped("personName", row, { row });

Deno.test("a person has the names there are, trimmed", () => {
  assertEquals<unknown>(named({ first_name: " Ann ", last_name: "O'Neil" }), {
    value: { firstName: "Ann", lastName: "O'Neil" },
  });
  assertEquals<unknown>(named({ first_name: null, last_name: "Smith" }), {
    value: { firstName: "", lastName: "Smith" },
  });
  assertEquals<unknown>(named({ first_name: "Ann" }), { value: { firstName: "Ann", lastName: "" } });
  assertEquals<unknown>(named({ first_name: "A\u0000nn" }), {
    value: { firstName: "Ann", lastName: "" },
    remark: "text-cleaned",
  });
});

Deno.test("a person without any name is said to have none", () => {
  for (const row of [{}, { first_name: "", last_name: " " }, { first_name: null, last_name: null }]) {
    assertEquals(named(row), { remark: "name-missing" });
  }
});

Deno.test("an appointment is called by its type and patient, as far as they are known", () => {
  const context = {
    typeName: (id: number) => (id === 2 ? "Initial" : undefined),
    patientName: (id: number) => (id === 9 ? "Ann O'Neil" : undefined),
  };
  const called = (row: Record<string, unknown>) => mapped("appointmentName", row, { row, context }).value;
  assertEquals(called({ appointment_type_id: 2, patient_id: "9" }), "Initial · Ann O'Neil");
  assertEquals(called({ appointment_type_id: 3, patient_id: 9 }), "Appointment · Ann O'Neil");
  assertEquals(called({ appointment_type_id: null, patient_id: null }), "Appointment");
});

Deno.test("notes and care plans, which have no name, get one", () => {
  const context = { patientName: () => "Ann O'Neil" };
  const title = (row: Record<string, unknown>) => mapped("noteTitle", row, { row, context }).value;
  assertEquals(title({ type: "soap", patient_id: 9 }), "Treatment note (SOAP) · Ann O'Neil");
  assertEquals(title({ type: null, patient_id: 9 }), "Treatment note · Ann O'Neil");
  const plan = (row: Record<string, unknown>) => mapped("carePlanName", row, { row }).value;
  assertEquals(plan({ visits: 12, frequency_type: "week" }), "Care plan · 12 visits · per week");
  assertEquals(plan({}), "Care plan");
});
