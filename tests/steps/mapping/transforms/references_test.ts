import { assertEquals } from "@std/assert";
import type { MapContext } from "../../../../steps/mapping/context.ts";
import { mapped } from "../made_up_context.ts";

const KNOWN = new Set([
  "person patients 1",
  "person patients 2",
  "person practitioners 1",
  "company locations 1",
  "company account 1",
]);
const context: Partial<MapContext> = {
  targetOf: (object, resource, id) =>
    KNOWN.has(`${object} ${resource} ${id}`) ? `${resource}-${id}` : undefined,
  memberOf: (id) => (id === undefined ? "fallback" : id === 1 ? "member-1" : undefined),
};

Deno.test("links go to the record of that id, given as a number or as text", () => {
  for (const id of [1, "1", " 1 "]) {
    assertEquals<unknown>(mapped("patient", id, { context }), { value: "patients-1" });
    assertEquals<unknown>(mapped("practitioner", id, { context }), { value: "practitioners-1" });
    assertEquals<unknown>(mapped("location", id, { context }), { value: "locations-1" });
  }
});

Deno.test("a link to what is not there is left out, with that reason; no link is nothing", () => {
  assertEquals(mapped("patient", 9, { context }), { remark: "patient-missing" });
  assertEquals(mapped("practitioner", 9, { context }), { remark: "practitioner-missing" });
  assertEquals(mapped("location", 9, { context }), { remark: "location-missing" });
  for (const none of [null, "", "x", -1, 1.5, undefined]) {
    assertEquals(mapped("patient", none, { context }), {});
  }
});

Deno.test("a package belongs to its first subscriber who is there; several are remarked", () => {
  const of = (...ids: unknown[]) =>
    mapped("firstSubscriber", ids.map((patient_id) => ({ patient_id })), { context });
  assertEquals<unknown>(of(2), { value: "patients-2" });
  assertEquals<unknown>(of("2", 2), { value: "patients-2" });
  assertEquals<unknown>(of(2, 1), { value: "patients-2", remark: "several-subscribers" });
  assertEquals<unknown>(of(9, 1), { value: "patients-1", remark: "several-subscribers" });
  assertEquals(of(9), { remark: "patient-missing" });
  assertEquals(of(), { remark: "no-subscriber" });
  assertEquals(mapped("firstSubscriber", null, { context }), { remark: "no-subscriber" });
  assertEquals<unknown>(mapped("firstSubscriber", null, { context, row: { patient_id: 1 } }), {
    value: "patients-1",
  });
});

Deno.test("one subscriber that cannot be read does not cost the package the others", () => {
  assertEquals<unknown>(
    mapped("firstSubscriber", [null, { patient_id: 1 }], { context }).value,
    "patients-1",
  );
});

Deno.test("an owner is the practitioner's member, or the fallback, which is remarked", () => {
  assertEquals<unknown>(mapped("memberOf", 1, { context }), { value: "member-1" });
  assertEquals<unknown>(mapped("memberOf", 2, { context }), { value: "fallback", remark: "owner-fallback" });
  assertEquals<unknown>(mapped("memberOf", null, { context }), { value: "fallback" });
  assertEquals<unknown>(mapped("fallbackOwner", "", { context }), { value: "fallback" });
  assertEquals(mapped("fallbackOwner", ""), {});
});

Deno.test("a record names the row it came from", () => {
  assertEquals<unknown>(mapped("key", 7), { value: "patients/7" });
  assertEquals<unknown>(mapped("ref", "account/1", { context }), { value: "account-1" });
  assertEquals(mapped("ref", "account/2", { context }), {});
});
