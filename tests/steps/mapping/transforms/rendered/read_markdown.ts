import { lexer, type Token, type Tokens } from "marked";
import { lineOf, type Run, type Shown } from "./shown.ts";

/** What another program than ours shows of Markdown. Entities stay as they are: Twenty reads none. */
export function readMarkdown(markdown: string): Shown[] {
  return blocks(lexer(markdown), false);
}

function blocks(tokens: readonly Token[], quoted: boolean): Shown[] {
  return (tokens as readonly Tokens.Generic[]).flatMap((token): Shown[] => {
    switch (token.type) {
      case "space":
        return [];
      case "paragraph":
        return [{ kind: "text", level: 0, quoted, text: lineOf(runs(token.tokens ?? [])) }];
      case "heading":
        return [{ kind: "text", level: token["depth"], quoted, text: lineOf(runs(token.tokens ?? [])) }];
      case "blockquote":
        return blocks(token.tokens ?? [], true);
      case "list":
        return items(token as Tokens.List, 1);
      case "table":
        return rows(token as Tokens.Table);
      default:
        throw new Error(`a note shows a ${token.type}`);
    }
  });
}

function items(list: Tokens.List, depth: number): Shown[] {
  return list.items.flatMap((item): Shown[] => {
    const own = item.tokens.filter((t) => t.type !== "list" && t.type !== "space");
    const inside = item.tokens.filter((t) => t.type === "list") as Tokens.List[];
    const text = own.flatMap((t, i) => [...(i === 0 ? [] : [BREAK]), ...runs([t])]);
    return [
      { kind: "item", depth, ordered: list.ordered, text: lineOf(text) },
      ...inside.flatMap((l) => items(l, depth + 1)),
    ];
  });
}

function rows({ header, rows }: Tokens.Table): Shown[] {
  return [header, ...rows].map((cells) => ({
    kind: "row",
    cells: cells.map((cell) => lineOf(runs(cell.tokens))),
  }));
}

const BREAK: Run = { text: "\n", bold: false, italic: false };

function runs(tokens: readonly Token[], bold = false, italic = false): Run[] {
  return (tokens as readonly Tokens.Generic[]).flatMap((token): Run[] => {
    switch (token.type) {
      case "strong":
        return runs(token.tokens ?? [], true, italic);
      case "em":
        return runs(token.tokens ?? [], bold, true);
      case "link":
        return runs(token.tokens ?? [], bold, italic);
      case "br":
        return [BREAK];
      case "html":
        // Twenty takes this one for a line break, in a cell, and drops every other tag.
        return token.raw === "<br>" ? [BREAK] : [];
      case "escape":
        return [{ text: token["text"], bold, italic }];
      case "text":
      case "paragraph":
        return token.tokens ? runs(token.tokens, bold, italic) : [{ text: token["text"], bold, italic }];
      default:
        throw new Error(`a note shows a ${token.type}`);
    }
  });
}
