import {
  type Block,
  BOLD,
  type Cell,
  type Item,
  type List,
  type Paragraph,
  type Run,
  saysSomething,
  type Table,
  TICKED,
  UNTICKED,
} from "./model.ts";
import { linesOf, trimmed } from "./paragraphs.ts";
import { inRows } from "./table_grid.ts";
import { type Reader, writeLine } from "./write_line.ts";

/** Blocks as Markdown; `person` is one who reads its signs as they are. */
export function writeMarkdown(blocks: readonly Block[], reader: "editor" | "person"): string {
  return linesOfAll(blocks, reader, true).join("\n");
}

/** The lines of blocks one below the other, with a blank one between. */
function linesOfAll(blocks: readonly Block[], reader: Reader, isTop: boolean): string[] {
  const lines: string[] = [];
  for (const block of blocks) {
    const own = linesOfBlock(block, reader, isTop);
    if (own.length === 0) continue;
    if (lines.length > 0) lines.push("");
    for (const line of own) lines.push(line);
  }
  return lines;
}

function linesOfBlock(block: Block, reader: Reader, isTop: boolean): string[] {
  switch (block.kind) {
    case "text":
      return block.level > 0 && isTop ? heading(block, reader) : paragraph(asBold(block), reader);
    case "rule":
      return ["---"];
    case "code": {
      const longest = Math.max(2, ...[...block.text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
      const fence = "`".repeat(longest + 1);
      return [fence, ...block.text.split("\n"), fence];
    }
    case "quote":
      return quote(block.blocks, reader);
    case "list":
      return list(block, reader);
    case "table":
      return table(block, reader);
  }
}

/** Headings have one line. */
function heading({ level, runs }: Paragraph, reader: Reader): string[] {
  const text = writeLine(runs.map((run) => run.text === "\n" ? { ...run, text: " " } : run), reader);
  return [`${"#".repeat(level)} ${reader === "person" ? text : text.replace(/(^|\s)(#+)$/, "$1\\$2")}`];
}

/** Inside of lists, quotes and cells, a heading is a bold line. */
const asBold = (block: Paragraph): Run[] =>
  block.level === 0
    ? block.runs
    : block.runs.map((run) => run.text === "\n" ? run : { ...run, marks: run.marks | BOLD });

/** Twenty's time for lines that end with blanks grows with the square of their number (2.21). */
const MANY_LINES = 200;

function paragraph(runs: readonly Run[], reader: Reader): string[] {
  const lines = linesOf(runs).map((line) => lineStart(writeLine(line, reader), reader));
  const end = lines.length > MANY_LINES ? "\\" : "  ";
  return lines.map((line, i) => i < lines.length - 1 ? `${line}${end}` : line);
}

/** Twenty's quotes hold lines only: boxes, items and cells are signs in them (2.21). */
function quote(blocks: readonly Block[], reader: Reader): string[] {
  return blocks.flatMap((block, i) => {
    const lines = linesIn([block], "•").map((line) => lineStart(writeLine(trimmed(line), reader), reader));
    return [
      ...i > 0 && lines.length > 0 ? [">"] : [],
      ...lines.map((line, i) => i < lines.length - 1 ? `> ${line}  ` : `> ${line}`),
    ];
  });
}

/**
 * What begins a list, a heading, a quote or the line under a table's head. Twenty shows the backslash of `\=`, so only
 * a whole line of them has one.
 */
const AT_LINE_START =
  /^([^\S\n:|]*[:|]?[^\S\n]*:?)(?:(\+(?=\s|$)|=+(?=[^\S\n]*$)|[>-]|#{1,6}(?=\s|$))|(\d+)([.)](?=\s|$)))/;

const lineStart = (line: string, reader: Reader): string =>
  reader === "person" ? line : line.replace(AT_LINE_START, "$1$3\\$2$4");

function list({ items }: List, reader: Reader): string[] {
  return items.flatMap((item) => {
    const { first, rest } = firstLines(item, reader);
    const said = item.number === undefined ? "*" : `${item.number}.`;
    // Twenty takes what stands below an item of a checklist out of it (2.21): there the box is a sign.
    const isTask = item.number === undefined && first !== "" && rest.length === 0;
    const marker = isTask && item.ticked !== undefined ? `* [${item.ticked ? "x" : " "}]` : said;
    const sign = item.ticked === undefined || marker !== said ? "" : `${boxOf(item.ticked)} `;
    const indent = " ".repeat(Math.max(4, said.length + 1));
    const step = " ".repeat(4 * item.indent);
    return [
      `${step}${marker} ${sign}${first}`,
      ...rest.map((line) => line === "" ? line : step + indent + line),
    ];
  });
}

const boxOf = (ticked: boolean): string => ticked ? TICKED : UNTICKED;

/** What stands beside an item's marker, and what stands below it. */
function firstLines({ blocks }: Item, reader: Reader): { first: string; rest: string[] } {
  const [head, ...more] = blocks;
  if (head?.kind !== "text") return { first: "", rest: linesOfAll(blocks, reader, false) };
  const [first = "", ...lines] = linesOfBlock(head, reader, false);
  const below = linesOfAll(more, reader, false);
  // A list right below its item belongs to it; anything else would be read as part of the line.
  const gap = below.length > 0 && more[0]?.kind !== "list" ? [""] : [];
  return { first, rest: [...lines, ...gap, ...below] };
}

function table(raw: Table, reader: Reader): string[] {
  const rows = inRows(raw);
  const [head = [], ...body] = rows.map((row) => row.map((cell) => cell ? cellText(cell, reader) : ""));
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...body.map(line)];
}

/** Twenty reads `<br>` in a cell as a new line. */
const cellText = (cell: Cell, reader: Reader): string =>
  linesIn(cell.blocks).map((line) => writeLine(line, reader === "person" ? "person" : "cell")).join("<br>");

/** What a cell says, line by line; the cells of a table inside of it are kept apart. */
function linesIn(blocks: readonly Block[], bullet = ""): Run[][] {
  return blocks.flatMap((block): Run[][] => {
    switch (block.kind) {
      case "text":
        return linesOf(asBold(block));
      case "code":
        return block.text.split("\n").map((text) => trimmed([{ text, marks: 0 }])).filter(saysSomething);
      case "quote":
        return linesIn(block.blocks, bullet);
      case "rule":
        return [];
      case "list":
        return block.items.flatMap((item) => itemLines(item, bullet));
      case "table":
        return block.rows.map((row) => inOneLine(row.map((cell) => linesIn(cell.blocks)))).filter(
          saysSomething,
        );
    }
  });
}

function itemLines({ blocks, number, ticked }: Item, bullet: string): Run[][] {
  const [first = [], ...rest] = linesIn(blocks, bullet);
  const signs = [number === undefined ? bullet : `${number}.`, ticked === undefined ? "" : boxOf(ticked)];
  const sign = signs.filter((one) => one !== "").map((one) => `${one} `).join("");
  const line: Run[] = sign === "" ? first : [{ text: sign, marks: 0 }, ...first];
  return [...saysSomething(line) ? [line] : [], ...rest];
}

/** `120 / 80`: lines of one cell are parted by a semicolon, cells by a stroke. */
function inOneLine(cells: readonly Run[][][]): Run[] {
  const line: Run[] = [];
  for (const cell of cells.filter((lines) => lines.some(saysSomething))) {
    cell.filter(saysSomething).forEach((runs, i) => {
      if (line.length > 0) line.push({ text: i === 0 ? " / " : "; ", marks: 0 });
      for (const run of runs) line.push({ ...run });
    });
  }
  return line;
}
