import { assertEquals } from "@std/assert";
import { Control } from "../../../steps/base/control.ts";
import { Bucket } from "../../../steps/base/pace.ts";
import { Twenty } from "../../../steps/twenty/client.ts";
import { readAutomations } from "../../../steps/twenty/automations.ts";
import { FakeWorld, json } from "../support/fake_world.ts";

const STAMPS = { deletedAt: null, updatedAt: "2026-03-01T00:00:00.000Z" };

const version = (id: string, status: string, type = "DATABASE_EVENT") => ({
  ...STAMPS,
  id,
  workflowId: `w-${id}`,
  name: "v1",
  status,
  trigger: { type, settings: { eventName: "person.created" } },
});

/** Answers a workspace of these versions, a page each, and these webhooks. */
function workspace(versions: unknown[], webhooks: unknown) {
  return (request: Request): Response => {
    const url = new URL(request.url);
    if (url.pathname.endsWith("/metadata/webhooks")) return json(webhooks);
    const plural = url.pathname.split("/").at(-1) ?? "";
    const n = Number(url.searchParams.get("starting_after") ?? 0);
    const rows = plural === "workflowVersions"
      ? versions.slice(n, n + 1)
      : [{ ...STAMPS, id: "w-2", name: "Welcome" }];
    const hasNextPage = plural === "workflowVersions" && n + 1 < versions.length;
    return json({
      data: { [plural]: rows },
      totalCount: versions.length,
      pageInfo: { hasNextPage, endCursor: hasNextPage ? String(n + 1) : null },
    });
  };
}

function read(versions: unknown[], webhooks: unknown) {
  const world = new FakeWorld(workspace(versions, webhooks));
  const options = {
    url: "https://twenty.test",
    key: "k",
    world,
    pace: new Bucket(world),
    control: new Control(),
  };
  return readAutomations(new Twenty(options));
}

Deno.test("an active workflow is found on the last page of versions, drafts and those of a person are not", async () => {
  const versions = [version("1", "DRAFT"), version("3", "ACTIVE", "MANUAL"), version("2", "ACTIVE")];
  assertEquals(await read(versions, []), [
    { kind: "workflow", id: "w-2", version: "2", name: "Welcome", event: "person.created" },
  ]);
});

Deno.test("a webhook is told by the host it calls, for each event, and nothing of its address besides", async () => {
  const hook = {
    id: "h",
    targetUrl: "https://hooks.example.test/secret",
    operations: ["person.created", "*.*"],
  };
  const items = await read([version("1", "DRAFT")], { data: [hook] });
  assertEquals(items.map((i) => [i.kind, i.id, i.name, i.event]), [
    ["webhook", "h", "webhook to hooks.example.test", "person.created"],
    ["webhook", "h", "webhook to hooks.example.test", "*.*"],
  ]);
});

Deno.test("a key that may not see webhooks says so; a server that has none has none", async () => {
  const refusing = async (status: number) => {
    const world = new FakeWorld((request) =>
      request.url.includes("/metadata/webhooks")
        ? json({ statusCode: status, error: "x", messages: ["no"] }, status)
        : workspace([version("1", "DRAFT")], [])(request)
    );
    const options = {
      url: "https://twenty.test",
      key: "k",
      world,
      pace: new Bucket(world),
      control: new Control(),
    };
    return (await readAutomations(new Twenty(options))).map((a) => a.name);
  };
  assertEquals(await refusing(403), ["webhooks that this key may not see"]);
  assertEquals(await refusing(404), []);
});
