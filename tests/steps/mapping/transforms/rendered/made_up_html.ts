import fc from "../../../../support/fast_check.ts";
import { lineOf, type Run, type Shown } from "./shown.ts";

/** A piece of HTML and what a reader sees of it. */
interface Piece {
  html: string;
  runs: Run[];
}

/** A whole note. */
export interface MadeUpHtml {
  html: string;
  shown: Shown[];
}

/** What clinicians type, and what Markdown would take for more than it is. */
const WORDS = [
  ..."pain left knee Ñandú 7 L4 don't 10".split(" "),
  ...["5 < 7", "> 90", "a <b", "2*3*4", "*", "snake_case", "_", "#2", "# no", "a|b", "|", "C:\\x", "\\"],
  ...[
    "1. first",
    "2) second",
    "- dash",
    "+ plus",
    "= same",
    "===",
    "---",
    "~10",
    "`x`",
    "[1]",
    "(ok)",
    "Smith & Co",
  ],
  ...["<full and >half", "!", "**", "x:", "https://x.test/a_b_c", "a_b@x.test", ":-)", "</b>"],
];
const word = fc.constantFrom(...WORDS);
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((list) => list.join(" "));
/** A run of bold begins and ends with what can be bold. */
const marked = fc.tuple(
  fc.constantFrom("sore", "Plan", "8"),
  fc.constantFrom("", ":", ".", " (x)", "?!", "*"),
  word,
)
  .map(([first, sign, last]) => (last.length % 2 === 0 ? `${first}${sign}` : `${first} ${last}${sign}`));

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("Ñ", "&Ntilde;")
    .replaceAll("'", "&#39;");
const plain = (text: string, bold = false, italic = false): Piece => ({
  html: escaped(text),
  runs: [{ text, bold, italic }],
});
const wrapped = (tag: string, inner: Piece): Piece => ({ ...inner, html: `<${tag}>${inner.html}</${tag}>` });

const BOLD = fc.constantFrom("b", "strong");
const ITALIC = fc.constantFrom("i", "em");
const run: fc.Arbitrary<Piece> = fc.oneof(
  fc.tuple(BOLD, marked).map(([tag, text]) => wrapped(tag, plain(text, true))),
  fc.tuple(ITALIC, marked).map(([tag, text]) => wrapped(tag, plain(text, false, true))),
  fc.tuple(BOLD, ITALIC, marked).map(([b, i, text]) => wrapped(b, wrapped(i, plain(text, true, true)))),
  fc.tuple(BOLD, ITALIC, marked).map(([b, i, text]) =>
    wrapped(b, joined([plain("so ", true), wrapped(i, plain(text, true, true))]))
  ),
  marked.map((text) => wrapped('a href="https://x.test/?q=1&amp;r=2"', plain(text))).map((piece) => ({
    ...piece,
    html: piece.html.replace(/<\/a [^>]*>$/, "</a>"),
  })),
  fc.constantFrom("2", "-1").map((power): Piece => ({
    html: `10<sup>${power}</sup>`,
    runs: [{ text: power === "2" ? "10²" : "10⁻¹", bold: false, italic: false }],
  })),
);

const joined = (pieces: readonly Piece[]): Piece => ({
  html: pieces.map((p) => p.html).join(""),
  runs: pieces.flatMap((p) => p.runs),
});

/**
 * Text, then a run and text by turns; with or without a blank between them. There is always one after a star, where the
 * converter would put it, and after an address, which would go on.
 */
const inline: fc.Arbitrary<Piece> = fc.tuple(
  words,
  fc.array(fc.tuple(fc.boolean(), run, fc.boolean(), words), { maxLength: 2 }),
).map(([first, rest]) => {
  let last = first;
  return joined([
    plain(first),
    ...rest.flatMap(([before, piece, after, text]) => {
      const blank = before || /(\*|_c)$/.test(last) ? " " : "";
      last = text;
      return [plain(blank), piece, plain(`${after ? " " : ""}${text}`)];
    }),
  ]);
});
const BREAK: Piece = { html: "<br>", runs: [{ text: "\n", bold: false, italic: false }] };
const lines = fc.array(inline, { minLength: 1, maxLength: 3 }).map((all) =>
  joined(all.flatMap((line, i) => (i === 0 ? [line] : [BREAK, line])))
);

