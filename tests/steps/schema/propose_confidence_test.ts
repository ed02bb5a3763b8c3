import { assertEquals } from "@std/assert";
import { date, text } from "../../../steps/mapping/fields.ts";
import { mapKey } from "../../../steps/mapping/mapping.ts";
import { confidenceIn, type Listed } from "../../../steps/schema/propose/confidence.ts";
import type { Proposal } from "../../../steps/schema/propose/rows.ts";
import { auditOf } from "./made_up_seen.ts";

const DOB: Proposal = {
  object: "person",
  resource: "patients",
  source: "dob",
  target: "dateOfBirth",
  transform: "date",
  creates: date("dateOfBirth", "Date of birth"),
  reason: "",
  known: 95,
};

function said(change: Partial<Proposal> = {}, tried?: [carried: number, filled: number], listed?: Listed) {
  const row = { ...DOB, ...change };
  const carried = tried
    ? { [mapKey(row.object, row.resource, row.source, row.target)]: { carried: tried[0], filled: tried[1] } }
    : {};
  const { confidence, reason } = confidenceIn(row, auditOf({ carried }), listed);
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
    said({ source: "name", target: "name", creates: text("name", "Name") })[1],
    "read by programs that use PracticeHub",
  );
});

Deno.test("how many of the values are options already is said in percent, rounded down", () => {
  assertEquals(
    said({}, undefined, { there: 199, all: 200 })[1],
    [
      "99 % of the values are among the options in Twenty",
      "read by programs that use PracticeHub",
    ].join("; "),
  );
  assertEquals(said({}, undefined, { there: 0, all: 0 })[1], "read by programs that use PracticeHub");
});
