import { assertEquals } from "@std/assert";
import { STEPS } from "../steps/cells.ts";
import { CELLS, FLOORS, KNOWS_ONLY } from "./floors.ts";
import { modulesFrom } from "./support/modules.ts";

/**
 * Imports point one way: the rooms and their floors are in floors.ts. The graph is what Deno itself resolves
 * (`deno info --json`), types included, from every program of the repository that the product consists of.
 */
const ROOTS = [
  "main.ts",
  "fixtures/practice/main.ts",
  "fixtures/practicehub/main.ts",
  "fixtures/twenty/main.ts",
];
const ROOT = new URL("../", import.meta.url);

interface Import {
  from: string;
  to: string;
  /** Nothing of it is there when the program runs. */
  typesOnly: boolean;
}

Deno.test("imports point one way", async () => {
  const imports = await projectImports();
  assertEquals(imports.flatMap((i) => whyNot(i) ?? []), []);
  assertEquals(cyclesOf(imports), []);
});

Deno.test("every room has a floor, and every floor's room is there", async () => {
  const rooms = new Set((await projectImports()).flatMap(({ from, to }) => [roomOf(from), roomOf(to)]));
  assertEquals([...rooms].sort(), FLOORS.flat().sort());
});

Deno.test("every source file of the product is reached from a program", async () => {
  const reached = new Set((await projectImports()).flatMap(({ from, to }) => [from, to]));
  const there: string[] = [];
  for (const folder of ["db", "steps", "routes", "views", "fixtures"]) {
    for await (const path of sourcesIn(`${folder}/`)) there.push(path);
  }
  assertEquals(there.filter((path) => !reached.has(path)), []);
});

