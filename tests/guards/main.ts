import { parseArgs } from "@std/cli/parse-args";
import { documented } from "./document.ts";
import type { Guard } from "./guard.ts";
import { GUARDS, THEMES } from "./list.ts";
import { Tree, type Verdict } from "./tree.ts";

const USAGE = "usage: deno task guards [WORD…] [--at-once N] [--document]";
const HOUR_MS = 3_600_000;
const PAGE = new URL("../../docs/guards.md", import.meta.url);

/** Removes each guard in a copy of the tree and runs its tests; 0 where every one was caught. */
async function main(args: readonly string[]): Promise<number> {
  const flags = parseArgs([...args], {
    string: ["at-once"],
    boolean: ["document"],
    default: { "at-once": "2" },
    unknown: (arg: string, key?: string) => key === undefined || stop(arg),
  });
  if (flags.document) return await Deno.writeTextFile(PAGE, documented(THEMES)), 0;
  const words = flags._.map(String);
  const chosen = GUARDS.filter(({ name, file }) =>
    words.length === 0 || words.some((word: string) => `${name} ${file}`.includes(word))
  );
  if (chosen.length === 0) return stop("no guard has such a word");
  const verdicts = await removeAll(chosen, Number(flags["at-once"]) || 1);
  const count = (of: Verdict) => verdicts.filter(([, verdict]) => verdict === of).length;
  const [caught, survived] = [count("failed"), count("passed")];
  const without = chosen.length - caught - survived;
  say(`${chosen.length} guards removed: ${caught} caught, ${survived} survived, ${without} without a result`);
  return caught === chosen.length ? 0 : 1;
}

const WORDS: Record<Verdict, string> = {
  failed: "caught  ",
  endless: "NO END  ",
  passed: "SURVIVED",
  broken: "NOT RUN ",
};

/** Some at once, each in a copy of its own; tests that fail with every guard in place prove nothing and end it. */
async function removeAll(guards: readonly Guard[], atOnce: number): Promise<[Guard, Verdict][]> {
  const waiting = [...guards];
  const verdicts: [Guard, Verdict][] = [];
  const worker = async (first: boolean) => {
    await using tree = await Tree.copy();
    if (first) await mustPass(tree, guards);
    for (let guard = waiting.shift(); guard; guard = waiting.shift()) {
      const verdict = await tree.without(guard);
      verdicts.push([guard, verdict]);
      say(`${WORDS[verdict]} ${guard.name} (${guard.file})`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, (_, i) => worker(i === 0)));
  return verdicts;
}

async function mustPass(tree: Tree, guards: readonly Guard[]): Promise<void> {
  const files = [...new Set(guards.flatMap((guard) => guard.tests))];
  const verdict = await tree.test(files, HOUR_MS);
  if (verdict !== "passed") stop(`with every guard in place the tests ${verdict}: ${files.join(" ")}`);
}

function stop(why: string): never {
  say(`${why}; ${USAGE}`);
  Deno.exit(2);
}

function say(line: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(line + "\n"));
}

Deno.exit(await main(Deno.args));
