import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { testConnection, type Tested } from "../../../steps/console/connection.ts";
import { startSimulators } from "../../support/simulators.ts";
import { HurriedWorld } from "../../support/world.ts";
import { type Answer, FakeWorld, json } from "../support/fake_world.ts";

const TESTED: Tested = {
  sourceUrl: "https://riverside.practicehub.test",
  sourceApp: "handover=ana@example.test",
  timeZone: "Europe/London",
  targetUrl: "https://twenty.test",
  key: "canary-key",
};

const page = (...updated: string[]) =>
  json({ data: updated.map((updated, id) => ({ id, updated })), total_entries: updated.length, links: {} });

async function told(
  system: "source" | "target",
  answer: Answer,
  change: Partial<Tested> = {},
): Promise<{ text: string; states: string[]; world: FakeWorld }> {
  const world = new FakeWorld(answer);
  const found = await testConnection(world, system, { ...TESTED, ...change });
  const text = found.map((f) => f.text).join("\n");
  assert(!text.includes("canary"), text);
  // Twenty's metadata is asked by GraphQL, which is posted.
  for (const { method, url } of world.requests) assert(method === "GET" || url.pathname === "/metadata");
  return { text, states: found.map((f) => f.state), world };
}

Deno.test("each thing that can be wrong with PracticeHub is told as what it is, after one request", async () => {
  const cases: [Answer, Partial<Tested>, string][] = [
    [() => page(), { sourceUrl: "" }, "The address is empty."],
    [() => page(), { key: "" }, "The key is empty."],
    [() => page(), { sourceUrl: "riverside" }, "not a web address"],
    [() => page(), { sourceApp: "ana" }, "name=email"],
    [() => page(), { timeZone: "Mars/Olympus" }, "not an IANA zone"],
    [() => Promise.reject(new TypeError("dns")), {}, "No connection to riverside.practicehub.test"],
    [() => json({ message: "no" }, 401), {}, "refused the key (401)"],
    [() => json({ message: "no" }, 403), {}, "refused the key (403)"],
    [() => json({}, 404), {}, "knows no patients (404)"],
    [() => json({}, 429), {}, "too many requests came (429)"],
    [() => json({}, 502), {}, "its server failed (502)"],
    [() => new Response("<html>"), {}, "does not answer as the PracticeHub API does"],
  ];
  for (const [answer, change, sentence] of cases) {
    const { text, states, world } = await told("source", answer, change);
    assertStringIncludes(text, sentence);
    assertEquals(states, ["wrong"]);
    assert(world.requests.length <= 1, sentence);
  }
});

Deno.test("a zone in which patients were changed in the future is wrong; else a person compares the clocks", async () => {
  const right = await told("source", () => page("2026-03-02 08:59:00"));
  assertEquals(right.states, ["good", "unsure"]);
  assertStringIncludes(right.text, "In Europe/London it is 09:00 now");
  const west = await told("source", () => page("2026-03-02 08:59:00"), { timeZone: "America/New_York" });
  assertEquals(west.states, ["good", "wrong"]);
  assertStringIncludes(west.text, "In America/New_York it is 04:00, but 1 patients were changed later");
});

Deno.test("each thing that can be wrong with Twenty is told as what it is", async () => {
  const refusal = (status: number, message: string, code?: string) =>
    json({ statusCode: status, messages: [message], ...(code ? { code } : {}) }, status);
  const cases: [Answer, Partial<Tested>, string][] = [
    [() => json({}), { targetUrl: "" }, "The address is empty."],
    [() => Promise.reject(new TypeError("dns")), {}, "No connection to twenty.test"],
    [
      () => refusal(401, "Token invalid."),
      {},
      "refused the key (Token invalid); check Twenty's API key (TWENTY_KEY) and the rights of its role.",
    ],
    [() => refusal(403, "This API Key is revoked"), {}, "This API Key is revoked"],
    [() => refusal(429, "Limit reached (100 tokens per 60000 ms)"), {}, "too many requests came (429)"],
    [() => new Response("<html>"), {}, "gave no usable answer"],
    [() => json({ hello: 1 }), {}, "does not answer as a Twenty server does"],
  ];
  for (const [answer, change, sentence] of cases) {
    const { text, states, world } = await told("target", answer, change);
    assertStringIncludes(text, sentence);
    assertEquals(states, ["wrong"], sentence);
    assert(world.requests.length <= 1, sentence);
  }
});

Deno.test("both systems as they should be are told as good; a role that may not read is told as that", async () => {
  await using simulators = await startSimulators({ patients: 2 });
  const { source, target } = simulators;
  const tested = { ...TESTED, sourceUrl: source.url, targetUrl: target.url };
  using world = new HurriedWorld();
  const found = async (system: "source" | "target", key: string, through = world) =>
    (await testConnection(through, system, { ...tested, key })).map((f) => f.state);
  const before = await simulators.dump();
  assertEquals(await found("source", source.key), ["good", "unsure"]);
  assertEquals(await found("target", target.key), ["good", "good", "unsure"]);
  using refusing = new HurriedWorld((request) =>
    new URL(request.url).pathname === "/rest/people"
      ? Promise.resolve(json({ messages: ["no permission"], code: "PERMISSION_DENIED" }, 400))
      : fetch(request)
  );
  assertEquals(await found("target", target.key, refusing), ["good", "wrong"]);
  assertEquals(await found("target", "not-a-key"), ["wrong"]);
  assertEquals(world.mutations, 0);
  assertEquals(await simulators.dump(), before);
});
