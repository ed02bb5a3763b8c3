import { assert, assertEquals } from "@std/assert";
import { inLedger } from "../review/ground.ts";
import type { Finding } from "../../../steps/runbook/step.ts";
import { WholePractice } from "./whole_practice.ts";

/** Of choices that a person makes after the audit: which values become options, and who owns a record. */
const DECIDED_LATER: readonly string[] = ["option-unmapped", "owner-fallback", "company-unmatched"];

Deno.test("whatever the full run says of a patient's fields, the audit said before, of that patient", async () => {
  await using moved = await WholePractice.move({ patients: 60 });
  const [run] = await inLedger(moved.stage, "select outcome from run where step = 'audit'");
  const { findings } = JSON.parse(String(run?.["outcome"])) as { findings: Finding[] };
  const foretold = new Set(
    findings.flatMap(({ id, rows = [] }) => rows.flatMap(({ keys }) => keys.map((key) => `${id} ${key}`))),
  );
  const effects = await inLedger(
    moved.stage,
    "select source_key, remarks from effect where object = 'person' and source_key like 'patients/%'",
  );
  const said = effects.flatMap(({ source_key, remarks }) =>
    (JSON.parse(String(remarks)) as { field: string; remark: string }[])
      // Answers are listed by the response that holds them.
      .filter(({ field, remark }) => !field.startsWith("form") && !DECIDED_LATER.includes(remark))
      .map(({ remark }) => `${remark} ${source_key}`)
  );
  assert(new Set(said.map((one) => one.split(" ")[0])).size > 8, "there is something to foretell");
  assertEquals([...new Set(said)].filter((one) => !foretold.has(one)), []);
});
