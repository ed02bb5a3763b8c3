import { assertEquals } from "@std/assert";
import { lookUp } from "../../../steps/audit/read_source.ts";
import { ReferenceIndex } from "../../../steps/profile/reference_index.ts";
import { TempLedger } from "../../db/temp_ledger.ts";
import { FakePages } from "../staging/fake_pages.ts";
import { FakeWorld } from "../support/fake_world.ts";
import { makeKit } from "../support/make_kit.ts";

/** Of visits 1 to 9, of which 4, 5 and 6 were on the pages that were read, invoices name 2, 4, 8, 77 and 78. */
async function lookedUp(change: (pages: FakePages, references: ReferenceIndex) => void = () => {}) {
  await using temp = await TempLedger.open();
  const pages = new FakePages([1, 2, 3, 4, 5, 6, 7, 8, 9].map((id) => ({ id })));
  const references = new ReferenceIndex();
  references.add("appointments", [{ id: 4 }, { id: 5 }, { id: 6 }]);
  for (const id of [2, 4, 8, 77, 78]) references.name("appointments", id);
  pages.size = 1;
  change(pages, references);
  await lookUp(await makeKit(temp.ledger, new FakeWorld(pages.answer)), "appointments", references);
  return {
    asked: pages.asked,
    missed: [2, 4, 8, 77, 78].filter((id) => !references.mayBeThere("appointments", id)),
  };
}

Deno.test("what is named and was not met is asked for by its id, page by page, and missed if it is not there", async () => {
  assertEquals(await lookedUp(), {
    asked: ["in:2,8,77,78 page 1", "in:2,8,77,78 page 2"],
    missed: [77, 78],
  });
});

Deno.test("where the filter has no effect nothing is missed", async () => {
  const { missed } = await lookedUp((pages) => pages.filters = false);
  assertEquals(missed, []);
});

Deno.test("where every row was read nothing is asked", async () => {
  const { asked, missed } = await lookedUp((_pages, references) => references.close("appointments"));
  assertEquals([asked, missed], [[], [2, 8, 77, 78]]);
});

Deno.test("at most a hundred ids are asked for at once", async () => {
  const { asked } = await lookedUp((_pages, references) => {
    for (let id = 1_001; id <= 1_200; id++) references.name("appointments", id);
  });
  assertEquals(
    asked.map((question) => question.split(",").length),
    [100, 100, 100, 4].slice(0, asked.length),
  );
});
