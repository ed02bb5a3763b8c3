import { assertEquals } from "@std/assert";

/**
 * Imports point one way: main → routes → (views, steps) → (engine, practicehub, twenty, mapping) → db
 * (DESIGN: Where things live). Each rule says what a file may import of the project; `types` are looser.
 */
interface Import {
  from: string;
  to: string;
  typesOnly: boolean;
}

const SOURCES = ["db", "steps", "routes", "views", "fixtures"];

/** The layer that a file lies in, and how high it is. */
const LAYERS: [pattern: RegExp, layer: string, height: number][] = [
  [/^main\.ts$/, "main", 5],
  [/^routes\//, "routes", 4],
  [/^views\//, "views", 3],
  [/^steps\/engine\//, "engine", 2],
  [/^steps\/practicehub\//, "practicehub", 2],
  [/^steps\/twenty\//, "twenty", 2],
  [/^steps\/mapping\//, "mapping", 2],
  [/^steps\//, "steps", 3],
  [/^db\//, "db", 1],
  [/^fixtures\//, "fixtures", 0],
  [/^tests\//, "tests", 9],
];

/** The kit hands both clients to a step and is itself neither; it takes their types only. */
const KNOWS_BOTH_TYPES = ["steps/runbook/kit.ts"];

Deno.test("imports point one way", async () => {
  assertEquals(brokenArrows(await projectImports()), []);
});

Deno.test("every kind of wrong import is found", () => {
  const planted: [from: string, to: string, typesOnly?: boolean][] = [
    ["db/open.ts", "steps/base/log.ts"],
    ["db/open.ts", "steps/base/log.ts", true],
    ["steps/load/land.ts", "steps/audit/step.ts"],
    ["steps/load/land.ts", "steps/profile/values.ts"],
    ["steps/twenty/client.ts", "steps/practicehub/client.ts", true],
    ["steps/practicehub/client.ts", "steps/twenty/redact.ts"],
    ["steps/practicehub/client.ts", "steps/mapping/transform.ts"],
    ["steps/twenty/client.ts", "steps/mapping/vocabulary.ts"],
    ["steps/load/land.ts", "steps/practicehub/client.ts"],
    ["steps/base/log.ts", "steps/practicehub/client.ts", true],
    ["steps/load/land.ts", "steps/mapping/target.ts"],
    ["steps/audit/step.ts", "routes/app.ts"],
    ["steps/audit/step.ts", "views/page/page.tsx"],
    ["routes/app.ts", "main.ts"],
    ["views/page/page.tsx", "db/runs.ts"],
    ["views/page/page.tsx", "steps/runbook/runbook.ts"],
    ["views/page/page.tsx", "routes/deps.ts"],
    ["fixtures/demo.ts", "steps/base/world.ts"],
    ["fixtures/demo.ts", "db/open.ts", true],
    ["steps/console/console.ts", "fixtures/demo.ts"],
    ["routes/app.ts", "fixtures/demo.ts"],
    ["steps/console/console.ts", "tests/support/world.ts"],
    ["main.ts", "fixtures/twenty/server.ts"],
  ];
  for (const [from, to, typesOnly = false] of planted) {
    assertEquals(brokenArrows([{ from, to, typesOnly }]).length, 1, `${from} → ${to}`);
  }
});

Deno.test("the imports that the design wants are allowed", () => {
  const wanted: [from: string, to: string, typesOnly?: boolean][] = [
    ["main.ts", "routes/app.ts"],
    ["main.ts", "fixtures/demo.ts"],
    ["routes/app.ts", "views/page/page.tsx"],
    ["routes/cell/routes.ts", "steps/console/console.ts"],
    ["routes/runs/model.ts", "db/runs.ts"],
    ["views/page/page.tsx", "steps/runbook/step.ts", true],
    ["steps/load/transfer/transfer.ts", "steps/mapping/assemble.ts"],
    ["steps/staging/sweep.ts", "steps/practicehub/client.ts"],
    ["steps/load/create.ts", "steps/twenty/records.ts"],
    ["steps/twenty/client.ts", "steps/base/errors.ts"],
    ["steps/mapping/assemble.ts", "db/ledger.ts"],
    ["fixtures/demo.ts", "fixtures/twenty/server.ts"],
  ];
  for (const [from, to, typesOnly = false] of wanted) {
    assertEquals(brokenArrows([{ from, to, typesOnly }]), []);
  }
});

Deno.test("a planted import is read from source, however it is written", () => {
  const source = `
    import { a } from "../db/open.ts";
    import type { B } from "../db/tables.ts";
    import { type C, type D } from "../db/runs.ts";
    import {
      type E,
      f,
    } from "../db/maps.ts";
    export { g } from "./g.ts";
    export type { H } from "./h.ts";
    import "../db/side.ts";
    import text from "./page.css" with { type: "text" };
    const later = await import("../fixtures/demo.ts");
    import { z } from "zod";
  `;
  assertEquals(importsOf("steps/x.ts", source).map((i) => [i.to, i.typesOnly]), [
    ["db/open.ts", false],
    ["db/tables.ts", true],
    ["db/runs.ts", true],
    ["db/maps.ts", false],
    ["steps/g.ts", false],
    ["steps/h.ts", true],
    ["db/side.ts", false],
    ["steps/page.css", false],
    ["fixtures/demo.ts", false],
  ]);
});

/** `file imports file: why not`, for every import that breaks a rule. */
function brokenArrows(imports: readonly Import[]): string[] {
  return imports.flatMap((i) => {
    const why = whyNot(i);
    return why ? [`${i.from} imports ${i.to}: ${why}`] : [];
  });
}

function whyNot({ from, to, typesOnly }: Import): string | undefined {
  const [source, target] = [layerOf(from), layerOf(to)];
  if (target.name === "tests") return "tests are imported by tests only";
  if (source.name === "fixtures") {
    return target.name === "fixtures" ? undefined : "fixtures share no code with the product";
  }
  if (target.name === "fixtures") {
    return from === "main.ts" && to === "fixtures/demo.ts"
      ? undefined
      : "only main.ts's demo imports fixtures";
  }
  if (source.name === "views" && target.name !== "views") {
    return typesOnly && target.name !== "routes" ? undefined : "views import types only, and none of routes";
  }
  if (source.name === "steps" && target.name === "views") return "steps know no views";
  if (source.height < target.height) return `${source.name} lies below ${target.name}`;
  if (source.name === "practicehub" || source.name === "twenty") {
    const allowed = [source.name, "engine", "db"];
    return allowed.includes(target.name) ? undefined : `${source.name} knows only itself, engine and db`;
  }
  if (source.name === "engine" && (target.name === "practicehub" || target.name === "mapping")) {
    return typesOnly && KNOWS_BOTH_TYPES.includes(from)
      ? undefined
      : "engine knows neither source nor mapping";
  }
  return undefined;
}

function layerOf(path: string): { name: string; height: number } {
  const found = LAYERS.find(([pattern]) => pattern.test(path));
  if (!found) throw new Error(`${path} lies in no layer`);
  return { name: found[1], height: found[2] };
}

async function projectImports(): Promise<Import[]> {
  const root = new URL("../", import.meta.url);
  const imports = importsOf("main.ts", await Deno.readTextFile(new URL("main.ts", root)));
  for (const folder of SOURCES) {
    for await (const path of sourcesIn(root, `${folder}/`)) {
      imports.push(...importsOf(path, await Deno.readTextFile(new URL(path, root))));
    }
  }
  return imports;
}

async function* sourcesIn(root: URL, folder: string): AsyncGenerator<string> {
  for await (const entry of Deno.readDir(new URL(folder, root))) {
    if (entry.isDirectory) yield* sourcesIn(root, `${folder}${entry.name}/`);
    else if (/\.tsx?$/.test(entry.name)) yield `${folder}${entry.name}`;
  }
}

const STATEMENT =
  /(?:^|\s)(?:import|export)\s+(type\s)?([^"';()]*?from\s*)?"(\.{1,2}\/[^"]+)"|import\("(\.{1,2}\/[^"]+)"\)/g;

/** The project's own files that a source names, with whether only types are taken. */
function importsOf(from: string, source: string): Import[] {
  return [...source.matchAll(STATEMENT)].map(([, type, clause = "", named, dynamic]) => {
    const to = new URL(named ?? dynamic ?? "", `file:///${from}`).pathname.slice(1);
    return { from, to, typesOnly: type !== undefined || onlyTypes(clause) };
  });
}

/** `{ type A, type B } from`: every name is a type. */
function onlyTypes(clause: string): boolean {
  const names =
    /^\s*\{([^}]*)\}\s*from\s*$/.exec(clause)?.[1]?.split(",").map((n) => n.trim()).filter(Boolean) ?? [];
  return names.length > 0 && names.every((n) => n.startsWith("type "));
}