const paragraph = lines.map((piece): MadeUpHtml => ({
  html: `<p>${piece.html}</p>`,
  shown: [{ kind: "text", level: 0, quoted: false, text: lineOf(piece.runs) }],
}));
const heading = fc.tuple(fc.constantFrom(1, 2, 3), inline).map(([level, piece]): MadeUpHtml => ({
  html: `<h${level}>${piece.html}</h${level}>`,
  shown: [{ kind: "text", level, quoted: false, text: lineOf(piece.runs) }],
}));
const quote = inline.map((piece): MadeUpHtml => ({
  html: `<blockquote><p>${piece.html}</p></blockquote>`,
  shown: [{ kind: "text", level: 0, quoted: true, text: lineOf(piece.runs) }],
}));

function list(depth: number): fc.Arbitrary<MadeUpHtml> {
  const inside = depth < 3 ? fc.option(list(depth + 1), { nil: undefined }) : fc.constant(undefined);
  return fc.tuple(fc.boolean(), fc.array(fc.tuple(inline, inside), { minLength: 1, maxLength: 3 })).map(
    ([ordered, items]): MadeUpHtml => {
      const tag = ordered ? "ol" : "ul";
      return {
        html: `<${tag}>${
          items.map(([i, more]) => `<li>${i.html}${more?.html ?? ""}</li>`).join("")
        }</${tag}>`,
        shown: items.flatMap(([i, more]): Shown[] => [
          { kind: "item", depth, ordered, text: lineOf(i.runs) },
          ...more?.shown ?? [],
        ]),
      };
    },
  );
}

/** A cell of one line, of several, or of several blocks. */
const cell = fc.tuple(
  fc.constantFrom("br", "p", "div", "li"),
  fc.array(inline, { minLength: 1, maxLength: 3 }),
).map(
  ([how, all]): Piece => ({
    html: how === "br"
      ? all.map((p) => p.html).join("<br>")
      : how === "li"
      ? `<ul>${all.map((p) => `<li>${p.html}</li>`).join("")}</ul>`
      : all.map((p) => `<${how}>${p.html}</${how}>`).join(""),
    runs: all.flatMap((p, i) => (i === 0 ? p.runs : [...BREAK.runs, ...p.runs])),
  }),
);
const table = fc.integer({ min: 1, max: 3 }).chain((width) =>
  fc.tuple(
    fc.constantFrom("th", "td"),
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 3 }),
  )
).map(([head, rows]): MadeUpHtml => ({
  html: `<table>${
    rows.map((cells, i) => {
      const tag = i === 0 ? head : "td";
      return `<tr>${cells.map((c) => `<${tag}>${c.html}</${tag}>`).join("")}</tr>`;
    }).join("")
  }</table>`,
  shown: rows.map((cells) => ({ kind: "row", cells: cells.map((c) => lineOf(c.runs)) })),
}));

const block = fc.oneof(paragraph, heading, quote, list(1), table);

/** Markdown has no sign between two lists, tables or quotes: something else stands between. */
export const note: fc.Arbitrary<MadeUpHtml> = fc.tuple(
  block,
  fc.array(fc.tuple(paragraph, block), { maxLength: 2 }),
)
  .map(([first, rest]): MadeUpHtml => {
    const all = [first, ...rest.flat()];
    return { html: all.map((b) => b.html).join(""), shown: all.flatMap((b) => b.shown) };
  });

/** Text as somebody types it, without a tag. */
export const typed: fc.Arbitrary<string[]> = fc.array(words, { minLength: 1, maxLength: 6 }).filter((all) =>
  !all.some((line) => line.includes("</b>"))
);
