import { type Paragraph, type Run, saysSomething } from "./model.ts";

/** Text as one paragraph, or as several where blank lines part it. Time grows with the length alone. */
export function paragraphs(runs: readonly Run[], level: number): Paragraph[] {
  const made: Paragraph[] = [];
  let open: Run[] | undefined;
  for (const line of linesOf(runs)) {
    const runs = trimmed(line);
    if (!saysSomething(runs)) {
      open = undefined;
    } else if (open) {
      open.push({ text: "\n", marks: 0 }, ...runs);
    } else {
      open = runs;
      made.push({ kind: "text", level, runs });
    }
  }
  return made;
}

/** Text line by line, without its line breaks. */
export function linesOf(runs: readonly Run[]): Run[][] {
  const lines: Run[][] = [[]];
  for (const run of runs) {
    if (run.text === "\n") lines.push([]);
    else lines.at(-1)!.push(run);
  }
  return lines;
}

/** A line with one blank where there are several, and none at its ends. */
export function trimmed(line: readonly Run[]): Run[] {
  const runs: Run[] = [];
  let isBlank = true;
  for (const run of line) {
    let text = run.text.replace(/\s+/g, " ");
    if (isBlank && text.startsWith(" ")) text = text.slice(1);
    if (text === "") continue;
    isBlank = text.endsWith(" ");
    runs.push({ ...run, text });
  }
  for (let last = runs.at(-1); last; last = runs.at(-1)) {
    last.text = last.text.trimEnd();
    if (last.text !== "") break;
    runs.pop();
  }
  return runs;
}
