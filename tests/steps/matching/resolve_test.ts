import { assertEquals, assertStringIncludes } from "@std/assert";
import { newField, relation } from "../../../steps/mapping/fields.ts";
import { resolved } from "../../../steps/matching/resolve.ts";
import type { Proposal } from "../../../steps/matching/rows.ts";
import type { FieldSpec, ObjectMeta } from "../../../steps/twenty/metadata.ts";
import { field, object } from "./made_up_seen.ts";

const proposal = (target: string, creates: FieldSpec): Proposal => ({
  object: "person",
  resource: "patients",
  source: "x",
  target,
  transform: "option",
  creates,
  reason: "",
});
const SEX = proposal("sex", newField("SELECT", "sex", "Sex"));
const VISIT = proposal("visitId", relation("visit", "Visit", "appointment", "Visitors"));
const short = ({ target, creates, reason }: Proposal) => [target, creates?.name, creates?.label, reason];

const of = (row: Proposal, ...objects: ObjectMeta[]) => resolved(row, objects);

Deno.test("a name that is free is used as it is, on an object that is there or not", () => {
  assertEquals(of(SEX), SEX);
  assertEquals(of(SEX, object("person", field("gender", "SELECT"))), SEX);
  assertEquals(of({ ...SEX, creates: undefined }, object("person", field("sex", "TEXT"))).target, "sex");
});

Deno.test("a field of the same name and type is used, and it is said", () => {
  const row = of(SEX, object("person", field("sex", "SELECT")));
  assertEquals(short(row), ["sex", "sex", "Sex", "Twenty has a field of this name and type"]);
});

Deno.test("a field of another type keeps its name; ours gets another, and it is said", () => {
  const row = of(SEX, object("person", field("sex", "TEXT")));
  assertEquals(short(row).slice(0, 3), ["sexPracticeHub", "sexPracticeHub", "Sex (PracticeHub)"]);
  assertStringIncludes(row.reason, "sex is of another type; named sexPracticeHub");
  const taken = of(SEX, object("person", field("sex", "TEXT"), field("sexPracticeHub", "TEXT")));
  assertEquals(taken.target, "sexPracticeHub2");
});

Deno.test("a field that got another name is the same field the next time", () => {
  const row = of(SEX, object("person", field("sex", "TEXT"), field("sexPracticeHub", "SELECT")));
  assertEquals(row.target, "sexPracticeHub");
});

Deno.test("a relation that points elsewhere is another one; what is written is its column", () => {
  const to = (name: string) => field("visit", "RELATION", { references: [{ column: "visitId", to: name }] });
  assertEquals(of(VISIT, object("person", to("appointment"))).target, "visitId");
  const other = of(VISIT, object("person", to("task")));
  assertEquals([other.target, other.creates?.name], ["visitPracticeHubId", "visitPracticeHub"]);
});

Deno.test("the list on a relation's other side gets a free label, on whatever object it stands", () => {
  const reverse = (...there: ObjectMeta[]) => of(VISIT, ...there).creates?.relation?.reverseLabel;
  assertEquals(reverse(object("person"), object("appointment")), "Visitors");
  assertEquals(
    reverse(object("person"), object("appointment", field("visitors", "RELATION"))),
    "Visitors (PracticeHub)",
  );
});
