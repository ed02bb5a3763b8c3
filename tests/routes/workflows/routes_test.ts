import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { readWorkflows } from "../../../steps/workflows/keep.ts";
import { openPage, type PageUnderTest } from "../support/open_page.ts";

const FORM = { name: "Reminder", trigger: "before appointment", opened: "", active: "true", match: "all" };

const blockOf = async (page: PageUnderTest, cookie?: string) => {
  const html = await (await page.get("/", cookie ? { cookie } : {})).text();
  return html.slice(
    html.indexOf(`id="workflows"`),
    html.indexOf("</section>", html.indexOf(`id="workflows"`)),
  );
};
const kept = async (page: PageUnderTest) => (await readWorkflows(page.ledger)).map((w) => w.definition);

/** The first one, as the form to change it carries it. */
async function opened(page: PageUnderTest) {
  const [first] = await readWorkflows(page.ledger);
  return { id: first?.id ?? 0, opened: first?.hash ?? "" };
}

Deno.test("where nothing was entered the block says why, and what to do", async () => {
  await using page = await openPage();
  const html = await blockOf(page);
  assertStringIncludes(html, "has no address that is known to give workflows");
  assertStringIncludes(html, "Nothing is created in Twenty.");
  assertStringIncludes(html, "Add a workflow");
  assert(!html.includes("guide.md"));
});

Deno.test("a form is kept as a definition; rows that hold nothing are not, and line ends are the typed ones", async () => {
  await using page = await openPage();
  const answer = await page.post("/workflows/new", {
    ...FORM,
    amount: "1",
    unit: "days",
    match: "any",
    "conditions.0.field": "appointments.status",
    "conditions.0.operator": "is",
    "conditions.0.value": "pending",
    "conditions.1.field": "",
    "conditions.1.operator": "is",
    "conditions.1.value": "",
    "actions.0.type": "",
    "actions.0.unit": "days",
    "actions.1.type": "send SMS",
    "actions.1.template": "Hi\r\nyou",
    "actions.1.amount": "2",
    "actions.1.unit": "hours",
  });
  assertEquals(answer.status, 200);
  assertStringIncludes(await answer.text(), `hx-target="#workflow-edit-new"`);
  assertEquals(await kept(page), [{
    name: "Reminder",
    purpose: "",
    active: true,
    trigger: { type: "before appointment", detail: "", delay: { amount: 1, unit: "days" } },
    match: "any",
    conditions: [{ field: "appointments.status", operator: "is", value: "pending" }],
    actions: [{ type: "send SMS", detail: "", template: "Hi\nyou", wait: { amount: 2, unit: "hours" } }],
    notes: "",
  }]);
});

Deno.test("what is wrong is told in the form that was sent, and quotes nothing", async () => {
  await using page = await openPage();
  const wrong: [Record<string, string>, string][] = [
    [{ name: " " }, "The name is empty"],
    [{ amount: "Secret", unit: "days" }, "The start: the time before or after must be a number"],
    [
      { "conditions.0.field": "", "conditions.0.operator": "is", "conditions.0.value": "Secret" },
      "Condition 1: the field is empty",
    ],
    [
      { "actions.0.type": "", "actions.0.detail": "Secret" },
      "Action 1: what it does must be one of: send e-mail",
    ],
  ];
  for (const [change, said] of wrong) {
    const answer = await page.post("/workflows/new", { ...FORM, ...change });
    assertEquals(answer.status, 422, said);
    const text = await answer.text();
    assertStringIncludes(text, said);
    assertStringIncludes(text, `hx-target="#notice-workflow-form-new"`);
    assert(!text.includes("Secret"));
  }
  assertEquals(await kept(page), []);
});

Deno.test("a row more, or an action further up, comes back with all that was typed", async () => {
  await using page = await openPage();
  const typed = {
    ...FORM,
    which: "new",
    "actions.0.type": "send SMS",
    "actions.0.template": "\nfirst <b>",
    "actions.1.type": "wait",
  };
  const more = await (await page.post("/workflows/draft", { ...typed, change: "condition" })).text();
  assertStringIncludes(more, `id="workflow-new-condition-0-field"`);
  assertStringIncludes(more, "\n\nfirst &lt;b&gt;</textarea>");
  assert(/name="conditions.0.field"[^>]*autofocus/.test(more));
  const moved = await (await page.post("/workflows/draft", { ...typed, change: "up.1" })).text();
  assert(moved.indexOf(`<option value="wait" selected`) < moved.indexOf(`<option value="send SMS" selected`));
  assertEquals(await kept(page), []);
});