Deno.test("only db/ asks the ledger in SQL", async () => {
  const asks =
    /ledger\.db\b|\bsql`|from "(kysely|@libsql\/client)"|\.(selectFrom|insertInto|updateTable|deleteFrom)\(/;
  const outside: string[] = [];
  for (const folder of ["steps", "routes", "views"]) {
    for await (const path of sourcesIn(`${folder}/`)) {
      if (asks.test(await Deno.readTextFile(new URL(path, ROOT)))) outside.push(path);
    }
  }
  assertEquals(outside, []);
});

Deno.test("every cell has the same four members, and they export the same names", async () => {
  assertEquals(STEPS.map(({ id }) => `steps/${id.replaceAll("-", "_")}`), [...CELLS]);
  for (const [i, cell] of CELLS.entries()) {
    const member = (name: string): Promise<Record<string, unknown>> => import(`../${cell}/${name}.ts`);
    assertEquals(Object.values(await member("step")), [STEPS[i]], cell);
    assertEquals(Object.keys(await member("predict")), ["predict"], cell);
    assertEquals(Object.keys(await member("run")).sort(), ["Input", "run"], cell);
    assertEquals(typeof (await member("outcome"))["outcomeOf"], "function", cell);
    const { Input, run } = await member("run");
    assertEquals<unknown>([STEPS[i]?.input, STEPS[i]?.run], [Input, run], cell);
  }
});

Deno.test("every kind of wrong import is found", () => {
  const planted: [from: string, to: string, typesOnly?: boolean][] = [
    ["db/open.ts", "steps/base/log.ts"],
    ["db/open.ts", "steps/base/log.ts", true],
    ["steps/base/log.ts", "steps/runbook/kit.ts", true],
    ["steps/load/land.ts", "steps/audit/step.ts"],
    ["steps/load/land.ts", "steps/staging/sweep.ts"],
    ["steps/twenty/client.ts", "steps/practicehub/client.ts", true],
    ["steps/practicehub/client.ts", "steps/mapping/transform.ts"],
    ["steps/audit/step.ts", "steps/schema/step.ts"],
    ["steps/delta/step.ts", "steps/extract/step.ts", true],
    ["steps/audit/step.ts", "steps/cells.ts"],
    ["steps/audit/step.ts", "routes/app.ts"],
    ["steps/audit/step.ts", "views/page/page.tsx"],
    ["routes/app.ts", "main.ts"],
    ["views/page/page.tsx", "db/runs.ts"],
    ["views/page/page.tsx", "routes/deps.ts", true],
    ["fixtures/demo.ts", "steps/base/world.ts"],
    ["fixtures/demo.ts", "db/open.ts", true],
    ["steps/console/console.ts", "fixtures/demo.ts"],
    ["routes/app.ts", "fixtures/demo.ts"],
    ["steps/console/console.ts", "tests/support/world.ts"],
    ["main.ts", "fixtures/twenty/server.ts"],
    ["steps/loose.ts", "db/open.ts"],
  ];
  for (const [from, to, typesOnly = false] of planted) {
    assertEquals(whyNot({ from, to, typesOnly }) === undefined, false, `${from} → ${to}`);
  }
});

Deno.test("a cycle between rooms is named", () => {
  const arrow = (from: string, to: string): Import => ({ from, to, typesOnly: true });
  const round = [
    arrow("steps/a/x.ts", "steps/b/x.ts"),
    arrow("steps/b/y.ts", "steps/c/x.ts"),
    arrow("steps/c/y.ts", "steps/a/z.ts"),
    arrow("steps/a/x.ts", "steps/d/x.ts"),
  ];
  assertEquals(cyclesOf(round), ["steps/a", "steps/b", "steps/c"]);
});

/** Why an import may not be, or undefined. */
function whyNot({ from, to, typesOnly }: Import): string | undefined {
  const [source, target] = [roomOf(from), roomOf(to)];
  const sentence = (why: string) => `${from} imports ${to}: ${why}`;
  if (source === target) return undefined;
  if (target === "tests") return sentence("tests are imported by tests only");
  if (target === "fixtures") {
    return from === "main.ts" && to === "fixtures/demo.ts"
      ? undefined
      : sentence("only main.ts's demo imports fixtures");
  }
  const [above, below] = [floorOf(source), floorOf(target)];
  if (above < 0 || below < 0) return sentence(`${above < 0 ? source : target} has no floor`);
  if (source === "views" && !typesOnly) return sentence("views import types only");
  if (CELLS.includes(source) && CELLS.includes(target)) return sentence("a cell knows no other cell");
  if (above <= below) return sentence(`${source} does not lie above ${target}`);
  const known = KNOWS_ONLY[source];
  return known && !known.includes(target)
    ? sentence(`${source} knows only ${known.join(" and ")}`)
    : undefined;
}

/** Rooms from which a way leads back to themselves. */
function cyclesOf(imports: readonly Import[]): string[] {
  const next = Map.groupBy(
    imports.filter(({ from, to }) => roomOf(from) !== roomOf(to)),
    ({ from }) => roomOf(from),
  );
  const leadsBack = (room: string): boolean => {
    const seen = new Set<string>();
    const open = [room];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const target of new Set((next.get(at) ?? []).map(({ to }) => roomOf(to)))) {
        if (target === room) return true;
        if (!seen.has(target)) open.push(target);
        seen.add(target);
      }
    }
    return false;
  };
  return [...next.keys()].filter(leadsBack).sort();
}

/** `steps/load` for all that lies in it, at any depth; a file beside the rooms is a room of its own. */
function roomOf(path: string): string {
  const [top = "", second] = path.split("/");
  return top === "steps" && second !== undefined ? `steps/${second}` : top;
}

const floorOf = (room: string): number => FLOORS.findIndex((rooms) => rooms.includes(room));

let graph: Promise<Import[]> | undefined;

function projectImports(): Promise<Import[]> {
  return graph ??= Promise.all(ROOTS.map(importsFrom)).then((lists) => lists.flat());
}

/** Every import between files of the project that the program at `root` reaches. */
async function importsFrom(root: string): Promise<Import[]> {
  return (await modulesFrom(root)).flatMap(({ specifier, dependencies = [] }) => {
    const from = ownPath(specifier);
    if (from === undefined) return [];
    return dependencies.flatMap(({ code, type }): Import[] => {
      const to = ownPath(code?.specifier ?? type?.specifier);
      return to === undefined ? [] : [{ from, to, typesOnly: code === undefined }];
    });
  });
}

/** The path of a file of the project, or undefined for a package. */
function ownPath(specifier: string | undefined): string | undefined {
  return specifier?.startsWith(ROOT.href) ? specifier.slice(ROOT.href.length) : undefined;
}

async function* sourcesIn(folder: string): AsyncGenerator<string> {
  for await (const entry of Deno.readDir(new URL(folder, ROOT))) {
    if (entry.isDirectory) yield* sourcesIn(`${folder}${entry.name}/`);
    else if (/\.tsx?$/.test(entry.name)) yield `${folder}${entry.name}`;
  }
}
