import { files, ROOT } from "./docs/tree.ts";
import { modulesFrom } from "./support/modules.ts";

/** What makes a test slow or dependent on the machine: wherever it is reached, and where tests call it. */
const SLOW_MODULES = /\/(db\/open\.ts|fixtures\/\w+\/server\.ts)$|playwright/;
const SLOW_CALLS = /\b(Deno\.(Command|serve|listen|makeTemp\w+|writeTextFile)|createServer)\b/;

/** The test files that open no ledger, start no server, no program and no browser, as their imports say. */
export async function fastTests(): Promise<string[]> {
  const tests = (await files()).filter((file) => /^tests\/.*_test\.tsx?$/.test(file)).sort();
  const next = await importsFrom(tests);
  const slow = new Map<string, Promise<boolean>>();
  const isSlow = (module: string): Promise<boolean> => {
    const known = slow.get(module) ?? readIsSlow(module);
    slow.set(module, known);
    return known;
  };
  const found: string[] = [];
  for (const test of tests) {
    const reached = [...reachedFrom(new URL(test, ROOT).href, next)];
    if (!(await Promise.all(reached.map(isSlow))).includes(true)) found.push(test);
  }
  return found;
}

async function readIsSlow(module: string): Promise<boolean> {
  if (SLOW_MODULES.test(module)) return true;
  if (!module.startsWith(`${ROOT.href}tests/`)) return false;
  return SLOW_CALLS.test(await Deno.readTextFile(new URL(module)));
}

function reachedFrom(root: string, next: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set([root]);
  for (const module of reached) {
    for (const target of next.get(module) ?? []) reached.add(target);
  }
  return reached;
}

/** What every module imports when it runs. */
async function importsFrom(tests: readonly string[]): Promise<Map<string, string[]>> {
  const all = await Deno.makeTempFile({ suffix: ".ts" });
  try {
    await Deno.writeTextFile(all, tests.map((test) => `import "${new URL(test, ROOT).href}";`).join("\n"));
    return new Map(
      (await modulesFrom(all)).map(({ specifier, dependencies = [] }) => [
        specifier,
        dependencies.flatMap(({ code }) => code?.specifier ?? []),
      ]),
    );
  } finally {
    await Deno.remove(all);
  }
}

// Without permission to do what would make them slow. Types are looked at by `deno task ok`.
if (import.meta.main) {
  const { code } = await new Deno.Command(Deno.execPath(), {
    args: [
      "test",
      "--no-check",
      "--parallel",
      "--allow-read",
      "--allow-env",
      ...Deno.args,
      ...await fastTests(),
    ],
    cwd: ROOT,
  }).spawn().status;
  Deno.exit(code);
}
