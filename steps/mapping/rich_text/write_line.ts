import { BOLD, CODE, ITALIC, LOWERED, push, RAISED, type Run, STRUCK } from "./model.ts";

/** Who reads the Markdown: Twenty's editor, a cell of a table there, or a person who sees its signs. */
export type Reader = "editor" | "cell" | "person";

/**
 * A line of text as Markdown. Where Markdown has no way to say it, bold and italic give way: they begin and end where
 * Twenty reads them. What is struck through stays so to the letter.
 *
 * @param runs without line breaks
 */
export function writeLine(runs: readonly Run[], reader: Reader): string {
  return written(tailsApart(blanksOutside(signsOutside(blanksOutside(shifted(runs))))), 0, reader);
}

/** `<` before a letter would be read as a tag; a character without width keeps them apart (contracts/twenty f02e). */
const APART = "\u2060";

/** From the outermost to the innermost: no sign of one may end inside of another. */
const ORDER = [0, STRUCK, BOLD, ITALIC, CODE];
/** Bold that begins anew, directly behind bold. */
const ANEW = 64;

function written(runs: readonly Run[], depth: number, reader: Reader, before = "", after = ""): string {
  if (depth === ORDER.length) return runs.map((run) => escaped(run.text, run.marks, reader)).join("");
  const mark = ORDER[depth]!;
  const is = (run: Run) => depth === 0 ? run.href ?? 0 : run.marks & (mark === BOLD ? BOLD | ANEW : mark);
  const pieces: string[] = [];
  for (let from = 0, to = 0; from < runs.length; from = to) {
    const kind = is(runs[from]!);
    while (to < runs.length && is(runs[to]!) === kind) to++;
    const inside = runs.slice(from, to);
    const left = runs[from - 1]?.text ?? before;
    const right = runs[to]?.text ?? after;
    const piece = written(inside, depth + 1, reader, left, right);
    const said = kind ? marked(piece, mark, kind, { inside, left, right, reader }) : piece;
    if (reader !== "person" && touch(pieces.at(-1) ?? "", said)) pieces.push(APART);
    pieces.push(said);
  }
  return pieces.join("");
}

interface Place {
  inside: readonly Run[];
  left: string;
  right: string;
  reader: Reader;
}

function marked(piece: string, mark: number, kind: string | number, place: Place): string {
  if (typeof kind === "string") return `[${piece}](${destination(kind, place.reader)})`;
  if (mark === STRUCK) return `~~${piece}~~`;
  if (mark === BOLD) return `**${piece}**`;
  if (mark === ITALIC) return isInsideWord(place.left, place.right) ? `*${piece}*` : `_${piece}_`;
  return CODE_SAFE.test(plainOf(place.inside)) ? `\`${plainOf(place.inside)}\`` : piece;
}

const CODE_SAFE = /^[^`*_~|<>\\[\]]+$/;
const plainOf = (runs: readonly Run[]): string => runs.map((run) => run.text).join("");

/** Twenty reads `_` nowhere inside a word. */
const isInsideWord = (left: string, right: string): boolean =>
  /[\p{L}\p{N}_\u2060]$/u.test(left) || /^[\p{L}\p{N}_]/u.test(right);

/** Twenty shows a star that ends bold and italic at once: what is both, and ends with a star, is bold by itself. */
function tailsApart(runs: readonly Run[]): Run[] {
  const made = runs.map((run) => ({ ...run }));
  const both = BOLD | ITALIC;
  for (let at = 1; at < made.length; at++) {
    const [before, run, next] = [made[at - 1]!, made[at]!, made[at + 1]];
    const begins = (run.marks & both) === both && (before.marks & both) === BOLD && isAlike(before, run);
    if (!begins || next && next.marks & BOLD && isAlike(run, next)) continue;
    if (!isInsideWord(before.text, next?.text ?? "")) continue;
    run.marks |= ANEW;
    const text = before.text.trimEnd();
    if (text === before.text) continue;
    made.splice(at, 0, { ...before, text: before.text.slice(text.length), marks: before.marks & ~BOLD });
    before.text = text;
    at++;
  }
  return made.filter(({ text }) => text !== "");
}

const isAlike = (one: Run, other: Run): boolean =>
  one.href === other.href && ((one.marks ^ other.marks) & STRUCK) === 0;

/** Whether the signs of two pieces would be read as one; `!` before a link would make a picture of it. */
const touch = (before: string, after: string): boolean =>
  before.endsWith("*") && after.startsWith("*") || before.endsWith("!") && after.startsWith("[") ||
  before.endsWith("]") && /^[([:]/.test(after);

/** Brackets that do not pair off, blanks and bars would end an address. */
function destination(address: string, reader: Reader): string {
  const plain = address.replace(/[\s<>\\]/g, (sign) => encodeURIComponent(sign));
  let depth = 0;
  const paired = [...plain].every((sign) => (depth += sign === "(" ? 1 : sign === ")" ? -1 : 0) >= 0) &&
    depth === 0;
  const safe = paired ? plain : plain.replaceAll("(", "%28").replaceAll(")", "%29");
  return reader === "cell" ? safe.replaceAll("|", "%7C") : safe;
}

/** A web address is read as it stands. */
const ADDRESS = /((?<![[\p{L}0-9])(?:https?:\/\/|www\.)[^\s<>|]+)/u;

/** What was typed and Markdown would take for its own. */
function escaped(text: string, marks: number, reader: Reader): string {
  if (reader === "person") return text;
  const parts = marks & ITALIC ? [text] : text.split(ADDRESS);
  const safe = parts.map((part, i) => {
    const signs = part.replace(/[\\`*_~[\]]/g, "\\$&");
    return i % 2 === 0 ? signs : signs.replace(/(?<=\w)\\_(?=\w)/g, "_");
  }).join("").replace(PICTURE, "[$1]").replace(/<(?=[a-z/!?])/gi, `<${APART}`);
  return reader === "cell" ? safe.replaceAll("|", "\\|") : safe;
}

