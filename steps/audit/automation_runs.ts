import { many } from "../base/words.ts";
import type { AuditFacts } from "./facts.ts";
import { landedRows, planOf } from "./plan.ts";

/** How often an event would happen, in words: what is created is counted, what a delta updates is not known. */
export function firings(facts: AuditFacts, event: string): string {
  const [object = "", action = "*"] = event.split(".");
  if (action === "updated") return "when a delta or a conflict changes a record";
  const rows = planOf(facts).filter((p) => object === "*" || p.object === object)
    .reduce((n, p) => n + landedRows(facts, p), 0);
  return rows === 0 ? "never in this migration" : `about ${many(rows, "time")}, once for each record created`;
}
