import { assert, assertEquals } from "@std/assert";
import { parse } from "@std/csv";
import type { AuditRow } from "../../db/history.ts";
import { auditLog } from "../../steps/records/audit_log.ts";
import { openStage, TO_FULL_RUN, told } from "../support/stage.ts";
import { readWorkspace } from "./reader/workspace.ts";

Deno.test("the audit log has every record with source, target, run, time and hash, as CSV and JSON alike, and its chain holds", async () => {
  await using stage = await openStage({ patients: 4 });
  const moved = await stage.run(TO_FULL_RUN);
  assertEquals(moved.code, 0, told(moved));
  const { ledger } = await stage.console();
  const whole = async (format: "csv" | "json") => (await Array.fromAsync(auditLog(ledger, format))).join("");
  const rows: AuditRow[] = JSON.parse(await whole("json"));
  const lines: string[][] = parse((await whole("csv")).replace(/^\uFEFF/, ""));
  assertEquals(lines.length, rows.length + 1);
  assertEquals(lines.slice(1).map((l) => l.at(-1)), rows.map((r) => r.hash));

  const { people } = await readWorkspace(stage.simulators.target);
  const ours = people.filter((p) => p.practiceHubId);
  assert(ours.length > 0);
  for (const person of ours) {
    const about = rows.filter((r) => r.target_id === person.id);
    assertEquals(about.map((r) => [r.source_key, r.state]), [
      [person.practiceHubId, "planned"],
      [person.practiceHubId, "sent"],
      [person.practiceHubId, "confirmed"],
    ]);
    for (const row of about) assert(row.run > 0 && row.at > "2020" && row.who !== "", row.target_id);
  }

  let before = "0".repeat(64);
  for (const row of rows) {
    assertEquals(row.prev_hash, before);
    before = row.hash;
  }
});
