import { assert, assertEquals } from "@std/assert";
import { files, read } from "./tree.ts";

const ALL = [...await files(), "LICENSE", "deno.json", "deno.jsr.json"];

Deno.test("every relative link of a page leads to a file, and to a heading of it", async () => {
  const lost: string[] = [];
  let count = 0;
  for (const page of ALL.filter((file) => file.endsWith(".md"))) {
    for (const link of linksOf(await read(page))) {
      count++;
      if (!await leads(page, link)) lost.push(`${page}: ${link}`);
    }
  }
  assertEquals(lost, []);
  assert(count > 40, `only ${count} links were found`);
});

Deno.test("a link that leads nowhere is found", async () => {
  assertEquals(await leads("docs/glossary.md", "architecture.md#the-ledger"), true);
  assertEquals(await leads("docs/glossary.md", "#mapping"), true);
  assertEquals(await leads("README.md", "docs/"), true);
  assertEquals(await leads("docs/glossary.md", "architecture.md#no-such-heading"), false);
  assertEquals(await leads("docs/glossary.md", "docs/architecture.md"), false);
  assertEquals(linksOf("a [b](c.md#d) and `[e](f)`\n```\n[g](h)\n```\n[i](https://j.example)"), ["c.md#d"]);
});

/** Relative ones; what is in code is no link. */
function linksOf(page: string): string[] {
  const text = page.replace(/^```[\s\S]*?^```/gm, "").replace(/`[^`\n]*`/g, "");
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, to]) => to!).filter((to) => !/^\w+:/.test(to));
}

async function leads(page: string, link: string): Promise<boolean> {
  const { pathname, hash } = new URL(link, `file:///${page}`);
  const path = pathname.slice(1);
  if (!ALL.includes(path)) return ALL.some((file) => file.startsWith(path.replace(/\/?$/, "/")));
  return hash === "" || anchorsOf(await read(path)).includes(hash.slice(1));
}

/** As GitHub makes them of headings. */
const anchorsOf = (page: string): string[] =>
  [...page.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, "").replaceAll(" ", "-")
  );
