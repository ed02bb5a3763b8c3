import { assertEquals } from "@std/assert";
import type { MapContext } from "../../../../steps/mapping/context.ts";
import { mapped } from "../made_up_context.ts";

const KNOWN = new Set(["account 1", "locations 2", "appointments 5", "practitioners 1"]);
const targetOf: MapContext["targetOf"] = (_, resource, id) =>
  KNOWN.has(`${resource} ${id}`) ? `${resource}-${id}` : undefined;

const home = (locations: number, where: number | "several" | "none") =>
  mapped("homeCompany", 7, { context: { targetOf, locations, homeOf: (id) => (id === 7 ? where : "none") } });

Deno.test("a patient's company is the one location of all visits, where the practice has several", () => {
  assertEquals<unknown>(home(2, 2), { value: "locations-2" });
});

Deno.test("visits at several locations, at none, or at one that is not there leave the practice, and it is said", () => {
  for (const where of ["several", "none", 99] as const) {
    assertEquals<unknown>(home(2, where), { value: "account-1", remark: "company-unmatched" });
  }
});

Deno.test("with one location or none there is no doubt: the practice, without a word", () => {
  assertEquals<unknown>([home(1, 2), home(0, "none")], [{ value: "account-1" }, { value: "account-1" }]);
});

Deno.test("without a practice there is no company", () => {
  assertEquals(mapped("homeCompany", 7, { context: { locations: 0 } }), {});
});

Deno.test("a practitioner's name leads to the member; one that is nobody's leaves it to the next row, and says so", () => {
  const context: Partial<MapContext> = {
    memberNamed: (name) => (name === "Dr Ann Lee" ? "member-1" : undefined),
  };
  assertEquals<unknown>(mapped("memberNamed", " Dr Ann Lee ", { context }), { value: "member-1" });
  assertEquals(mapped("memberNamed", "Dr Nobody", { context }), { remark: "owner-fallback" });
  assertEquals(mapped("memberNamed", "", { context }), {});
});

Deno.test("an invoice is linked to its visit; one that is not there is said, none is nothing", () => {
  assertEquals<unknown>(mapped("appointment", "5", { context: { targetOf } }), { value: "appointments-5" });
  assertEquals(mapped("appointment", "6", { context: { targetOf } }), { remark: "appointment-missing" });
  assertEquals(mapped("appointment", null, { context: { targetOf } }), {});
});

Deno.test("who works there no longer is linked all the same, and it is said", () => {
  const of = (inactive: boolean) =>
    mapped("practitioner", 1, { context: { targetOf, inactive: () => inactive } });
  assertEquals<unknown>([of(false), of(true)], [
    { value: "practitioners-1" },
    { value: "practitioners-1", remark: "practitioner-inactive" },
  ]);
});

Deno.test("what is told twice is kept twice, and said on the later one", () => {
  const context: Partial<MapContext> = { isDuplicate: (id) => id === 7 };
  assertEquals<unknown>(mapped("packageName", "Six", { context }), { value: "Six", remark: "package-twin" });
  assertEquals<unknown>(mapped("packageName", "Six"), { value: "Six" });
  const at = "2024-05-01 10:00:00";
  assertEquals(mapped("visitStart", at, { context }).remark, "duplicate-visit");
  assertEquals(mapped("visitStart", at).remark, undefined);
  assertEquals(mapped("visitStart", "2024-03-31 01:30:00", { context }).remark, "time-gap");
});

Deno.test("a negative balance of a package is kept and said; nothing, and minus nothing, is not over-used", () => {
  const of = (given: string) => mapped("unusedValue", given);
  assertEquals<unknown>(of("-40"), {
    value: { amountMicros: -40_000_000, currencyCode: "GBP" },
    remark: "package-overused",
  });
  assertEquals([of("-0.00").remark, of("40").remark, of("x").remark], [
    undefined,
    undefined,
    "money-invalid",
  ]);
});

Deno.test("only 1 is consent and only 0 is none; anything else is left empty, and it is said", () => {
  assertEquals(mapped("consent", "1").value, true);
  assertEquals(mapped("consent", "0").value, false);
  for (const other of ["yes", "TRUE", "2", true, "perhaps", { a: 1 }, "-1"]) {
    assertEquals(mapped("consent", other), { remark: "consent-unclear" });
  }
  assertEquals(mapped("consent", ""), {});
});

Deno.test("names say what it is and whose", () => {
  const context: Partial<MapContext> = {
    patientName: (id) => (id === 9 ? "Ann" : undefined),
    typeName: (id) => (id === 2 ? "Initial" : undefined),
  };
  const named = (row: Record<string, unknown>) =>
    mapped("appointmentName", undefined, { row, context }).value;
  assertEquals(named({ appointment_type_id: "2", patient_id: 9 }), "Initial · Ann");
  assertEquals(named({ appointment_type_id: 40, patient_id: 8 }), "Appointment");
  const logged = (row: Record<string, unknown>) => mapped("logName", undefined, { row, context }).value;
  assertEquals([logged({ type: "sms", patient_id: "9" }), logged({})], ["Sms · Ann", "Entry"]);
});

Deno.test("a list or an object is kept as JSON, an empty one is nothing", () => {
  assertEquals<unknown>(mapped("json", { a: [1] }), { value: '{"a":[1]}' });
  assertEquals<unknown>(mapped("json", "plain"), { value: "plain" });
  for (const empty of [[], {}, null, undefined, ""]) assertEquals(mapped("json", empty), {});
});
