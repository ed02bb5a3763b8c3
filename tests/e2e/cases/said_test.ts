import { assert } from "@std/assert";
import { Remarks } from "./remarks.ts";
import { SAID } from "./said.ts";
import { WholePractice } from "./whole_practice.ts";

Deno.test("the ledger tells of every case that the workspace cannot show", async (t) => {
  await using moved = await WholePractice.move({ patients: 60 });
  const remarks = await Remarks.of(moved.stage);
  for (const [name, object, key, remark] of SAID) {
    await t.step(name, () => {
      const unwanted = remark.startsWith("!");
      assert(
        remarks.has(object, key, remark.replace("!", "")) !== unwanted,
        `${object} ${key}: ${remarks.of(object, key)}`,
      );
    });
  }
});
