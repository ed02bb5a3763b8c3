import { assertEquals } from "@std/assert";
import type { MemberMapTable } from "../../../db/tables.ts";
import { matched } from "../../../steps/members/match.ts";
import type { Member } from "../../../steps/twenty/records.ts";

const member = (id: string, firstName: string, lastName: string, email: string): Member => ({
  id,
  firstName,
  lastName,
  email,
});
const THERE = [
  member("m1", "Priya", "Raman", "praman@clinic.example"),
  member("m2", "Tom", "Whitfield", "tom@clinic.example"),
];
const PRIYA = { id: 7, name: "Priya Raman" };
const known = (row: Partial<MemberMapTable>): MemberMapTable => ({
  practitioner_id: 7,
  name: "Priya Raman",
  member_id: null,
  how: "none",
  state: "pending",
  email: null,
  ...row,
});
const who = (row: MemberMapTable) => [row.member_id, row.how, row.state, row.email];

Deno.test("a practitioner is the member of the same name", () => {
  assertEquals(who(matched(PRIYA, THERE, undefined)), ["m1", "name", "matched", "praman@clinic.example"]);
});

Deno.test("two members of the name are nobody", () => {
  const two = [...THERE, member("m3", "priya", "RAMAN", "other@clinic.example")];
  assertEquals(who(matched(PRIYA, two, undefined)), [null, "none", "pending", null]);
});

Deno.test("a given address goes before the name, whatever its case", () => {
  const row = known({ email: "TOM@clinic.example" });
  assertEquals(who(matched(PRIYA, THERE, row)), ["m2", "email", "matched", "tom@clinic.example"]);
});

Deno.test("an address of nobody is kept, to invite, until somebody has it", () => {
  const outside = { id: 8, name: "Lee Outside" };
  const row = known({ email: "lee@clinic.example" });
  assertEquals(who(matched(outside, THERE, row)), [null, "none", "pending", "lee@clinic.example"]);
  const joined = [...THERE, member("m3", "L", "O", "lee@clinic.example")];
  assertEquals(who(matched(outside, joined, row)), ["m3", "email", "matched", "lee@clinic.example"]);
});

Deno.test("who was found by an address and has left the workspace is to be invited again", () => {
  const row = known({ member_id: "gone", how: "email", state: "matched", email: "lee@clinic.example" });
  assertEquals(who(matched({ id: 7, name: "Lee" }, THERE, row)), [
    null,
    "none",
    "pending",
    "lee@clinic.example",
  ]);
});

Deno.test("who was chosen by hand stays, as long as that member is there", () => {
  const row = known({ member_id: "m2", how: "hand", state: "matched", email: "tom@clinic.example" });
  assertEquals(matched(PRIYA, THERE, row), row);
  assertEquals(matched(PRIYA, THERE.slice(0, 1), row).member_id, "m1");
});
