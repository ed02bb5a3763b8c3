import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { createApp } from "../../routes/app.ts";
import { openStage, runOn, TO_FULL_RUN, told } from "../support/stage.ts";
import { readWorkspace } from "./reader/workspace.ts";

const HOST = "127.0.0.1:8000";

Deno.test("every row that was moved has a page that maps it again to what was read back, with the record's own id", async () => {
  await using stage = await openStage({ patients: 8 });
  const console = await stage.console();
  const moved = await runOn(console, TO_FULL_RUN);
  assertEquals(moved.code, 0, told(moved));
  const app = createApp(console, { token: "in", viewerToken: "look" });
  const entered = await app.request(`http://${HOST}/?token=look`, { headers: { host: HOST } });
  const cookie = (entered.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const page = async (key: string) => {
    const answer = await app.request(`http://${HOST}/records/${key}`, { headers: { host: HOST, cookie } });
    assertEquals(answer.status, 200, key);
    return await answer.text();
  };

  const rows = await console.ledger.db.selectFrom("source_record").select(["resource", "id"]).execute();
  assert(rows.length > 50);
  for (const { resource, id } of rows) {
    const html = await page(`${resource}/${id}`);
    assert(!html.includes(">differs<"), `${resource}/${id} differs from what was read back`);
  }

  const { people } = await readWorkspace(stage.simulators.target);
  const written = people.filter((p) => String(p.practiceHubId).startsWith("patients/"));
  assertEquals(written.length > 0, true);
  for (const { id, practiceHubId } of written) {
    const html = await page(String(practiceHubId));
    assertStringIncludes(html, `${stage.simulators.target.url}/object/person/${id}"`);
    assertStringIncludes(html, "found equal to what was written");
    assert(!html.includes('data-action="again"'), "a viewer runs nothing");
  }
});
