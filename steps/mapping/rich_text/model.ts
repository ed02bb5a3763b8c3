/** How letters are written: bits, so that a run of text has one number. */
export const BOLD = 1;
export const ITALIC = 2;
export const STRUCK = 4;
export const CODE = 8;
export const RAISED = 16;
export const LOWERED = 32;

/** A piece of text that is written in one way; `"\n"` by itself is a line break. */
export interface Run {
  text: string;
  marks: number;
  /** Where the text leads: an address that a person can follow. */
  href?: string | undefined;
}

export interface Paragraph {
  kind: "text";
  /** 1 to 6 for a heading, else 0. */
  level: number;
  runs: Run[];
  /** The term of a definition, which may go on with the definition. */
  term?: boolean;
}

export interface Item {
  /** The number that an ordered list gives it. */
  number?: number | undefined;
  /** Whether its box is ticked; undefined where it has none. */
  ticked?: boolean | undefined;
  /** Steps to the right, of lists that say so by a class. */
  indent: number;
  blocks: Block[];
}

export interface List {
  kind: "list";
  items: Item[];
}

export interface Cell {
  blocks: Block[];
  columns: number;
  rows: number;
}

export interface Table {
  kind: "table";
  rows: Cell[][];
}

export type Block =
  | Paragraph
  | List
  | Table
  | { kind: "quote"; blocks: Block[] }
  | { kind: "code"; text: string }
  | { kind: "rule" };

/** A picture, or another file, that stood inside a text as a data address. */
export interface Picture {
  /** What its place in the text is called: `picture 2`. */
  name: string;
  alt: string;
  mediaType: string;
  bytes: Uint8Array;
}

export const TICKED = "☑";
export const UNTICKED = "☐";

/** Whether a text has anything but white space. */
export const saysSomething = (runs: readonly Run[]): boolean => runs.some(({ text }) => /\S/.test(text));

/** Puts text behind what is there, as a run of its own only where it is written in another way. */
export function push(runs: Run[], run: Run): void {
  const last = runs.at(-1);
  if (last && last.text !== "\n" && run.text !== "\n" && last.marks === run.marks && last.href === run.href) {
    last.text += run.text;
  } else runs.push({ ...run });
}
