import { assert, assertEquals } from "@std/assert";
import { files, read } from "./tree.ts";

/** This test plants what it looks for. */
const LEFT_OUT = ["tests/docs/citations_test.ts"];

Deno.test("every citation of a contract leads to a section or a question of it", async () => {
  const pages = {
    twenty: idsOf(await read("docs/contracts/twenty.md")),
    practicehub: idsOf(await read("docs/contracts/practicehub.md")),
  };
  const dangling: string[] = [];
  let count = 0;
  for (const file of await checked()) {
    for (const { contract, cited } of citations(await read(file))) {
      count++;
      if (!leads(pages[contract], cited)) dangling.push(`${file}: contracts/${contract} ${cited}`);
    }
  }
  assertEquals(dangling, []);
  assert(count > 250, `only ${count} citations were found`);
});

Deno.test("a citation of a section that is not there is found", () => {
  const ids = idsOf("## a. Reading\n\n- **a01**, **a04–a08**: lists\n\n### 2.1 Envelope\n");
  const found = (text: string) =>
    citations(text).map(({ cited }) => [cited, leads(ids, cited)] as [string, boolean]);
  assertEquals(found("(contracts/twenty a, a01, a05, a04–a08, a99)"), [
    ["a", true],
    ["a01", true],
    ["a05", true],
    ["a04–a08", true],
    ["a99", false],
  ]);
  assertEquals(found("a comment that goes on (contracts/practicehub\n   * 2.1, 2.9). More."), [
    ["2.1", true],
    ["2.9", false],
  ]);
  assertEquals(found("(contracts/twenty b: what PATCH wipes)"), [["b", false]]);
  assertEquals(found("(contracts/twenty)"), [["nothing", false]]);
});

Deno.test("no document is cited that is not in the repository", async () => {
  const found: string[] = [];
  for (const file of await checked()) {
    const outside = /\bDESIGN\b|\bCONTRACT\b|\.\.\/shared\b/.exec(await read(file));
    if (outside) found.push(`${file}: ${outside[0]}`);
  }
  assertEquals(found, []);
});

async function checked(): Promise<string[]> {
  return (await files()).filter((file) => !LEFT_OUT.includes(file));
}

interface Citation {
  contract: "twenty" | "practicehub";
  cited: string;
}

const SECTION = /^([a-l]|[a-z]\d\w*(-[\w-]+)?|\d+(\.\d+)?)(–[a-z]?\d\w*)?\*?$/;

function citations(text: string): Citation[] {
  // A comment may break a line within a citation.
  const joined = text.replace(/\n[ \t]*(\*|\/\/|--)?[ \t]*/g, " ");
  return [...joined.matchAll(/contracts\/(twenty|practicehub)\b(?!\.md)([^)`"]*)/g)].flatMap(
    ([, contract, after = ""]) => {
      const cited: string[] = [];
      for (const word of after.replaceAll(" and ", ", ").split(/,\s*/)) {
        const section = /^[^\s:.;]*(\.\d+)?/.exec(word.trim())?.[0] ?? "";
        if (!SECTION.test(section)) break;
        cited.push(section.replace(/\*$/, ""));
        if (section !== word.trim()) break;
      }
      const found = cited.length === 0 ? ["nothing"] : cited;
      return found.map((one) => ({ contract: contract as Citation["contract"], cited: one }));
    },
  );
}

/** Ids in bold, ranges among them, and what headings begin with. */
function idsOf(page: string): string[] {
  const bold = [...page.matchAll(/\*\*([a-z]\d[\w–-]*|\d+\.\d+)\*\*/g)].map(([, id]) => id!);
  const headings = [...page.matchAll(/^##+ ([a-z]|\d+(?:\.\d+)?)[. ]/gm)].map(([, id]) => id!);
  return [...bold, ...headings];
}

function leads(ids: string[], cited: string): boolean {
  const [first = "", last = first] = cited.split("–");
  return [first, last].every((one) => ids.some((id) => id === one || covers(id, one)));
}

/** Whether `one` is in a range of the page, or a case of a question: `g5-company-connect` of `g5`. */
function covers(id: string, one: string): boolean {
  if (one.startsWith(`${id}-`)) return true;
  const [from, to] = id.split("–");
  return from !== undefined && to !== undefined && from.slice(0, 2) === one.slice(0, 2) && from <= one &&
    one <= to;
}
