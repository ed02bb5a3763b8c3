import { assert, assertEquals } from "@std/assert";
import type { QuirkSettings } from "../../../fixtures/practicehub/quirks.ts";
import { openStage, TO_FULL_RUN, told } from "../../support/stage.ts";
import { inLedger, intercept, read } from "../review/ground.ts";
import { endedSaying, evidenceHolds, finishes } from "./scene.ts";

const PAGES = { "page-size-cap": 5 } as const;
const DRIFTING = ["appointments", "clinical_notes", "patients", "files"] as const;

for (const order of ["desc", "asc"]) {
  for (
    const [what, gone, fresh] of [["vanish", 2, 0], ["appear", 0, 2], ["vanish and appear", 2, 2]] as const
  ) {
    Deno.test(`rows that ${what} while pages are read (${order}) are settled by the delta at the latest`, async () => {
      await using stage = await openStage({ patients: 8, quirks: { ...PAGES, order } });
      await stage.run(["audit", "schema", "members"]);
      for (const resource of DRIFTING) {
        const fault = {
          match: `GET /api/${resource}?page=1`,
          kind: "page-drift",
          delete: gone,
          insert: fresh,
        };
        await stage.simulators.fault("source", fault);
      }
      const ran = await stage.run(["extract", "schema", "sample", "full-run"]);
      assertEquals(ran.code, 0, told(ran));
      await evidenceHolds(stage);
      await finishes(stage, ["delta"]);
    });
  }
}

/** How PracticeHub counts and lists what it has twice (its contract, 2.2). */
const COUNTING: readonly QuirkSettings[] = [
  { "total-entries": "rows", duplicates: "all" },
  { "total-entries": "distinct", duplicates: "all" },
  { "total-entries": "rows", duplicates: "all", order: "asc" },
];

for (const quirks of COUNTING) {
  Deno.test(`each row is kept once where ${JSON.stringify(quirks)}, and the walk is not called short`, async () => {
    await using stage = await openStage({ patients: 8, quirks: { ...PAGES, ...quirks } });
    const ran = await stage.run(TO_FULL_RUN);
    assertEquals(ran.code, 0, told(ran));
    assertEquals(await read(stage), []);
    const practice = await stage.simulators.practice();
    for (
      const { resource, n } of await inLedger(
        stage,
        "select resource, count(*) as n from source_record group by 1",
      )
    ) {
      const rows = practice[String(resource) as keyof typeof practice];
      if (rows) assertEquals(n, new Set(rows.map((r) => r.id)).size, String(resource));
    }
    await evidenceHolds(stage);
  });
}

Deno.test("rows that are missing from the pages and not to be had by id make the extract red and name the resource", async () => {
  await using stage = await openStage({ patients: 8, quirks: PAGES });
  await stage.run(["audit", "schema", "members"]);
  {
    using _ = intercept(stage, async (url, request) => {
      if (!url.pathname.startsWith("/api/appointments")) return undefined;
      const page = await (await fetch(request)).json();
      return Response.json({ ...page, data: page.data.filter((row: { id: number }) => row.id % 7 !== 0) });
    });
    const ran = await stage.run(["extract"]);
    endedSaying(ran, "appointments incomplete");
    assert(
      ran.last.findings?.some((f) => f.severity !== "info" && f.title.includes("appointments")),
      told(ran),
    );
    await evidenceHolds(stage);
  }
  await stage.run(["extract"]);
  await finishes(stage, TO_FULL_RUN);
});
