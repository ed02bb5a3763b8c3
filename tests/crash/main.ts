import { parseArgs } from "@std/cli/parse-args";
import type { Practice } from "../../fixtures/practice/practice.ts";
import { loadPractice } from "../../fixtures/practicehub/load_practice.ts";
import { say, summary } from "./complete_pass.ts";
import { killEverywhere } from "./every_moment.ts";
import { JOURNEYS } from "./journeys.ts";
import { TINY } from "./tiny_practice.ts";

const USAGE =
  "usage: deno task crash [--practice DIR] [--every N] [--twice N] [--journey NAME], where NAME is " +
  `one of ${Object.keys(JOURNEYS).join(", ")}`;
/** Cases between two lines that say how far it is. */
const TOLD_EVERY = 100;

/** Kills a migration at every N-th moment and, with --twice, those that go on at every N-th of theirs. */
async function main(args: readonly string[]): Promise<number> {
  const flags = parseArgs([...args], {
    string: ["practice", "every", "twice", "journey"],
    unknown: () => stop(),
  });
  const every = whole(flags.every ?? "1");
  const twice = flags.twice === undefined ? undefined : whole(flags.twice);
  const practice: Practice = flags.practice ? await loadPractice(flags.practice) : TINY;
  let wrong = 0;
  for (const journey of journeysNamed(flags.journey)) {
    const began = performance.now();
    const killed = await killEverywhere({
      practice,
      journey,
      at: (n) => n % every === 0,
      again: (n, m) => twice !== undefined && (n + m) % twice === 0,
      onCase: ({ once, twice, wrong }) => {
        const done = once + twice;
        if (done % TOLD_EVERY === 0) say(`${journey.name}: ${done} cases, ${wrong.length} ended otherwise`);
      },
    });
    for (const one of killed.wrong) say(one);
    const seconds = Math.round((performance.now() - began) / 1000);
    say(`${summary(journey.name, killed)}; ${seconds} s`);
    wrong += killed.wrong.length;
  }
  return wrong === 0 ? 0 : 1;
}

function journeysNamed(name: string | undefined) {
  if (name === undefined) return Object.values(JOURNEYS);
  return name in JOURNEYS ? [JOURNEYS[name as keyof typeof JOURNEYS]] : stop();
}

const whole = (text: string): number => /^[1-9]\d*$/.test(text) ? Number(text) : stop();

function stop(): never {
  say(USAGE);
  Deno.exit(2);
}

Deno.exit(await main(Deno.args));
