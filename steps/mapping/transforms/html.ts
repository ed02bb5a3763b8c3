import { NodeHtmlMarkdown, PostProcessResult, type TranslatorConfigObject } from "node-html-markdown";

/**
 * HTML as Markdown. Text is taken for HTML only where it has a whole tag or an entity: "pain < moderate & worse" is
 * what somebody typed, and stays as it is.
 */
export function toMarkdown(raw: string): string {
  return HTML.test(raw) ? convert(raw).replaceAll(NO_TAG, "<") : raw;
}

/**
 * The same for rich text, where Twenty reads typed text as Markdown too: `> 90` would lose its sign and `2*3*4` its
 * stars (asked of 2.19), so what was typed is escaped and keeps its lines.
 */
export function toRichMarkdown(raw: string): string {
  if (HTML.test(raw)) return convert(raw);
  const typed = raw.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const paragraphs = typed.split(/\r?\n\s*\n/).map((text) => `<p>${text.replace(/\r?\n/g, "<br>")}</p>`);
  return convert(paragraphs.join(""));
}

/** Tags by their names and attributes: `<full and >` and `<b then >` are what somebody typed, and would be lost. */
const HTML = new RegExp(
  `</?(${
    [
      "a|abbr|address|article|aside|b|big|blockquote|body|br|caption|center|cite|code|col|colgroup|dd|del|div|dl|dt",
      "em|figcaption|figure|font|footer|h[1-6]|head|header|hr|html|i|img|ins|kbd|label|li|link|main|mark|meta|nav",
      "ol|p|pre|q|s|samp|script|section|small|span|strike|strong|style|sub|sup|table|tbody|td|tfoot|th|thead|title",
      "tr|tt|u|ul|var|wbr",
    ].join("|")
  })(\\s+[a-z][a-z:-]*\\s*=(?!=)[^<>]*|\\s*/)?>|&(#\\d+|#x[0-9a-f]+|[a-z][a-z0-9]+);`,
  "i",
);
const TAGS = /<(\/?)[a-z][^<>]*>/gi;
/** Without any of these, a line break in the text is one that somebody typed. */
const BREAKS = /<\/?(p|div|br|ul|ol|li|table|tr|h[1-6]|blockquote|pre|hr|section|article)\b/i;
/** The converter's time grows faster than the square of the depth; nobody writes a note this deep. */
const MAX_DEPTH = 300;

function convert(html: string): string {
  const plain = depthOf(html) > MAX_DEPTH ? html.replace(TAGS, " ") : html;
  const typed = BREAKS.test(plain) ? plain : plain.replace(/\r?\n/g, "<br>");
  return converter.translate(signsOutside(typed)).trim().replace(URL, (url) => url.replaceAll("\\_", "_"));
}

