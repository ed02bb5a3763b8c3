import { assertEquals } from "@std/assert";
import { newField } from "../../../steps/mapping/fields.ts";
import type { FieldProfile } from "../../../steps/profile/profile.ts";
import { mapKey } from "../../../steps/mapping/mapping.ts";
import { confidenceIn, type Evidence, type Listed } from "../../../steps/matching/confidence.ts";
import type { Proposal } from "../../../steps/matching/rows.ts";
import { auditOf, profile } from "./made_up_seen.ts";

const DOB: Proposal = {
  object: "person",
  resource: "patients",
  source: "dob",
  target: "dateOfBirth",
  transform: "date",
  creates: newField("DATE", "dateOfBirth", "Date of birth"),
  reason: "",
  known: 95,
};

function said(change: Partial<Proposal> = {}, tried?: [carried: number, filled: number], seen?: Evidence) {
  const row = { ...DOB, ...change };
  const carried = tried
    ? { [mapKey(row.object, row.resource, row.source, row.target)]: { carried: tried[0], filled: tried[1] } }
    : {};
  const { confidence, reason } = confidenceIn(row, auditOf({ carried }), seen);
  return [confidence, reason];
}

Deno.test("a fixed value and the record's own id are certain", () => {
  assertEquals(said({ source: "=patient" }, [0, 10]), [100, "the same for every row"]);
  assertEquals(said({ source: "id" }, [0, 10]), [100, "where the record came from"]);
});

Deno.test("how well an attribute is known is its confidence, and is said", () => {
  assertEquals(said({ known: 95 }), [95, "read by programs that use PracticeHub"]);
  assertEquals(said({ known: 80 }), [80, "a column of PracticeHub's export"]);
  assertEquals(said({ known: 70 }), [70, "the name is not documented, but it is here"]);
  assertEquals(said({ known: 60, reason: "Handover does not know it" }), [60, "Handover does not know it"]);
  assertEquals(said({ known: undefined, reason: "Asked on a form" }), [90, "Asked on a form"]);
});

Deno.test("values that the transform could not read lower it, down to 1, and both numbers are said", () => {
  assertEquals(said({}, [1_200, 2_400]), [
    47,
    "1,200 of 2,400 values read as dates; read by programs that use PracticeHub",
  ]);
  assertEquals(said({}, [0, 5])[0], 1);
  assertEquals(said({}, [0, 0]), [95, "read by programs that use PracticeHub"]);
  assertEquals(said({ transform: "text" }, [5, 5])[1], "read by programs that use PracticeHub");
});

Deno.test("the same name on both sides is said where nothing has to be made", () => {
  assertEquals(
    said({ source: "name", target: "name", creates: undefined })[1],
    [
      "the same name in both",
      "read by programs that use PracticeHub",
    ].join("; "),
  );
  assertEquals(
    said({ source: "name", target: "name", creates: newField("TEXT", "name", "Name") })[1],
    "read by programs that use PracticeHub",
  );
});

const listed = (change: Partial<Listed>): Evidence => ({
  listed: { in: 199, of: 200, options: 6, isNew: false, ...change },
});

Deno.test("how many of the values are options is said in percent, rounded down, and lowers it", () => {
  assertEquals(said({}, undefined, listed({})), [
    94,
    "99 % of the values are among the options in Twenty; read by programs that use PracticeHub",
  ]);
  assertEquals(said({}, undefined, listed({ in: 0 }))[0], 47, "a field of somebody else's that fits nothing");
  assertEquals(said({}, undefined, listed({ isNew: true })), [
    94,
    "99 % of the values are in the list of 6 options; read by programs that use PracticeHub",
  ]);
  assertEquals(said({}, undefined, listed({ in: 50, isNew: true }))[0], 23);
  assertEquals(said({}, undefined, listed({ of: 0 }))[1], "read by programs that use PracticeHub");
});

const CSV = { known: 80, source: "csv:Date of Birth" };
const looks = (change: Partial<FieldProfile>): Evidence => ({
  profile: profile("x", { rows: 100, filled: 100, ...change }),
});

Deno.test("a column is as sure as its values look like what is read from them", () => {
  assertEquals(said(CSV, undefined, looks({ kind: "date", sure: 92 })), [
    73,
    "92 % of the values look like dates; a column of PracticeHub's export",
  ]);
  assertEquals(said(CSV, undefined, looks({ kind: "text" })), [
    40,
    "the values do not look like dates; a column of PracticeHub's export",
  ]);
  assertEquals(said({ ...CSV, transform: "markdown" }, undefined, looks({ kind: "text", distinct: 301 })), [
    80,
    "text, more than 300 different values; a column of PracticeHub's export",
  ]);
  assertEquals(said({ ...CSV, transform: "text" }, undefined, looks({ kind: "number", sure: 93 }))[0], 80);
});

Deno.test("addresses and telephone numbers are told by their look", () => {
  const like = { emails: 50, phones: 100 };
  assertEquals(said({ ...CSV, transform: "emails" }, undefined, looks({ like })), [
    40,
    "50 % of the values look like e-mail addresses; a column of PracticeHub's export",
  ]);
  assertEquals(
    said({ ...CSV, transform: "phones" }, undefined, looks({ like }))[1],
    "100 % of the values look like telephone numbers; a column of PracticeHub's export",
  );
});

Deno.test("what the transform made of the values goes before what they look like; few values say little", () => {
  const dates = looks({ kind: "date", sure: 100, filled: 3 });
  assertEquals(said(CSV, [1, 2], dates), [
    29,
    "1 of 2 values read as dates; only 3 values seen; a column of PracticeHub's export",
  ]);
  assertEquals(said(CSV, undefined, dates)[0], 58);
  assertEquals(said(CSV, undefined, looks({ kind: "empty", filled: 0 })), [
    56,
    "no value seen yet; a column of PracticeHub's export",
  ]);
  assertEquals(said({}, undefined, dates)[0], 95, "a name that programs read is believed");
});

Deno.test("a question is as sure as its answers, which the audit tried before it had a field", () => {
  const row = { ...DOB, resource: "custom_form_responses", source: "Last check-up", known: undefined };
  const carried = { [mapKey("person", row.resource, row.source, "")]: { carried: 45, filled: 90 } };
  assertEquals(confidenceIn(row, auditOf({ carried }), looks({ kind: "date" })), {
    confidence: 45,
    reason: "45 of 90 values read as dates",
  });
});
