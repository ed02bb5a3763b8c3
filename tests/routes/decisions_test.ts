import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { insertDiffs } from "../../db/diffs.ts";
import { fieldMap, proposeFields, proposeValues, saveMember, valueMap } from "../../db/maps.ts";
import type { CurrentSample, Decisions } from "../../routes/decisions.ts";
import { openPage, type PageUnderTest } from "./open_page.ts";

const SAMPLE: CurrentSample = { runId: 1, diffHash: "hash-1", unequal: 0, signedBy: undefined, stale: false };

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
    source_value: `"In Progress"`,
    expected: `"IN_PROGRESS"`,
    found,
    equal,
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
  const all = await (await page.get("/sample/diff?unequal=0&object=person")).text();
  assertStringIncludes(all, "1–3 of 3");
  assertStringIncludes(all, "nothing");
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

async function withMaps(): Promise<PageUnderTest> {
  const page = await openPage({ decisions: deciding(undefined) });
  const field = {
    object: "person",
    resource: "patients",
    transform: "text",
    creates: null,
    reason: "same meaning",
    confidence: 100,
    note: "",
  };
  const value = { object: "appointment", field: "status", count: 3 };
  await page.ledger.commit({
    writes: [
      ...proposeFields(page.ledger, [
        { ...field, source: "email", target: "emails", state: "proposed", position: 1 },
        { ...field, source: "fax", target: "fax", state: "proposed", position: 2 },
      ]),
      ...proposeValues(page.ledger, [
        {
          ...value,
          source_value: "Done",
          label: "Completed",
          target_value: "DONE",
          state: "proposed",
          position: 1,
        },
        {
          ...value,
          source_value: "No show",
          label: "Missed",
          target_value: "MISSED",
          state: "proposed",
          position: 2,
        },
      ]),
    ],
  });
  return page;
}

Deno.test("rows of the maps are decided one by one or all at once, and the journal says by whom", async () => {
  await using page = await withMaps();
  assertStringIncludes(await pageText(page), "4 rows to decide");
  await page.post("/maps/fields", { key: `["person","patients","fax","fax"]`, state: "ignored" });
  await page.post("/maps/confirm");
  const fields = await fieldMap(page.ledger);
  assertEquals(fields.map((f) => [f.source, f.state]), [["email", "confirmed"], ["fax", "ignored"]]);
  const journal = await (await page.get("/journal/log")).text();
  assertStringIncludes(journal, "patients.fax → fax ignored by operator");
  assertStringIncludes(journal, "3 proposed rows confirmed by operator");
});

Deno.test("a value goes to the option that carries the label, or to a new one", async () => {
  await using page = await withMaps();
  const key = `["appointment","status","No show"]`;
  const target = async () =>
    (await valueMap(page.ledger)).find((v) => v.source_value === "No show")?.target_value;
  await page.post("/maps/values", { key, label: "completed" });
  assertEquals(await target(), "DONE");
  await page.post("/maps/values", { key, label: "Did not come: été" });
  assertEquals(await target(), "DID_NOT_COME_ETE");
});

Deno.test("a key that names no row is refused", async () => {
  await using page = await withMaps();
  for (const key of ["", "nonsense", `["person"]`, `{"a":1}`]) {
    const answer = await page.post("/maps/fields", { key, state: "ignored" });
    assertEquals(answer.status, 422, key);
    assert(!(await answer.text()).includes("nonsense"));
  }
});
