import { assertEquals } from "@std/assert";
import { normalEmail } from "../../../../steps/mapping/transforms/contacts.ts";
import { mapped } from "../made_up_context.ts";

const primary = (email: string) => ({ value: { primaryEmail: email, additionalEmails: [] } });

Deno.test("an address is stored as Twenty stores it: trimmed and in lower case", () => {
  assertEquals<unknown>(mapped("emails", "  Ann@Example.TEST "), primary("ann@example.test"));
});

Deno.test("addresses that Twenty takes are taken", () => {
  for (const email of ["a+b@x.test", "o'neil@x.test", "ä@ö.test", "a..b@x.test", "a@b"]) {
    assertEquals(normalEmail(email), email);
  }
});

Deno.test("addresses that Twenty refuses are left out, with that reason", () => {
  for (
    const email of [
      "ann",
      "ann@",
      "@x.test",
      "ann smith@x.test",
      "ann@x.test; ben@x.test",
      "Ann <ann@x.test>",
      "a@b@c",
      `${"a".repeat(250)}@x.test`,
      `a@${"b".repeat(253)}`,
    ]
  ) assertEquals(mapped("emails", email), { remark: "email-invalid" }, email);
});

Deno.test("no address is nothing, not a fault", () => {
  for (const none of ["", "  ", null, undefined, [], {}]) assertEquals(mapped("emails", none), {});
});

Deno.test("of patients who share an address the oldest keeps it, the others have it as additional", () => {
  const shared = (id: number) =>
    mapped("emails", "F@x.test", { row: { id }, context: { holderOf: () => 3 } });
  assertEquals<unknown>(shared(3), primary("f@x.test"));
  assertEquals<unknown>(shared(4), {
    value: { primaryEmail: "", additionalEmails: ["f@x.test"] },
    remark: "email-shared",
  });
});

Deno.test("an address that somebody in Twenty holds is additional, even for the oldest", () => {
  const context = { takenInTarget: (email: string) => email === "f@x.test", holderOf: () => 7 };
  assertEquals<unknown>(mapped("emails", "F@x.test", { context }), {
    value: { primaryEmail: "", additionalEmails: ["f@x.test"] },
    remark: "email-taken",
  });
});
