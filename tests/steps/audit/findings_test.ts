import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Issue } from "../../../steps/audit/issues.ts";
import { rowFindings } from "../../../steps/audit/findings.ts";
import { type Code, ruleOf } from "../../../steps/mapping/remarks.ts";
import { formRows } from "../../../steps/matching/rows.ts";
import { auditOf } from "../matching/made_up_seen.ts";

const issue = (rule: Code, field: string): Issue => ({
  rule,
  resource: "clinical_notes",
  field,
  count: 1,
  keys: ["clinical_notes/1"],
  unlisted: 0,
});

const detailOf = (rule: Code, ...fields: string[]): string =>
  rowFindings(fields.map((field) => issue(rule, field)), [])[0]?.detail ?? "";

Deno.test("a time of creation that is left out is said to become Twenty's own, any other is not", () => {
  for (const rule of ["time-impossible", "date-zero"] as const) {
    assertStringIncludes(
      detailOf(rule, "appointment.endsAt", "note.createdAt"),
      "Twenty shows the time at which",
    );
    assertEquals(detailOf(rule, "appointment.endsAt").includes("Twenty shows"), false);
  }
  assertEquals(
    detailOf("time-gap", "note.createdAt").includes("Twenty shows"),
    false,
    "it is moved, not left out",
  );
});

Deno.test("what forms lose is told with the words that their row in the field map has", () => {
  const [row] = formRows(auditOf({ forms: [{ name: "Intake", responses: 2 }] }));
  const words = row?.leave ?? "";
  assert(words !== "");
  for (const rule of ["form-repeated", "form-label-shared", "form-unasked", "form-no-patient"] as const) {
    assertStringIncludes(ruleOf(rule).advice ?? "", words);
  }
});
