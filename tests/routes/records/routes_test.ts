import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { putConflicts } from "../../../db/conflicts.ts";
import { insertEffects, transition } from "../../../db/effects.ts";
import type { Ledger } from "../../../db/ledger.ts";
import { type RawRow, upsertRecords } from "../../../db/source_records.ts";
import { AT } from "../../db/temp_ledger.ts";
import { effectOn } from "../../steps/support/stage.ts";
import { openPage, type PageUnderTest } from "../support/open_page.ts";

const ID = "00000001-0000-5000-8000-000000000000";
const OTHER = "00000002-0000-5000-8000-000000000000";

const PATIENTS: RawRow[] = [
  { id: 12, first_name: "Zoë", last_name: "Noe\u0308l", email: "Zoe@Example.test" },
  {
    id: 13,
    first_name: "<b>Ada</b>",
    last_name: "O'Hara",
    email: "ada@example.test",
    note: "x".repeat(30_000),
  },
];

async function keep(ledger: Ledger, resource: string, rows: readonly RawRow[]): Promise<void> {
  await ledger.commit({ writes: upsertRecords(ledger, resource, rows, 1, AT) });
}

async function withRecords(): Promise<PageUnderTest> {
  const page = await openPage();
  await keep(page.ledger, "patients", PATIENTS);
  await keep(page.ledger, "appointments", [{ id: 12, patient_id: 13 }]);
  await keep(page.ledger, "practitioners", [{ id: 7, first_name: "Priya", last_name: "Raman" }]);
  return page;
}

/** Keys of what a search found, in their order. */
async function found(page: PageUnderTest, text: string, cookie?: string): Promise<string[]> {
  const answer = await page.post("/records/search", { text }, cookie ? { cookie } : {});
  assertEquals(answer.status, 200);
  return [...(await answer.text()).matchAll(/href="\/records\/([^"]+)"/g)].map(([, key]) => key ?? "");
}

Deno.test("a record is found by number, practiceHubId, the id of its record in Twenty, e-mail and name", async () => {
  await using page = await withRecords();
  const effect = { ...effectOn(ID, {}), source_key: "patients/13" };
  await page.ledger.commit({ writes: insertEffects(page.ledger, [effect]) });
  const cases: [string, string[]][] = [
    ["12", ["appointments/12", "patients/12"]],
    [" patients/12 ", ["patients/12"]],
    [ID.toUpperCase(), ["patients/13"]],
    ["zoe@example.TEST", ["patients/12"]],
    ["@example.test", ["patients/12", "patients/13"]],
    ["noel zoe", ["patients/12"]],
    ["raman", ["practitioners/7"]],
    ["nobody", []],
    ["%", []],
    ["99", []],
    [OTHER, []],
  ];
  for (const [text, keys] of cases) assertEquals(await found(page, text), keys, text);
});

Deno.test("a search shows no more than twenty, and says that there are more", async () => {
  await using page = await withRecords();
  const many = Array.from(
    { length: 1_500 },
    (_, i) => ({ id: 100 + i, first_name: "Max", last_name: `No${i}` }),
  );
  await keep(page.ledger, "patients", many);
  assertEquals((await found(page, "max")).length, 20);
  assertStringIncludes(await (await page.post("/records/search", { text: "max" })).text(), "The first 20");
  assertEquals(await found(page, "no1499"), ["patients/1599"]);
});

Deno.test("a viewer searches and looks; what was typed is in no address, no event, and not asked for by GET", async () => {
  await using page = await withRecords();
  const cookie = await page.enter("let-me-look");
  assertEquals(await found(page, "noel", cookie), ["patients/12"]);
  assertEquals((await page.get("/records/patients/12", { cookie })).status, 200);
  assertEquals((await page.get("/records/search?text=noel")).status, 404);
  const events = await page.ledger.db.selectFrom("event").select("message").execute();
  assert(!JSON.stringify(events).includes("noel"));
  const form = await (await page.get("/")).text();
  assert(/<form[^>]*method="post"[^>]*action="\/records\/search"/.test(form), "the field's form is posted");
});

Deno.test("a record's page shows the row as text, each state its effect went through, and the way to Twenty", async () => {
  await using page = await withRecords();
  const effect = { ...effectOn(ID, { jobTitle: "ours" }), source_key: "patients/13" };
  await page.post("/cells/full-run/run");
  await page.console.runner.active?.done;
  await page.ledger.commit({
    writes: insertEffects(page.ledger, [effect]),
    transitions: (["planned", "sent", "confirmed"] as const).map((state) =>
      transition({ ...effect, state }, 1, AT, null)
    ),
  });
  const html = await (await page.get("/records/patients/13")).text();
  for (
    const part of [
      "&lt;b&gt;Ada&lt;/b&gt;",
      "<b>planned</b>",
      "<b>sent</b>",
      "<b>confirmed</b>",
      'href="/cells/full-run/runs/1"',
      "found equal to what was written, by run 1 of the full run",
      `href="https://riverside.twenty.example/object/person/${ID}"`,
      'href="https://riverside.practicehub.example"',
      "30,000 characters",
    ]
  ) assertStringIncludes(html, part);
  assert(!html.includes("x".repeat(20_001)), "a huge value is cut");
});

Deno.test("a record in conflict shows both sides and the way to decide", async () => {
  await using page = await withRecords();
  const effect = {
    ...effectOn(ID, {}, { state: "conflict", code: "edited" as const, reason: "edited in Twenty" }),
    source_key: "patients/12",
  };
  const conflict = {
    target_id: ID,
    object: "person",
    source_key: "patients/12",
    code: "edited" as const,
    fields: JSON.stringify({ jobTitle: ["ours", "theirs"] }),
    wanted_hash: "w",
    found_hash: "h",
    take: null,
    who: null,
    met_at: AT,
    decided_at: null,
  };
  await page.ledger.commit({ writes: insertEffects(page.ledger, [effect]) });
  await page.ledger.commit(putConflicts(page.ledger, [conflict]));
  const html = await (await page.get("/records/patients/12")).text();
  for (const part of ["A conflict to decide: edited in Twenty", "theirs", `href="/conflicts/${ID}"`]) {
    assertStringIncludes(html, part);
  }
});

Deno.test("whether we or people put a record into the trash is said", async () => {
  await using page = await withRecords();
  const removed = { kind: "remove", source_key: "patients/13" } as const;
  const standing = async (code: "source-gone" | "source-gone-edited") => {
    await page.ledger.commit({
      writes: [
        page.ledger.db.deleteFrom("effect"),
        ...insertEffects(page.ledger, [{ ...effectOn(ID, {}), ...removed, code }]),
      ],
    });
    return await (await page.get("/records/patients/13")).text();
  };
  assertStringIncludes(await standing("source-gone"), "trash, and read back as gone");
  assertStringIncludes(
    await standing("source-gone-edited"),
    "people deleted the record in Twenty",
  );
});

Deno.test("a row that the ledger does not hold is said to be none", async () => {
  await using page = await withRecords();
  for (const path of ["/records/patients/99", "/records/nonsense/1", "/records/patients/x"]) {
    assertEquals((await page.get(path)).status, 404, path);
  }
});
