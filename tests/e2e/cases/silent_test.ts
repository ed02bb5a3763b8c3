import { assert, assertEquals } from "@std/assert";
import { CANARIES } from "../../../fixtures/practice/canaries.ts";
import { inLedger } from "../review/ground.ts";
import { WholePractice } from "./whole_practice.ts";

/** Of the exports alone. */
const IN_EXPORTS = ["another.address", "Back pain", "Tegen", "Unnumbered", "201900001"];

Deno.test("with exports, forms as notes and everything ticked, no event and no outcome holds a patient's value", async () => {
  await using moved = await WholePractice.move({ patients: 60 });
  const events = await inLedger(moved.stage, "select message, fields from event");
  const runs = await inLedger(moved.stage, "select outcome from run");
  const shown = runs.map(({ outcome }) => {
    const { internal: _, ...told } = JSON.parse(String(outcome ?? "{}"));
    return told;
  });
  const text = JSON.stringify([events, shown]).toLowerCase();
  assert(text.length > 20_000, "there is something to look in");
  assertEquals([...CANARIES, ...IN_EXPORTS].filter((value) => text.includes(value.toLowerCase())), []);
});
