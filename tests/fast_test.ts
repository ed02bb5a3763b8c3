import { assert, assertEquals } from "@std/assert";
import { fastTests } from "./fast.ts";

Deno.test("the fast tests are the pure ones: no ledger, no server, no program, no browser", async () => {
  const fast = await fastTests();
  assert(fast.length > 70, `only ${fast.length} are fast`);
  for (
    const pure of ["docs/citations", "steps/base/retry", "steps/mapping/transforms/times", "views/ui/bar"]
  ) {
    assert(fast.includes(`tests/${pure}_test.ts`), pure);
  }
  const slow = ["db/open", "fixtures/twenty/writing", "words/reworded", "browser/log", "compile", "fast"];
  assertEquals(slow.filter((name) => fast.includes(`tests/${name}_test.ts`)), []);
});