/** Brackets around the place of a picture need no escape: they are no link. */
const PICTURE = /\\\[((?:picture|file|video|sound)(?: \d+)?(?:: [^\\]*|))\\\]/g;

/** Digits, letters and signs that have a raised or a lowered form: 10² must not become 102. */
const RAISED_FORMS = new Map(
  [..."0123456789+-()nxyabi"].map((c, i) => [c, [..."⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿˣʸᵃᵇⁱ"][i] ?? c]),
);
const LOWERED_FORMS = new Map([..."0123456789+-()"].map((c, i) => [c, [..."₀₁₂₃₄₅₆₇₈₉₊₋₍₎"][i] ?? c]));

function shifted(runs: readonly Run[]): Run[] {
  const made: Run[] = [];
  for (const run of runs) push(made, run);
  return made.map((run) => {
    if ((run.marks & (RAISED | LOWERED)) === 0) return run;
    const isRaised = (run.marks & RAISED) !== 0;
    return { ...run, text: shiftedText(run.text, isRaised), marks: run.marks & ~(RAISED | LOWERED | CODE) };
  });
}

/** `1st` and `VO₂max` keep their letters; what is more than a word stands in brackets. */
function shiftedText(text: string, isRaised: boolean): string {
  const forms = isRaised ? RAISED_FORMS : LOWERED_FORMS;
  const plain = text.trim().replaceAll("−", "-");
  const shift = [...plain].map((sign) => forms.get(sign) ?? sign).join("");
  if (plain === "" || [...plain].every((sign) => forms.has(sign))) {
    return text.replace(text.trim(), () => shift);
  }
  if (/^\p{L}+$/u.test(plain) || !/[\p{L}\p{N}]/u.test(plain)) return text;
  if (/^[\p{L}\p{N}+()-]+$/u.test(plain)) return text.replace(text.trim(), () => shift);
  return `${isRaised ? "^" : "_"}(${text.trim()})`;
}

/** Blanks at the ends of what is marked are not marked, or Markdown reads no mark. */
function blanksOutside(runs: readonly Run[]): Run[] {
  const made: Run[] = [];
  runs.forEach((run, i) => {
    const [, before = "", text = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(run.text) ?? [];
    const shared = (beside: Run | undefined): Pick<Run, "marks" | "href"> => ({
      marks: run.marks & (beside?.marks ?? 0),
      href: run.href === beside?.href ? run.href : undefined,
    });
    if (text === "") {
      const [left, right] = [shared(runs[i - 1]), shared(runs[i + 1])];
      push(made, { text: run.text, marks: left.marks & right.marks, href: left.href && right.href });
      return;
    }
    if (before !== "") push(made, { text: before, ...shared(runs[i - 1]) });
    push(made, { ...run, text });
    if (after !== "") push(made, { text: after, ...shared(runs[i + 1]) });
  });
  return made;
}

/**
 * `<b>Pain:</b>7` as bold `Pain` and a plain `:7`: Markdown ends no run of bold between a sign and a letter, and would
 * show its stars.
 */
function signsOutside(runs: readonly Run[]): Run[] {
  const made: Run[] = [];
  runs.forEach((run, i) => {
    const previous = runs[i - 1];
    const next = runs[i + 1];
    const gained = previous && previous.href === run.href && LETTER_LAST.test(previous.text)
      ? run.marks & ~previous.marks & (BOLD | ITALIC)
      : 0;
    const lost = next && next.href === run.href && LETTER_FIRST.test(next.text)
      ? run.marks & ~next.marks & (BOLD | ITALIC)
      : 0;
    const first = gained ? signsAtStart(run.text) : 0;
    const last = lost ? Math.max(first, signsAtEnd(run.text)) : run.text.length;
    const at = (from: number, to: number, marks: number) => {
      if (from < to) push(made, { ...run, text: run.text.slice(from, to), marks });
    };
    at(0, first, run.marks & ~gained);
    at(first, last, run.marks);
    at(last, run.text.length, run.marks & ~lost);
  });
  return made;
}

const LETTER_FIRST = /^[\p{L}\p{N}]/u;
const LETTER_LAST = /[\p{L}\p{N}]$/u;
const SIGN = /[^\p{L}\p{N}\p{M}\s]/u;

function signsAtStart(text: string): number {
  let at = 0;
  while (at < text.length && SIGN.test(text[at]!) && !isHalf(text[at]!)) at++;
  return at;
}

function signsAtEnd(text: string): number {
  let at = text.length;
  while (at > 0 && SIGN.test(text[at - 1]!) && !isHalf(text[at - 1]!)) at--;
  return at;
}

const isHalf = (unit: string): boolean => /[\ud800-\udfff]/.test(unit);
