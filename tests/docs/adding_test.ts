import { assert, assertEquals } from "@std/assert";
import { files, read } from "./tree.ts";

/** How the specimen of each part of the page is found in the product. */
const SPECIMENS: Record<string, RegExp> = {
  "A field": /\breferral_source\b/,
  "A transform": /\bcarePlanName\b/,
  "A remark or a skip": /"text-cut"/,
  "A setting": /\btargetRequestsPerMinute\b/,
  "An object": /\b(activityLogEntry|patient_logs|logName)\b/,
  "A cell": /"full-run"|\bfull_run\//,
  "A block of the page": /\b(OptionalObjectsForm|optionalObjectsBlock|optionalObjectRoutes)\b/,
  "A command of the command line": /(?<!class=)"checklist"|\bCHECKLIST_FORMATS\b|\bchecklistText\b/,
  "A finding of the audit": /\bsharedPhones\b|"phone-shared"/,
};
const PRODUCT = /^(main\.ts|(db|steps|routes|views)\/.*\.(ts|tsx|sql|js|css))$/;

Deno.test("how to add a thing names every file that its specimen is named in, and no other", async () => {
  const parts = partsOf(await read("docs/adding.md"));
  assertEquals([...parts.keys()], Object.keys(SPECIMENS));
  for (const [heading, specimen] of Object.entries(SPECIMENS)) {
    const listed = listedIn(parts.get(heading) ?? "");
    assert(listed.length > 0, heading);
    assertEquals(listed.toSorted(), await naming(specimen), heading);
  }
});

Deno.test("every file and folder that the page on adding speaks of is there", async () => {
  const named = (await read("docs/adding.md")).matchAll(
    /`((?:db|steps|routes|views|tests|fixtures)\/[^`]*)`/g,
  );
  const all = await files();
  assertEquals(
    [...named].map(([, path]) => path!).filter((path) => !all.some((f) => f.startsWith(path))),
    [],
  );
});

/** What stands under each heading. */
const partsOf = (page: string): Map<string, string> =>
  new Map(
    page.split(/^## /m).slice(1).map((part) => {
      const [heading = "", ...rest] = part.split("\n");
      return [heading, rest.join("\n")];
    }),
  );

/** The paths in the first column of its table. */
const listedIn = (part: string): string[] => [...part.matchAll(/^\| `([^`]+)`/gm)].map(([, path]) => path!);

/** Product files whose code names it; comments do not count. */
async function naming(specimen: RegExp): Promise<string[]> {
  const found: string[] = [];
  for (const file of (await files()).filter((f) => PRODUCT.test(f))) {
    const code = (await read(file)).replace(/^\s*(\/\/|\/?\*).*$/gm, "");
    if (specimen.test(file) || specimen.test(code)) found.push(file);
  }
  return found.sort();
}
