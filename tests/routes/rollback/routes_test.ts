import { assertEquals, assertStringIncludes } from "@std/assert";
import { openPage, type PageUnderTest } from "../support/open_page.ts";

const PLAN = {
  hash: "plan-1",
  count: 1204,
  objects: [{ object: "person", reverse: 1204, keep: 1 }],
  kept: [{ object: "person", sourceKey: "patients/7", reason: "edited since" }],
};

async function withPlan(inputs: unknown[]): Promise<PageUnderTest> {
  const page = await openPage({
    acts: {
      rollback: (_, input) => {
        inputs.push(input);
        return (input as { plan?: string }).plan
          ? { state: "green", verdict: "Taken back." }
          : { state: "waiting", verdict: "1,204 would be taken back.", detail: { plan: PLAN } };
      },
    },
  });
  await press(page, "/cells/rollback/run");
  return page;
}

async function press(
  page: PageUnderTest,
  path: string,
  form: Record<string, string> = {},
): Promise<Response> {
  const answer = await page.post(path, form);
  await page.console.runner.active?.done;
  return answer;
}

Deno.test("the first press only makes a plan, whatever the form says", async () => {
  const inputs: unknown[] = [];
  await using page = await withPlan(inputs);
  await press(page, "/cells/rollback/run", { plan: "plan-1", count: "1204" });
  assertEquals(inputs, [{}, {}]);
  const html = await (await page.get("/")).text();
  assertStringIncludes(html, `Type <b class="num">1,204</b>`);
  assertStringIncludes(html, "patients/7");
});

Deno.test("a wrong count, or a plan that is not the newest, takes nothing back", async () => {
  const inputs: unknown[] = [];
  await using page = await withPlan(inputs);
  const wrong: [Record<string, string>, number, string][] = [
    [
      { plan: "plan-1", count: "1205" },
      422,
      "Type 1,204, the number of rows in the plan; nothing was rolled back.",
    ],
    [{ plan: "plan-1", count: "all" }, 422, "type the number of rows"],
    [{ plan: "plan-1", count: "" }, 422, "type the number of rows"],
    [{ plan: "plan-0", count: "1204" }, 409, "This is not the newest plan"],
    [{ count: "1204" }, 422, "plan"],
  ];
  for (const [form, status, sentence] of wrong) {
    const answer = await press(page, "/rollback/confirm", form);
    assertEquals(answer.status, status, sentence);
    assertStringIncludes(await answer.text(), sentence);
  }
  assertEquals(inputs, [{}]);
});

Deno.test("the right count carries out the plan that was shown", async () => {
  const inputs: unknown[] = [];
  await using page = await withPlan(inputs);
  assertEquals((await press(page, "/rollback/confirm", { plan: "plan-1", count: "1,204" })).status, 200);
  assertEquals(inputs.at(-1), { plan: "plan-1", count: 1204 });
  const again = await press(page, "/rollback/confirm", { plan: "plan-1", count: "1204" });
  assertEquals(again.status, 409, "a plan is carried out once");
});
