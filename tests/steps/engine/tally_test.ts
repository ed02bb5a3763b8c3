import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { Tally } from "../../../steps/engine/tally.ts";
import type { Landed, Verdict } from "../../../steps/engine/wanted.ts";
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

Deno.test("however many reasons there are, no more than a thousand are told apart, and all rows are counted", () => {
  const tally = new Tally();
  for (let i = 0; i < 3_000; i++) tally.add([landed(i, "failed", `Words about ${i}`)]);
  assertEquals(tally.reasons.length, 1_001);
  assertEquals(tally.reasons.reduce((n, [, , , rows]) => n + rows, 0), 3_000);
  assertEquals(tally.reasons[0]?.[2], "another reason; see the rows");
});
