import { assert, assertEquals } from "@std/assert";
import { type Killed, killEverywhere } from "./every_moment.ts";
import type { Journey } from "./journeys.ts";
import { TINY } from "./tiny_practice.ts";

/** Neighbouring moments that go into the same part, so that each part has both sides of an effect. */
const NEIGHBOURS = 2;

/**
 * A part of a complete pass over a tiny practice; a file a part, because the runner gives each file a core. The suite has
 * some of the parts, `deno task crash` all.
 *
 * @param links kinds of links that must have been missing, with their parents there, at some of the moments
 */
export function completePass(journey: Journey, part: number, of: number, links: readonly string[]): void {
  Deno.test(`${journey.name} that is killed at any commit or request, and run again, ends as if it had not been killed: ${part} of ${of}`, async () => {
    const at = (n: number) => Math.floor(n / NEIGHBOURS) % of === part - 1;
    const killed = await killEverywhere({ practice: TINY, journey, at });
    say(summary(`${journey.name}, ${part} of ${of}`, killed));
    assertEquals(killed.wrong, []);
    assertEquals(killed.once, Array.from({ length: killed.moments }, (_, n) => n).filter(at).length);
    for (const link of links) assert(killed.between.has(link), `never killed with ${link}`);
  });
}

/** What became of the programs that were killed, in one line. */
export function summary(name: string, { moments, once, twice, between, wrong }: Killed): string {
  const links = [...between].map(([kind, n]) => `, ${n} times with ${kind}`).join("");
  return `${name}: killed at ${once} of ${moments} moments and run again${links}; ` +
    `${twice} killed twice; ${wrong.length} ended otherwise`;
}

export function say(line: string): void {
  Deno.stderr.writeSync(new TextEncoder().encode(line + "\n"));
}
