import { assertEquals } from "@std/assert";
import { say, summary } from "./complete_pass.ts";
import { killEverywhere } from "./every_moment.ts";
import { GIVEN_UP, OPTIONAL } from "./journeys.ts";
import { TINY } from "./tiny_practice.ts";

/** Every so many moments; `deno task crash --journey …` tries all. */
const EVERY = [[GIVEN_UP, 37, "and taken back leaves the workspace as it was"], [
  OPTIONAL,
  61,
  "and run again ends as if it had not been killed",
]] as const;

for (const [journey, every, fact] of EVERY) {
  Deno.test(`${journey.name}, killed ${fact}`, async () => {
    const killed = await killEverywhere({ practice: TINY, journey, at: (n) => n % every === 0 });
    say(summary(journey.name, killed));
    assertEquals(killed.wrong, []);
  });
}
