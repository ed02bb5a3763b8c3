import { assert, assertEquals } from "@std/assert";
import fc from "../../support/fast_check.ts";
import { RefusedError } from "../../../steps/base/errors.ts";
import { graphqlData, interpret, redact } from "../../../steps/twenty/answers.ts";

/** Twenty's own sentences that quote what was sent (contracts/twenty c, e, g, j), and v1's. */
const TEMPLATES: ((value: string) => string)[] = [
  (v) => `Invalid string value '${v}' for email field "emails.primaryEmail"`,
  (v) => `Provided phone number is invalid ${v}`,
  (v) => `Invalid country code ${v}`,
  (v) => `Invalid calling code ${v}`,
  (v) => `Invalid value "${v}" for field "status". Valid values are: A, B`,
  (v) => `Value "${v}" is not a valid UUID`,
  (v) => `Invalid UUID value '${v}' for field "companyId"`,
  (v) => `Duplicate Emails with value ${v}. Please set a unique one.`,
  (v) => `Multiple records found with the same unique field values for id: ${v}, emails.primaryEmail: ${v}`,
  (v) => `Expected 1 record to connect to patient, but found 0 for ${v}`,
  (v) => `${v}`,
];

/** What patients' values look like: two characters and more, without the marks that stand for something left out. */
const value = fc.oneof(
  fc.emailAddress(),
  fc.string({ minLength: 2, maxLength: 60 }).filter((s) => !s.includes("…") && !s.includes("'…")),
  fc.constantFrom("o'neil@x.test", "Zoë Müller", "01632 960001", 'a"b', "a\nb", "$& $1 $'"),
);

Deno.test("a value that was sent never stands in the reason, in whatever words it was refused", () => {
  fc.assert(
    fc.property(value, fc.constantFrom(...TEMPLATES), fc.nat(3), (sent, template, depth) => {
      let body: unknown = sent;
      for (let i = 0; i < depth; i++) body = i % 2 ? [body, { other: "x" }] : { field: body };
      const told = redact(template(sent), body);
      // What the template itself says may of course happen to be what was sent ("in", "id").
      return !told.includes(sent) || template("").includes(sent);
    }),
    { numRuns: 1_000 },
  );
});

Deno.test("several values, one inside the other, all go", () => {
  const told = redact("Ann Annesley ann@x.test 1984", {
    a: ["Ann", "Ann Annesley"],
    b: { c: "ann@x.test" },
    d: 1984,
  });
  assertEquals(told, "… … …");
});

Deno.test("a value that Twenty quotes in another spelling goes too", () => {
  for (
    const reason of [
      `Invalid string value 'ann@x.test' for email field "emails.primaryEmail"`,
      `Provided phone number is invalid +44ann@x.test`,
      `Duplicate Emails with value ann@x.test. Please set a unique one.`,
    ]
  ) assert(!redact(reason, { emails: "ANN@X.TEST" }).includes("ann"), reason);
});

Deno.test("the words that help stay: the field, the rule, the limit", () => {
  assertEquals(
    redact(`Invalid string value 'x y' for email field "emails.primaryEmail"`, { a: "x y" }),
    `Invalid string value '…' for email field "emails.primaryEmail"`,
  );
  assertEquals(redact("A duplicate entry was detected", { a: "Ann" }), "A duplicate entry was detected");
  assertEquals(
    redact(`Object person doesn't have any "nosuch" field.`, {}),
    `Object person doesn't have any "nosuch" field.`,
  );
});

Deno.test("a reason is never longer than a few lines", () => {
  assertEquals(redact("x".repeat(10_000), {}).length, 300);
});

Deno.test("what a refusal means is told from its status, its code and its words, once", () => {
  const cases: [status: number, theirs: string, message: string, code: string][] = [
    [400, "PERMISSION_DENIED", "Entity performing the request does not have permission", "permission-denied"],
    [403, "FORBIDDEN", "Forbidden resource", "forbidden"],
    [403, "", "Forbidden resource", "forbidden"],
    [400, "", `Object person doesn't have any "sex" field.`, "schema-missing"],
    [400, "", "object 'nosuchs' not found. eg: companies", "schema-missing"],
    [404, "", "Record not found", "not-found"],
    [400, "BAD_USER_INPUT", "A duplicate entry was detected", "duplicate"],
    [400, "", "Invalid UUID value", "other"],
  ];
  for (const [status, code, message, expected] of cases) {
    const text = JSON.stringify({ statusCode: status, messages: [message], code });
    assertEquals(
      codeOf(() => interpret(new Response(text, { status }), text, "POST /x", {})),
      expected,
      message,
    );
    const answer = { errors: [{ message, extensions: { code } }] };
    const inGraphql = status === 403 && code === "" ? "other" : expected;
    assertEquals(codeOf(() => graphqlData(answer, "POST /graphql", {})), inGraphql, message);
  }
  assertEquals(
    codeOf(() =>
      interpret(
        new Response("request entity too large", { status: 500 }),
        "request entity too large",
        "POST /x",
        {},
      )
    ),
    "too-large",
  );
});

function codeOf(act: () => unknown): string | undefined {
  try {
    act();
  } catch (error) {
    return error instanceof RefusedError ? error.code : String(error);
  }
}
