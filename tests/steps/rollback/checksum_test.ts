import { assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import fc from "../../support/fast_check.ts";
import { Checksum } from "../../../steps/rollback/survey.ts";

function checksum(texts: readonly string[]): string {
  const sum = new Checksum();
  for (const text of texts) sum.add(text);
  return sum.hex;
}

Deno.test("the checksum of rows does not depend on their order", () => {
  fc.assert(fc.property(fc.array(fc.string()), (texts) => {
    assertEquals(checksum(texts), checksum([...texts].reverse()));
    assertEquals(checksum(texts), checksum([...texts].sort()));
  }));
});

Deno.test("one row more, less, changed or twice is another checksum", () => {
  fc.assert(fc.property(fc.array(fc.string(), { minLength: 1 }), fc.nat(), fc.string(), (texts, at, text) => {
    const i = at % texts.length;
    assertNotEquals(checksum(texts), checksum(texts.toSpliced(i, 1)));
    assertNotEquals(checksum(texts), checksum([...texts, text]));
    assertNotEquals(checksum(texts), checksum([...texts, texts[i] ?? ""]));
    assertNotEquals(checksum(texts), checksum([...texts, text, text]));
    if (texts[i] !== text) assertNotEquals(checksum(texts), checksum(texts.with(i, text)));
  }));
});

Deno.test("the checksum is 64 digits, of nothing too", () => {
  assertEquals(checksum([]), "0".repeat(64));
  assertMatch(checksum(["a"]), /^[0-9a-f]{64}$/);
});
