import { assertEquals } from "@std/assert";
import fc from "../../support/fast_check.ts";
import { Tally } from "../../../steps/load/tally.ts";
import type { Landed, Verdict } from "../../../steps/load/effect.ts";
import { wanted } from "../support/stage.ts";

const VERDICTS: Verdict[] = ["created", "updated", "unchanged", "skipped", "failed", "conflict"];

const landed = (id: number, verdict: Verdict, reason?: string): Landed => ({
  wanted: { ...wanted(`${id}`), remarks: [{ field: "emails", remark: "email-shared" }] },
  verdict,
  ...(reason ? { reason } : {}),
  differing: [],
});

Deno.test("every source row is counted once, under exactly one verdict", () => {
  fc.assert(fc.property(fc.array(fc.constantFrom(...VERDICTS), { minLength: 1 }), (verdicts) => {
    const tally = new Tally();
    tally.add(verdicts.map((v, i) => landed(i, v)));
    const [row] = tally.reconciliation;
    assertEquals(row?.source, verdicts.length);
    assertEquals(VERDICTS.reduce((n, v) => n + (row?.[v] ?? 0), 0), verdicts.length);
    for (const v of VERDICTS) assertEquals(tally.total(v), verdicts.filter((x) => x === v).length);
  }));
});

Deno.test("reasons and remarks are counted, the most frequent first, with five rows named at most", () => {
  const tally = new Tally();
  tally.add([
    landed(100, "skipped", "no bytes"),
    ...Array.from({ length: 7 }, (_, i) => landed(i, "failed", "Invalid")),
  ]);
  tally.add([landed(200, "created", "not a reason to mention")]);
  assertEquals(tally.reasons.map(([, verdict, reason, n]) => [verdict, reason, n]), [
    ["failed", "Invalid", 7],
    ["skipped", "no bytes", 1],
  ]);
  assertEquals(tally.reasons[0]?.[4], "patients/0, patients/1, patients/2, patients/3, patients/4");
  assertEquals(tally.remarks.map(([object, field, remark, n]) => [object, field, remark, n]), [
    ["person", "emails", "email-shared", 9],
  ]);
});

const FIELDS = ["name", "emails", "jobTitle"];

/** Anything that can become of a record, whatever it carries, changes or holds otherwise. */
const anyLanded = fc.record({
  verdict: fc.constantFrom(...VERDICTS),
  carried: fc.subarray(FIELDS),
  differing: fc.subarray(FIELDS),
  changed: fc.option(fc.subarray(FIELDS), { nil: undefined }),
  remarked: fc.subarray(FIELDS),
}).map(({ verdict, carried, differing, changed, remarked }): Landed => ({
  wanted: {
    ...wanted("1", Object.fromEntries(verdict === "skipped" ? [] : carried.map((f) => [f, "x"]))),
    remarks: remarked.map((field) => ({ field, remark: "email-shared" })),
  },
  verdict,
  differing,
  ...(changed && verdict !== "skipped" ? { changed } : {}),
}));

Deno.test("every source row is counted once for every field, or as empty", () => {
  fc.assert(fc.property(fc.array(anyLanded, { minLength: 1 }), (all) => {
    const tally = new Tally();
    tally.add(all);
    for (const row of tally.fields) {
      const sum = VERDICTS.reduce((n, v) => n + row[v], 0) + row.empty;
      assertEquals([row.source, row.empty >= 0], [all.length, true]);
      assertEquals(sum, row.source);
    }
  }));
});

Deno.test("a field has the verdict of what became of it, not of its record", () => {
  const record = { ...wanted("1", { name: "x", emails: "x" }), remarks: [] };
  const of = (one: Partial<Landed>) => {
    const tally = new Tally();
    tally.add([{ wanted: record, verdict: "created", differing: [], ...one }]);
    return Object.fromEntries(tally.fields.map((f) => [f.field, VERDICTS.find((v) => f[v] > 0) ?? "empty"]));
  };
  assertEquals(of({ verdict: "failed" }), { name: "failed", emails: "failed" });
  assertEquals(of({ verdict: "failed", differing: ["name"] }), { name: "failed", emails: "created" });
  assertEquals(of({ verdict: "failed", differing: ["name"], changed: ["name"] }), {
    name: "failed",
    emails: "unchanged",
  });
  assertEquals(of({ verdict: "conflict", differing: ["name"] }), { name: "conflict", emails: "unchanged" });
  assertEquals(of({ verdict: "updated", changed: ["name", "jobTitle"] }), {
    name: "updated",
    emails: "unchanged",
    jobTitle: "updated",
  });
});

Deno.test("a field that was left out with a remark is skipped, and one without a value empty", () => {
  const tally = new Tally();
  const remarks = [{ field: "emails", remark: "email-shared" }];
  tally.add([
    { wanted: { ...wanted("1", { name: "x" }), remarks }, verdict: "created", differing: [] },
    { wanted: wanted("2", { name: "x" }), verdict: "created", differing: [] },
    { wanted: wanted("3", {}), verdict: "skipped", reason: "no patient", differing: [] },
  ]);
  const emails = tally.fields.find((f) => f.field === "emails");
  assertEquals([emails?.skipped, emails?.empty, emails?.remarked, emails?.source], [2, 1, 1, 3]);
});

Deno.test("however many reasons there are, no more than a thousand are told apart, and all rows are counted", () => {
  const tally = new Tally();
  for (let i = 0; i < 3_000; i++) tally.add([landed(i, "failed", `Words about ${i}`)]);
  assertEquals(tally.reasons.length, 1_001);
  assertEquals(tally.reasons.reduce((n, [, , , rows]) => n + rows, 0), 3_000);
  assertEquals(tally.reasons[0]?.[2], "another reason; see the rows");
});
