import { assertEquals } from "@std/assert";
import { preferred } from "../../../steps/practicehub/resources.ts";

Deno.test("of an appointment that is listed twice the one that was not cancelled counts; else the later", () => {
  const a = { id: 1, status: "pending", cancelDate: "" };
  const b = { id: 1, status: "cancelled", cancelDate: "" };
  assertEquals([preferred("appointments", a, b), preferred("appointments", b, a)], [a, a]);
  const dated = { id: 1, status: "pending", cancelDate: "2024-01-01" };
  assertEquals(preferred("appointments", a, dated), a);
  assertEquals(preferred("patients", a, b), b);
});
