import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { type Stage, told } from "../../support/stage.ts";
import { green, intercept, last, moved, read, watermarks } from "./ground.ts";

/** More new visits than a page holds, so that some of them are on a page that can be missed. */
async function newVisits({ simulators }: Stage): Promise<void> {
  const visit = last((await simulators.practice()).appointments);
  for (let n = 1; n <= 12; n++) await simulators.putRow("appointments", { ...visit, id: visit.id + n });
}

/** Without questions by id nothing that a walk missed can be found. */
function withoutIds(url: URL, request: Request): Request {
  url.searchParams.delete("id");
  return new Request(url, request);
}

/** The delta is red and says what is missing; the next one brings it. */
async function isShort(stage: Stage): Promise<void> {
  const marks = await watermarks(stage);
  assert(marks.length > 0, "the full run set the watermarks");
  const short = await stage.run(["delta"]);
  assertEquals([short.code, short.last.state], [1, "red"], told(short));
  const gap = short.last.findings?.find((f) => f.id === "gap-appointments");
  assertEquals(gap?.severity, "stop", JSON.stringify(short.last.findings));
  assertEquals(short.last.verdict.includes("Nothing is left"), false, short.last.verdict);
  assertEquals(await watermarks(stage), marks);
}

async function isMadeGood(stage: Stage): Promise<void> {
  const marks = await watermarks(stage);
  await green(stage.run(["delta"]));
  assertEquals(await read(stage), []);
  // Not by their times: those are whole seconds, and all this may take less than one.
  for (const { resource, run_id } of await watermarks(stage)) {
    const before = marks.find((m) => m["resource"] === resource)?.["run_id"];
    assert(Number(run_id) > Number(before), `the watermark of ${resource} did not move`);
  }
  const nothing = await green(stage.run(["delta"]));
  assertStringIncludes(nothing.last.verdict, "Nothing is left");
}

Deno.test("delta: an empty page in the middle makes it red and moves no watermark", async () => {
  await using stage = await moved();
  await newVisits(stage);
  {
    using _ = intercept(stage, async (url, request) => {
      if (url.pathname !== "/api/appointments") return undefined;
      const response = await fetch(withoutIds(url, request.clone()));
      const page = await response.json();
      return Response.json(url.searchParams.get("page") === "2" ? { ...page, data: [] } : page);
    });
    await isShort(stage);
  }
  await isMadeGood(stage);
});

Deno.test("delta: rows that are deleted while pages are read, so that others slip past, make it red", async () => {
  await using stage = await moved();
  await newVisits(stage);
  await stage.simulators.fault("source", {
    match: "GET /api/appointments?page=1",
    kind: "page-drift",
    delete: 2,
  });
  {
    // Nor does a look by windows of ids find them.
    using _ = intercept(
      stage,
      (url) => url.searchParams.get("id")?.startsWith("between") ? Response.json({ data: [] }) : undefined,
    );
    await isShort(stage);
  }
  assertEquals(await stage.simulators.waitingFaults("source"), 0);
  await isMadeGood(stage);
});
