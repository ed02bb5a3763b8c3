import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { withPlaces } from "../../../routes/runs/model.ts";
import type { Finding } from "../../../steps/runbook/step.ts";
import { groupFindings } from "../../../views/findings/rows.tsx";
import { FindingList } from "../../../views/findings/list.tsx";

const finding = (id: string, severity: Finding["severity"], keys: string[] = []): Finding => ({
  id,
  severity,
  title: `Title of ${id}`,
  detail: `Detail of ${id}.`,
  ...(keys.length > 0 ? { rows: [{ field: "person.emails", keys }] } : {}),
});

const rowWarnings = (n: number) =>
  Array.from({ length: n }, (_, i) => finding(`w${i}`, "warning", [`patients/${i}`, `patients/1${i}`]));

const drawn = (findings: Finding[]) => String(FindingList({ findings, id: "audit", zone: "UTC" }));
const fold = (html: string) =>
  /<details class="fold" id="row-warnings-audit">([\s\S]*?<\/details>[\s\S]*?)<p class="quiet titles">/.exec(
    html,
  )?.[1];

Deno.test("every finding stands in one group, and what stops comes first", () => {
  const all = [
    finding("zone", "info"),
    ...rowWarnings(2),
    finding("currency", "warning"),
    finding("gap", "stop"),
  ];
  const { decide, rows, notes } = groupFindings(all);
  assertEquals(decide.map((f) => f.id), ["gap", "currency"]);
  assertEquals([rows.length, notes.length], [2, 1]);
  // What stops is open even where it names its rows.
  assertEquals(groupFindings([finding("gap", "stop", ["files/1"])]).decide.length, 1);
});

Deno.test("many warnings about single rows are one fold whose titles stay in sight; what is to be decided is open", () => {
  const html = drawn([finding("currency", "warning"), ...rowWarnings(5)]);
  const inside = fold(html) ?? "";
  assertStringIncludes(inside, "5 warnings about single rows");
  assertStringIncludes(inside, "10 rows listed");
  assert(!inside.includes("finding-audit-currency"), "what is to be decided is not folded");
  const titles = html.slice(html.indexOf('class="quiet titles"'));
  for (const { id, title } of rowWarnings(5)) {
    assertStringIncludes(inside, `id="finding-audit-${id}"`);
    assertStringIncludes(titles, title);
  }
});

Deno.test("a few warnings about single rows need no fold", () => {
  const html = drawn(rowWarnings(3));
  assertEquals(fold(html), undefined);
  assertEquals(html.split(">warning<").length - 1, 3);
});

Deno.test("advice that is followed on a page leads there", () => {
  const advised = (id: string) => {
    const findings = [{ ...finding(id, "warning"), action: "Do this." }];
    return drawn(withPlaces({ state: "green", verdict: "", findings }).findings ?? []);
  };
  assertStringIncludes(advised("automation-1"), `href="/#automations"`);
  assertStringIncludes(advised("locations"), `href="/#companies"`);
  assertStringIncludes(advised("soft-deleted"), `class="todo">Do this.</p>`);
  assertStringIncludes(advised("soft-deleted"), `href="#finding-audit-soft-deleted"`);
});
