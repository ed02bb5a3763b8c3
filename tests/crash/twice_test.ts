import { assert, assertEquals } from "@std/assert";
import { say, summary } from "./complete_pass.ts";
import { killEverywhere } from "./every_moment.ts";
import { DELTA, ROLLBACK, WHOLE } from "./journeys.ts";
import { TINY } from "./tiny_practice.ts";

/** Every so many moments of the first run, and of the one that goes on, primes so that all kinds of moments come up. */
const EVERY = [[WHOLE, 127, 83], [DELTA, 47, 29], [ROLLBACK, 79, 47]] as const;

for (const [journey, first, second] of EVERY) {
  Deno.test(`${journey.name} that is killed, and killed again while it goes on, ends as if it had not been killed`, async () => {
    const killed = await killEverywhere({
      practice: TINY,
      journey,
      at: (n) => n % first === 0,
      again: (n, m) => (n + m) % second === 0,
    });
    say(summary(journey.name, killed));
    assertEquals(killed.wrong, []);
    assert(killed.twice >= 30, `${killed.twice} were killed twice`);
  });
}
