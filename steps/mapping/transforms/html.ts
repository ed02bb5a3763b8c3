import { NodeHtmlMarkdown } from "node-html-markdown";

/**
 * HTML as Markdown. Text is taken for HTML only where it has a whole tag or an entity: "pain < moderate & worse" is
 * what somebody typed, and stays as it is.
 */
export function toMarkdown(given: string): string {
  return HTML.test(given) ? convert(given) : given;
}

/**
 * The same for rich text, where Twenty reads typed text as Markdown too: `> 90` would lose its sign and `2*3*4` its
 * stars (asked of 2.19), so what was typed is escaped and keeps its lines.
 */
export function toRichMarkdown(given: string): string {
  if (HTML.test(given)) return convert(given);
  const typed = given.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const paragraphs = typed.split(/\r?\n\s*\n/).map((text) => `<p>${text.replace(/\r?\n/g, "<br>")}</p>`);
  return convert(paragraphs.join(""));
}

const HTML = /<\/?[a-z][a-z0-9]*(\s[^<>]*)?\/?>|&(#\d+|#x[0-9a-f]+|[a-z][a-z0-9]+);/i;
const TAGS = /<(\/?)[a-z][^<>]*>/gi;
/** Without any of these, a line break in the text is one that somebody typed. */
const BREAKS = /<\/?(p|div|br|ul|ol|li|table|tr|h[1-6]|blockquote|pre|hr|section|article)\b/i;
/** The converter's time grows faster than the square of the depth; nobody writes a note this deep. */
const MAX_DEPTH = 300;

function convert(html: string): string {
  const plain = depthOf(html) > MAX_DEPTH ? html.replace(TAGS, " ") : html;
  const typed = BREAKS.test(plain) ? plain : plain.replace(/\r?\n/g, "<br>");
  return converter.translate(typed).trim();
}

/** Digits and signs that have a raised or a lowered form: 10² must not become 102. */
const RAISED = new Map([..."0123456789+-()n"].map((c, i) => [c, [..."⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ"][i] ?? c]));
const LOWERED = new Map([..."0123456789+-()"].map((c, i) => [c, [..."₀₁₂₃₄₅₆₇₈₉₊₋₍₎"][i] ?? c]));

function shifted(content: string, forms: ReadonlyMap<string, string>, otherwise: string): string {
  const text = content.trim();
  return [...text].every((c) => forms.has(c))
    ? [...text].map((c) => forms.get(c)).join("")
    : `${otherwise}(${text})`;
}

const converter = makeConverter();

/** The library's converter, with what a clinician would miss: powers, pictures' places, lines and bars in table cells. */
function makeConverter(): NodeHtmlMarkdown {
  const made = new NodeHtmlMarkdown({ maxConsecutiveNewlines: 2 }, {
    sup: { spaceIfRepeatingChar: false, postprocess: ({ content }) => shifted(content, RAISED, "^") },
    sub: { spaceIfRepeatingChar: false, postprocess: ({ content }) => shifted(content, LOWERED, "_") },
    img: ({ node }) => {
      const src = node.getAttribute("src") ?? "";
      const alt = (node.getAttribute("alt") ?? "").replace(/[[\]]/g, "");
      const content = /^https?:/i.test(src)
        ? `![${alt}](${src})`
        : `[picture${alt === "" ? "" : `: ${alt}`}]`;
      return { content, recurse: false };
    },
  });
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
