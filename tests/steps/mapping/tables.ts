import { files, read } from "../../docs/tree.ts";

/** Every source file of the program but its entry. */
export async function* productSources(): AsyncGenerator<{ path: string; source: string }> {
  for (const path of await files()) {
    if (/^(db|steps|routes|views)\/.*\.tsx?$/.test(path)) yield { path, source: await read(path) };
  }
}

/** Literals of lists and records, innermost brackets first, in which at least so many of the names stand. */
export function tablesIn(source: string, names: readonly string[], least = 3): string[] {
  const tables: string[] = [];
  const named = new RegExp(`(?:"(${names.join("|")})"(?=\\s*[,\\]:])|\\b(${names.join("|")})(?=:\\s))`, "g");
  let rest = source;
  for (let before = ""; before !== rest;) {
    before = rest;
    rest = rest.replace(/[[{][^[\]{}]*[\]}]/g, (literal) => {
      const inside = [...new Set([...literal.matchAll(named)].map((m) => m[1] ?? m[2]))];
      const isBlock = literal.startsWith("{") && /;/.test(literal);
      if (inside.length >= least && !isBlock) tables.push(literal);
      // A pair in a list names what the list names.
      return inside.length === 1 && literal.startsWith("[") ? `"${inside[0]}",` : "";
    });
  }
  return tables;
}
