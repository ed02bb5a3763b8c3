import { assertEquals } from "@std/assert";
import { labelChangesIn, valueChange } from "../../../steps/map_editor/options.ts";

const COMMA = "Twenty takes no comma in a label: it becomes a slash";
const CUT = "a label has at most 63 characters: it is cut";

Deno.test("what had to be changed of a source value for its option's label is said", () => {
  const long = "Recommended by the physiotherapist of the rowing club, and by a friend of theirs";
  assertEquals(labelChangesIn("Google / Maps", ["Google, Maps"]), [COMMA]);
  assertEquals(labelChangesIn("Google / Maps", ["google, maps", "Google / Maps"]), [COMMA]);
  assertEquals(labelChangesIn("Recommended by the physiotherapist of the rowing club / and by", [long]), [
    COMMA,
    CUT,
  ]);
  assertEquals(labelChangesIn("Friend", ["friend", "Friend"]), []);
  assertEquals(labelChangesIn("From the web", ["Google, Maps"]), [], "a person named it");
});

Deno.test("a value that another option has is told, and so is a digit", () => {
  assertEquals(valueChange("VIP", "VIP"), undefined);
  assertEquals(valueChange("VIP", "VIP_2"), {
    why: "taken",
    text: "another option has the value VIP: VIP_2",
  });
  assertEquals(valueChange("1", "N1"), { why: "digit", text: "a value begins with a letter: N1" });
});
