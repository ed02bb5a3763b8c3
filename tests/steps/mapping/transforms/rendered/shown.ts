/** What a reader sees of a note: blocks in order, each with its text and with which letters are bold or italic. */
export type Shown =
  | { kind: "text"; level: number; quoted: boolean; text: Line }
  | { kind: "item"; depth: number; ordered: boolean; text: Line }
  | { kind: "row"; cells: Line[] };

/** A text with its line breaks, and `b`, `i`, `2` (both) or `.` for each of its letters and digits. */
export interface Line {
  text: string;
  marks: string;
}

/** A piece of text and how it is written. */
export interface Run {
  text: string;
  bold: boolean;
  italic: boolean;
}

/** Blanks count as one, at the ends as none; signs have no weight of their own. */
export function lineOf(runs: readonly Run[]): Line {
  const plain = runs.map((run) => run.text).join("").replaceAll("\u2060", "");
  const text = plain.split("\n").map((line) => line.replace(/\s+/g, " ").trim()).join("\n").trim();
  const marks = runs.flatMap(({ text, bold, italic }) =>
    (text.match(/[\p{L}\p{N}]/gu) ?? []).map(() => (bold && italic ? "2" : bold ? "b" : italic ? "i" : "."))
  );
  return { text, marks: marks.join("") };
}