/** A web address is read as it stands, escapes and all. */
const URL = /(?<![[\p{L}0-9])(?:https?:\/\/|www\.)[^\s<>|]+/gu;

const SIGNS = String.raw`(?:&[a-z0-9#]+;|[^\p{L}\p{N}\s<>&;]){1,9}`;
/** A letter or digit, also one that is written as an entity. */
const LETTER = String.raw`(?:[\p{L}\p{N}]|&[a-z0-9#]+;)`;
const RUN = "(?:b|strong|i|em)";
const LAST_SIGNS = new RegExp(
  `(${SIGNS})(</${RUN}>)(?=(?:</?(?:${RUN}|span|u)(?:\\s[^<>]*)?>)*${LETTER})`,
  "giu",
);
const FIRST_SIGNS = new RegExp(
  `(?<=${LETTER}(?:</?(?:${RUN}|span|u)(?:\\s[^<>]*)?>)*)(<${RUN}(?:\\s[^<>]*)?>)(${SIGNS})`,
  "giu",
);

/**
 * `<b>Pain:</b>7` as bold `Pain` and a plain `:7`: Markdown ends no run of bold between a sign and a letter, and would
 * show its stars.
 */
function signsOutside(html: string): string {
  let before: string;
  // `!` before a link would make a picture of it, a backslash before a sign would take it away.
  let after = html.replace(/!(?=<a\s)/gi, "!\u2060").replace(/\\(?=<)/g, "\\\u2060");
  do {
    before = after;
    after = before.replace(LAST_SIGNS, "$2$1").replace(FIRST_SIGNS, "$2$1");
  } while (after !== before);
  return after;
}

/** Digits and signs that have a raised or a lowered form: 10² must not become 102. */
const RAISED = new Map([..."0123456789+-()n"].map((c, i) => [c, [..."⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ"][i] ?? c]));
const LOWERED = new Map([..."0123456789+-()"].map((c, i) => [c, [..."₀₁₂₃₄₅₆₇₈₉₊₋₍₎"][i] ?? c]));

function shifted(content: string, forms: ReadonlyMap<string, string>, otherwise: string): string {
  const text = content.trim().replace(/\\([-+().])/g, "$1");
  return [...text].every((c) => forms.has(c))
    ? [...text].map((c) => forms.get(c)).join("")
    : `${otherwise}(${text})`;
}

/**
 * `<` before a letter would be read as a tag, and neither `\\<` nor `&lt;` is unescaped (asked of 2.19): a character
 * without width keeps them apart.
 */
const NO_TAG = "<\u2060";

/**
 * What begins a list, a heading, a quote or the line under a table's head. Twenty shows the backslash of `\\=`, so only
 * a whole line of them has one.
 */
const AT_LINE_START: readonly [RegExp, string] = [
  /^([^\S\n:|]*[:|]?[^\S\n]*:?)(?:(\+(?=\s|$)|=+(?=[^\S\n]*$)|[>-]|#{1,6}(?=\s|$))|(\d+)([.)](?=\s|$)))/gm,
  "$1$3\\$2$4",
];

/** What the library leaves out, in text and in cells alike. */
const IN_LINE: TranslatorConfigObject = {
  sup: { spaceIfRepeatingChar: false, postprocess: ({ content }) => shifted(content, RAISED, "^") },
  sub: { spaceIfRepeatingChar: false, postprocess: ({ content }) => shifted(content, LOWERED, "_") },
  // Twenty reads `_` nowhere inside a word, and `*` not at the end of bold (asked of 2.19).
  "em,i": ({ node }) => ({
    spaceIfRepeatingChar: true,
    postprocess: ({ content }) => {
      const [, before = "", text = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(content) ?? [];
      if (text === "") return PostProcessResult.RemoveNode;
      const sign = isInsideWord(node) ? "*" : "_";
      return `${before}${sign}${text}${sign}${after}`;
    },
  }),
  img: ({ node }) => {
    const src = node.getAttribute("src") ?? "";
    const alt = (node.getAttribute("alt") ?? "").replace(/[[\]]/g, "");
    const content = /^https?:/i.test(src) ? `![${alt}](${src})` : `[picture${alt === "" ? "" : `: ${alt}`}]`;
    return { content, recurse: false };
  },
};

/** Whether a letter or a digit stands directly before or after, also outside of what only shapes letters. */
function isInsideWord(node: HtmlNode): boolean {
  return /[\p{L}\p{N}_\u2060]$/u.test(beside(node, "previousSibling")) ||
    /^[\p{L}\p{N}_]/u.test(beside(node, "nextSibling"));
}

function beside(node: HtmlNode, side: "previousSibling" | "nextSibling"): string {
  const sibling = node[side];
  if (sibling) return sibling.textContent ?? "";
  const parent = node.parentNode;
  return parent && SHAPES.has(parent.tagName?.toLowerCase() ?? "") ? beside(parent, side) : "";
}

/** Tags that shape letters and begin no line of their own. */
const SHAPES: ReadonlySet<string> = new Set([
  "b",
  "strong",
  "i",
  "em",
  "u",
  "s",
  "span",
  "a",
  "del",
  "strike",
]);

interface HtmlNode {
  /** The root has none. */
  tagName?: string | null;
  textContent: string | null;
  parentNode: HtmlNode | null;
  previousSibling: { textContent: string | null } | null;
  nextSibling: { textContent: string | null } | null;
}

const converter = makeConverter();

/** The library's converter, with what a clinician would miss: powers, pictures' places, lines and bars in table cells. */
function makeConverter(): NodeHtmlMarkdown {
  const made = new NodeHtmlMarkdown({
    maxConsecutiveNewlines: 2,
    // A list inside `10. ` begins there; less would end it.
    indent: "    ",
    lineStartEscape: AT_LINE_START,
    textReplace: [[/<(?=[a-z/!?])/gi, NO_TAG]],
  }, {
    ...IN_LINE,
  });
  for (const [tag, translate] of Object.entries(IN_LINE)) made.tableCellTranslators.set(tag, translate);
  // Twenty reads `<br>` in a cell as a new line.
  made.tableCellTranslators.set("br", { content: "<br>", recurse: false });
  made.tableCellTranslators.set("p,div,li", { surroundingNewlines: false, postfix: "<br>" });
  made.tableRowTranslators.set("th,td", ({ visitor }) => ({
    surroundingNewlines: false,
    childTranslators: visitor.instance.tableCellTranslators,
    prefix: " ",
    postfix: " |",
    postprocess: ({ content }) =>
      content.replace(/\s*\r?\n\s*/g, " ").replace(/(<br>\s*)+$/, "").replaceAll("|", "\\|").trim(),
  }));
  return made;
}

function depthOf(html: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [tag, closing] of html.matchAll(TAGS)) {
    if (closing === "/") depth--;
    else if (!tag.endsWith("/>") && !/^<(br|hr|img|input|meta)\b/i.test(tag)) {
      deepest = Math.max(deepest, ++depth);
    }
  }
  return deepest;
}
