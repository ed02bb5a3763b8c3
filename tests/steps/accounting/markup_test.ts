import { assertEquals } from "@std/assert";
import { saidInHtml } from "../../../steps/accounting/markup.ts";

Deno.test("words that are struck apart are words apart; a struck word may be split by tags", () => {
  assertEquals(saidInHtml("<p><s>one</s>, <del>two</del> <s>th</s><s>ree</s></p>").struck, [
    "one",
    "two",
    "three",
  ]);
});

Deno.test("an item that says whether it is ticked has one box, also where it has an input of its own", () => {
  const html =
    '<ul><li data-checked="true"><input type="checkbox" checked><p>a</p></li><li><input type="checkbox">b';
  const { ticked, unticked } = saidInHtml(html);
  assertEquals([ticked, unticked], [1, 1]);
});

Deno.test("what a word processor writes for itself are no words", () => {
  assertEquals(saidInHtml('<p>a<o:p></o:p></p><?xml:namespace prefix = o ns = "urn:x" />').tokens, ["a"]);
});
