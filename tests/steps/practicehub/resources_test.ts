import { assertEquals } from "@std/assert";
import { leftBehind, preferred, RESOURCES, resourcesFor } from "../../../steps/practicehub/resources.ts";

const BEYOND = ["patient_logs", "invoices", "payment_methods", "payments"];
const names = (resources: { name: string }[]) => resources.map((r) => r.name);

Deno.test("nothing ticked: the brief is moved, the rest is counted", () => {
  assertEquals(resourcesFor([]), [...RESOURCES]);
  assertEquals(names(leftBehind([])), [...BEYOND, "payment_allocations"]);
});

Deno.test("a tick moves its resource, and payments the methods that name them, before them", () => {
  const moved = (...extra: string[]) => names(resourcesFor(extra)).slice(RESOURCES.length);
  assertEquals(moved("payments"), ["payment_methods", "payments"]);
  assertEquals(moved("invoices", "patient_logs"), ["patient_logs", "invoices"]);
  assertEquals(moved("payment_methods"), []);
});

Deno.test("whatever is ticked, each resource is either moved or left behind, and allocations always are", () => {
  for (
    const extra of [[], ["invoices"], ["payments", "patient_logs"], ["patient_logs", "invoices", "payments"]]
  ) {
    const both = [...names(resourcesFor(extra)), ...names(leftBehind(extra))];
    assertEquals(new Set(both).size, both.length);
    assertEquals(both.length, RESOURCES.length + BEYOND.length + 1);
    assertEquals(names(leftBehind(extra)).at(-1), "payment_allocations");
  }
});

Deno.test("of an appointment that is listed twice the one that was not cancelled counts; else the later", () => {
  const a = { id: 1, status: "pending", cancelDate: "" };
  const b = { id: 1, status: "cancelled", cancelDate: "" };
  assertEquals([preferred("appointments", a, b), preferred("appointments", b, a)], [a, a]);
  const dated = { id: 1, status: "pending", cancelDate: "2024-01-01" };
  assertEquals(preferred("appointments", a, dated), a);
  assertEquals(preferred("patients", a, b), b);
});
