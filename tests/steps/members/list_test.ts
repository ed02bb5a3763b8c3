import { assertEquals, assertThrows } from "@std/assert";
import type { MemberMapTable } from "../../../db/tables.ts";
import { UsageError } from "../../../steps/base/errors.ts";
import { readMemberList, writeInvitations } from "../../../steps/members/list.ts";

const row = (practitioner_id: number, name: string, email: string | null = null): MemberMapTable => ({
  practitioner_id,
  name,
  member_id: null,
  how: "none",
  state: "pending",
  email,
});
const FALLBACK: MemberMapTable = { ...row(0, "Fallback owner"), member_id: "m0", how: "fallback" };
const KNOWN = [
  FALLBACK,
  row(7, "Priya Raman"),
  row(8, "Tom Whitfield"),
  row(9, "Sam Lee"),
  row(10, "Sam Lee"),
];

const emails = (text: string) => readMemberList(text, KNOWN).emails;

Deno.test("a list says by id or by name whose an address is, in any order and with any other columns", () => {
  assertEquals(emails("id,name,email\n7,Somebody,priya@clinic.example\n"), [
    { practitionerId: 7, email: "priya@clinic.example" },
  ]);
  assertEquals(emails("\uFEFFRole;E-mail;Name\r\nowner;tom@clinic.example;tom  whitfield\r\n"), [
    { practitionerId: 8, email: "tom@clinic.example" },
  ]);
});

Deno.test("people who are no practitioners are counted, lines without an address change nothing", () => {
  const list = readMemberList("name,email\nFront Desk,desk@clinic.example\nPriya Raman,\n", KNOWN);
  assertEquals(list, { emails: [], others: 1 });
});

Deno.test("a list that is wrong says where, without quoting it, and nothing of it is read", () => {
  const told = (text: string) => assertThrows(() => emails(text), UsageError).message;
  assertEquals(
    told("id,email\n7,priya@clinic.example\n8,not-an-address\n"),
    "Line 3, column email: is no e-mail address. Nothing was read.",
  );
  assertEquals(
    told("id,email\n99,x@clinic.example\n"),
    "Line 2, column id: is no practitioner's; run the members cell again, or mend the id. Nothing was read.",
  );
  assertEquals(
    told("id,email\n0,x@clinic.example\n"),
    "Line 2, column id: is no practitioner's; run the members cell again, or mend the id. Nothing was read.",
  );
  assertEquals(
    told("name,email\nSam Lee,x@clinic.example\n"),
    "Line 2, column name: is that of several practitioners; add a column id. Nothing was read.",
  );
  assertEquals(
    told("id,email\n7,a@clinic.example\n7,b@clinic.example\n"),
    "Line 3, column email: is of the same practitioner as line 2. Nothing was read.",
  );
  assertEquals(told("id,phone\n7,1\n"), "The CSV needs a column email, and a column id or name.");
  assertEquals(told(""), "The CSV is empty; it should begin with id,name,email.");
});

Deno.test("whom to invite is every practitioner who is no member; filled in, the list can be read again", () => {
  const rows = [
    FALLBACK,
    { ...row(6, "Ana Member"), member_id: "m1", how: "name" as const, state: "matched" as const },
    row(7, "Priya Raman", "priya@clinic.example"),
    row(8, "=Tom"),
  ];
  const text = writeInvitations(rows);
  assertEquals(text, "\uFEFFid,name,email\r\n7,Priya Raman,priya@clinic.example\r\n8,'=Tom,\r\n");
  assertEquals(readMemberList(text.replace("'=Tom,", "'=Tom,tom@clinic.example"), rows).emails, [
    { practitionerId: 7, email: "priya@clinic.example" },
    { practitionerId: 8, email: "tom@clinic.example" },
  ]);
});
