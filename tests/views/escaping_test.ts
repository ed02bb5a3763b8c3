import { assert, assertStringIncludes } from "@std/assert";
import { LogLine } from "../../views/log/line.tsx";
import { Notice } from "../../views/ui/notice.tsx";
import { OutcomeView } from "../../views/cell/outcome.tsx";

const HOSTILE = `"><script>alert(1)</script><hx-partial hx-target="#status">`;

Deno.test("what comes from outside is text, wherever it is shown", () => {
  const at = { at: "2026-01-01T00:00:00Z", zone: "UTC" };
  const line = { seq: 1, at, level: "error" as const, kind: "x", object: HOSTILE };
  const drawn = [
    LogLine({ line: { ...line, message: HOSTILE, fields: [[HOSTILE, HOSTILE]] } }),
    Notice({ text: HOSTILE }),
    OutcomeView({
      id: "audit",
      zone: "UTC",
      outcome: {
        state: "red",
        verdict: HOSTILE,
        findings: [{ id: HOSTILE, severity: "stop", title: HOSTILE, detail: HOSTILE, action: HOSTILE }],
        tables: [{ id: "t", title: HOSTILE, columns: [{ label: HOSTILE }], rows: [[HOSTILE]] }],
      },
    }),
  ].map(String).join("");
  assert(!drawn.includes("<script"));
  assert(!drawn.includes("<hx-partial"));
  assertStringIncludes(drawn, "&lt;script&gt;");
});
