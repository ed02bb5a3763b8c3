import { assertEquals, assertStringIncludes } from "@std/assert";
import { type DiffRow, insertDiffs } from "../../../db/diffs.ts";
import { whyWords } from "../../../steps/accounting/words.ts";
import { saveMember } from "../../../db/maps.ts";
import type { Decisions } from "../../../routes/deps.ts";
import type { CurrentSample } from "../../../steps/load/gates.ts";
import { openPage, type PageUnderTest } from "../support/open_page.ts";

const SAMPLE: CurrentSample = {
  runId: 1,
  diffHash: "hash-1",
  unequal: 0,
  unexplained: 0,
  signedBy: undefined,
  stale: false,
};

function deciding(sample: CurrentSample | undefined, said: unknown[] = []): Decisions {
  return {
    currentSample: () => Promise.resolve(sample),
    signOff: (kit, hash) => Promise.resolve(void said.push([kit.who, hash])),
    assignMember: (kit, practitioner, member) =>
      Promise.resolve(void said.push([kit.who, practitioner, member])),
  };
}

const pageText = async (page: PageUnderTest) => await (await page.get("/")).text();

Deno.test("a sample can be signed off only when every field is equal and no map has changed", async () => {
  const cases: [Partial<CurrentSample>, boolean, string][] = [
    [{}, true, "Every field is equal"],
    [{ unequal: 1 }, false, "1 field differs"],
    [{ unexplained: 2 }, false, "2 values unexplained"],
    [{ stale: true }, false, "A map has changed since this sample"],
    [{ signedBy: "Ana" }, false, "Signed off by Ana"],
  ];
  for (const [change, button, sentence] of cases) {
    await using page = await openPage({ decisions: deciding({ ...SAMPLE, ...change }) });
    const html = await pageText(page);
    assertEquals(html.includes(`data-action="sign-off"`), button, sentence);
    assertStringIncludes(html, sentence);
  }
});

Deno.test("a sign-off carries the hash that was on the page and who pressed", async () => {
  const said: unknown[] = [];
  await using page = await openPage({ decisions: deciding(SAMPLE, said) });
  await page.post("/sample/sign-off", { diffHash: "hash-1" });
  assertEquals(said, [["operator", "hash-1"]]);
});

Deno.test("what differs comes first in the diff, and values are shown as they are read", async () => {
  await using page = await openPage({ decisions: deciding({ ...SAMPLE, unequal: 1 }) });
  const row = (field: string, found: string, equal: number) => ({
    run_id: 1,
    object: "person",
    target_id: "t1",
    source_key: "patients/1",
    field,
    sources: `{"status":"In Progress"}`,
    expected: `"IN_PROGRESS"`,
    found,
    equal,
    fate: "carried" as const,
    reasons: "[]",
  });
  await page.ledger.commit({
    writes: insertDiffs(page.ledger, [
      row("a", `"IN_PROGRESS"`, 1),
      row("stage", `"NEW<"`, 0),
      row("z", "null", 1),
    ]),
  });
  const html = await pageText(page);
  assertStringIncludes(html, "1–1 of 1");
  assertStringIncludes(html, "NEW&lt;");
  const all = await (await page.get("/sample/diff?show=all&object=person")).text();
  assertStringIncludes(all, "1–3 of 3");
  assertStringIncludes(all, "nothing");
});

Deno.test("what is left or changed on purpose is shown where nothing differs: the left and the rare first, with reasons in words", async () => {
  await using page = await openPage({ decisions: deciding(SAMPLE) });
  const row = (source_key: string, field: string, change: Partial<DiffRow>): DiffRow => ({
    run_id: 1,
    object: "person",
    target_id: source_key,
    source_key,
    field,
    sources: "{}",
    expected: null,
    found: null,
    equal: 1,
    fate: "left",
    reasons: "[]",
    ...change,
  });
  const owner = { expected: `"m1"`, found: `"m1"`, fate: "changed", reasons: `["owner-fallback"]` } as const;
  await page.ledger.commit({
    writes: insertDiffs(page.ledger, [
      row("patients/1", "owner", owner),
      row("patients/2", "owner", owner),
      row("patients/3", "name", { ...owner, reasons: `["text-cleaned"]` }),
      row("patients/4", "emails", {
        sources: `{"email":"two@, one@","csv:Email":"none"}`,
        reasons: `["email-invalid"]`,
      }),
      row("patients/4", "city", { fate: "empty" }),
      row("patients/4", "zip", { ...owner, fate: "carried", reasons: "[]" }),
    ]),
  });
  const html = await pageText(page);
  assertStringIncludes(
    html,
    "Every field is equal; 3 changed on purpose, 1 left, each with its reason below.",
  );
  assertStringIncludes(html, "1–4 of 4");
  const shown = /<table[^>]*class="[^"]*diff-table.*?<\/table>/s.exec(html)?.[0] ?? "";
  assertEquals([...shown.matchAll(/>(patients\/\d)</g)].map(([, key]) => key), [
    "patients/4",
    "patients/3",
    "patients/1",
    "patients/2",
  ]);
  for (
    const text of ["email", "two@, one@", "csv:Email", whyWords("email-invalid"), whyWords("owner-fallback")]
  ) {
    assertStringIncludes(shown, text);
  }
  assertEquals(shown.includes("email-invalid"), false, "a code is not shown");
  assertStringIncludes(await (await page.get("/sample/diff?show=all")).text(), "1–6 of 6");
});

Deno.test("a member is chosen from the list, and none means nobody", async () => {
  const said: unknown[] = [];
  await using page = await openPage({ decisions: deciding(undefined, said) });
  await page.ledger.commit({
    writes: [saveMember(page.ledger, {
      practitioner_id: 7,
      name: "Dr <Raman>",
      member_id: null,
      how: "none",
      state: "pending",
      email: null,
    })],
  });
  const html = await pageText(page);
  assertStringIncludes(html, "Dr &lt;Raman&gt;");
  assertStringIncludes(html, "Fallback owner");
  await page.post("/members", { practitioner: "7", member: "m1" });
  await page.post("/members", { practitioner: "7", member: "" });
  assertEquals(said, [["operator", 7, "m1"], ["operator", 7, undefined]]);
  assertEquals((await page.post("/members", { practitioner: "Raman" })).status, 422);
});
