import { assertEquals, assertMatch } from "@std/assert";
import fc from "../../support/fast_check.ts";
import { migrationId, targetId } from "../../../steps/base/identity.ts";

const SOURCE = "https://riverside.neptune.practicehub.io";
const TARGET = "https://riverside.twenty.com";

Deno.test("ids do not change from one release to the next", async () => {
  const migration = await migrationId(SOURCE, TARGET);
  assertEquals(migration, "03a5a89c-3379-5fa8-bd8e-efe1aadb2313");
  assertEquals(await targetId(migration, "person", "patients", 7), "ea23249d-ecc5-57c8-a6a3-052208f172ac");
});

Deno.test("an id is an RFC 9562 UUID of version 5, lower case", async () => {
  const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  await fc.assert(
    fc.asyncProperty(fc.string(), fc.string(), fc.nat(), async (object, resource, id) => {
      assertMatch(await targetId(await migrationId(SOURCE, TARGET), object, resource, id), pattern);
    }),
    { numRuns: 50 },
  );
});

Deno.test("an id given as a number or as text is one id", async () => {
  const migration = await migrationId(SOURCE, TARGET);
  assertEquals(
    await targetId(migration, "person", "patients", 7),
    await targetId(migration, "person", "patients", "7"),
  );
});

Deno.test("different records, objects, resources and migrations have different ids", async () => {
  const parts = fc.tuple(fc.webUrl(), fc.string(), fc.string(), fc.string());
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(parts, { selector: (p) => JSON.stringify(p) }), async (all) => {
      const ids = await Promise.all(
        all.map(async ([url, object, resource, id]) =>
          await targetId(await migrationId(url, TARGET), object, resource, id)
        ),
      );
      assertEquals(new Set(ids).size, all.length);
    }),
    { numRuns: 50 },
  );
});
