import { assertEquals, assertStringIncludes } from "@std/assert";
import { conflictId } from "../support/made_up_conflicts.ts";
import { openPage, SETTINGS } from "../support/open_page.ts";

Deno.test("what a person decides waits while a cell runs: one sentence, one status", async () => {
  const gate = Promise.withResolvers<void>();
  await using page = await openPage({
    acts: { audit: async () => (await gate.promise, { state: "green", verdict: "done" }) },
  });
  await page.post("/cells/audit/run");
  const decisions: [path: string, form: Record<string, string>][] = [
    ["/settings", SETTINGS],
    ["/settings/test/source", SETTINGS],
    ["/optional-objects", {}],
    ["/places/7", { name: "Hill Street" }],
    ["/members", { practitioner: "7", member: "" }],
    ["/members/email", { practitioner: "7", email: "a@x.test" }],
    ["/cells/extract/csv/patients/remove", {}],
    ["/maps/confirm", {}],
    ["/conflicts/one", { id: conflictId(1), take: "twenty" }],
    ["/conflicts/all", { take: "twenty", count: "1", shown: "x" }],
  ];
  for (const [path, form] of decisions) {
    const answer = await page.post(path, form);
    assertEquals(answer.status, 409, path);
    assertStringIncludes(await answer.text(), "A cell is running; wait for it or cancel it, then ", path);
  }
  gate.resolve();
});