Deno.test("a form that was opened before somebody else saved is refused, and so is its delete", async () => {
  await using page = await openPage();
  await page.post("/workflows/new", FORM);
  const { id, opened: hash } = await opened(page);
  assertStringIncludes(
    await (await page.get(`/workflows/${id}/form`, { "hx-request": "true" })).text(),
    hash,
  );
  assertEquals((await page.post(`/workflows/${id}`, { ...FORM, notes: "Ben's", opened: hash })).status, 200);
  for (
    const [path, place] of [[`/workflows/${id}`, `workflow-form-${id}`], [
      `/workflows/${id}/delete`,
      `workflow-${id}`,
    ]]
  ) {
    const answer = await page.post(path ?? "", { ...FORM, notes: "Ana's", opened: hash });
    assertEquals(answer.status, 422);
    const text = await answer.text();
    assertStringIncludes(text, "meanwhile");
    assertStringIncludes(text, `hx-target="#notice-${place}"`);
  }
  assertEquals((await kept(page))[0]?.notes, "Ben's");
  await page.post(`/workflows/${id}/delete`, { opened: (await opened(page)).opened });
  assertEquals(await kept(page), []);
});

Deno.test("a file is imported by name, says how many are new, and is exported as it was read", async () => {
  await using page = await openPage();
  const text = JSON.stringify({
    handover: "workflows",
    version: 1,
    workflows: [{ name: "A", trigger: { type: "manual" } }],
  });
  assertStringIncludes(
    await (await page.post("/workflows/import", { text })).text(),
    "1 new, 0 changed, 0 as before",
  );
  const exported = await page.get("/workflows/export.json");
  assertStringIncludes(exported.headers.get("content-disposition") ?? "", "workflows.json");
  assertStringIncludes(
    await (await page.post("/workflows/import", { text: await exported.text() })).text(),
    "0 new, 0 changed, 1 as before",
  );
  const guide = await page.get("/workflows/guide.md");
  assertStringIncludes(guide.headers.get("content-disposition") ?? "", "workflows-to-rebuild.md");
  assertStringIncludes(await guide.text(), "Riverside Chiropractic → riverside.twenty.example");
  const wrong = await page.post("/workflows/import", { text: text.replace("manual", "Secret") });
  assertEquals(wrong.status, 422);
  const said = await wrong.text();
  assertStringIncludes(said, "workflows[0].trigger.type must be one of");
  assertStringIncludes(said, `hx-target="#notice-workflow-import"`);
});

Deno.test("an import larger than any form is read, and one beyond its own limit is not", async () => {
  await using page = await openPage();
  const file = (characters: number) =>
    JSON.stringify({
      handover: "workflows",
      version: 1,
      workflows: Array.from({ length: Math.ceil(characters / 40_000) }, (_, i) => ({
        name: `A${i}`,
        trigger: { type: "manual" },
        notes: "x".repeat(40_000),
      })),
    });
  assertEquals((await page.post("/workflows/import", { text: file(400_000) })).status, 200);
  assertEquals((await page.post("/workflows/import", { text: file(9_000_000) })).status, 413);
  assertEquals((await page.post("/workflows/new", { ...FORM, notes: "x".repeat(300_000) })).status, 413);
});

Deno.test("a viewer sees every workflow, takes the guide, and cannot press", async () => {
  await using page = await openPage();
  await page.post("/workflows/new", { ...FORM, notes: "as seen" });
  const cookie = await page.enter("let-me-look");
  const html = await blockOf(page, cookie);
  assertStringIncludes(html, "as seen");
  assertStringIncludes(html, "guide.md");
  assert(!/<button|<form|Add a workflow|>Edit</.test(html));
  const { id } = await opened(page);
  for (const path of ["/workflows/new", `/workflows/${id}`, `/workflows/${id}/delete`, "/workflows/import"]) {
    assertEquals((await page.post(path, FORM, { cookie })).status, 403, path);
  }
  assertEquals((await page.get(`/workflows/${id}/form`, { cookie })).status, 403);
  assertEquals((await page.get("/workflows/guide.md", { cookie })).status, 200);
});

Deno.test("names are text on the page, and in no log", async () => {
  await using page = await openPage();
  await page.post("/workflows/new", { ...FORM, name: "<b>Mrs Secret</b>" });
  assertStringIncludes(await blockOf(page), "&lt;b&gt;Mrs Secret&lt;/b&gt;");
  assert(!(await (await page.get("/journal/log")).text()).includes("Secret"));
});

Deno.test("entering, importing and exporting workflows sends nothing to anybody", async () => {
  const asked: string[] = [];
  const real = globalThis.fetch;
  globalThis.fetch = (input) => {
    asked.push(String(input instanceof Request ? input.url : input));
    return Promise.reject(new Error("nobody is to be asked"));
  };
  try {
    await using page = await openPage();
    await page.post("/workflows/new", FORM);
    await page.get("/workflows/guide.md");
    await page.post("/workflows/import", { text: await (await page.get("/workflows/export.json")).text() });
    const { id, opened: hash } = await opened(page);
    await page.post(`/workflows/${id}/delete`, { opened: hash });
    assertEquals(await kept(page), []);
  } finally {
    globalThis.fetch = real;
  }
  assertEquals(asked, []);
});
