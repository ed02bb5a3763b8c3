import { decodeHTML } from "entities";

/**
 * What a text says once its markup is taken away: the words, and what the markup itself means. It is read here by a
 * scanner of its own, so that what a converter loses is missed.
 */
export interface Said {
  /** The words and numbers in their order. */
  tokens: string[];
  /** How many boxes are ticked and how many are not. */
  ticked: number;
  unticked: number;
  /** Words that are struck through. */
  struck: string[];
  /** Addresses that a person can follow. */
  links: string[];
}

/** A tag, a comment, a doctype or one of Word's conditions. */
const TAG =
  /<!--[\s\S]*?-->|<!\[[^\]>]*\]>|<!doctype[^>]*>|<\?xml[^>]*>|<(\/?)([a-z][a-z0-9]*(?::[a-z][\w.-]*)?)((?:\s[^<>]*|\/)?)>/gi;
/** Tags that only shape letters: what is before and after them is one word. */
const INLINE = new Set(
  ("a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup " +
    "tt u var wbr").split(" "),
);
/** What stands inside these is for a program, not for a reader. */
const UNREAD = new Set(["script", "style", "title", "template"]);
const VOID = new Set(["br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "source"]);
/** Whether a text has any markup: a whole tag that HTML knows by its look, or an entity. */
export const hasMarkup = (text: string): boolean =>
  /<\/?[a-z][a-z0-9]*(\s+[a-z-]+\s*=[^<>]*|\s*\/?)>|&(#\d+|#x[0-9a-f]+|[a-z]+[0-9]*);/i.test(text);

/** What HTML says. Text without markup says its own words. Time grows with the length alone. */
export function saidInHtml(html: string): Said {
  const said: Said = { tokens: [], ticked: 0, unticked: 0, struck: [], links: [] };
  if (!hasMarkup(html)) return { ...said, tokens: tokensOf(html) };
  const open: { tag: string; struck: boolean; unread: boolean; ticks: boolean }[] = [];
  let text = "";
  let struckText = "";
  let from = 0;
  const take = (piece: string): void => {
    if (open.some((tag) => tag.unread)) return;
    text += piece;
    // What stands between two struck words keeps them apart.
    if (open.some((tag) => tag.struck)) struckText += piece;
    else if (piece !== "") struckText += "\n";
  };
  for (const match of html.matchAll(TAG)) {
    take(decodeHTML(html.slice(from, match.index)));
    from = match.index + match[0].length;
    const [, closing, name = "", attributes = ""] = match;
    const tag = name.toLowerCase();
    if (tag === "") continue;
    if (!INLINE.has(tag)) {
      text += "\n";
      struckText += "\n";
    }
    if (closing) {
      const at = open.findLastIndex((one) => one.tag === tag);
      if (at >= 0) open.length = at;
      continue;
    }
    // An item that says whether it is ticked may have a box of its own beside.
    const isSaid = open.some((one) => one.ticks);
    if (!isSaid && tag === "input" && /\btype\s*=\s*["']?(checkbox|radio)/i.test(attributes)) {
      if (/(^|\s)checked(\s|=|\/|$)/i.test(attributes)) said.ticked++;
      else said.unticked++;
    }
    const ticks = tag === "li" && /\bdata-checked\s*=|\bdata-list\s*=\s*["']?(un)?checked/i.test(attributes);
    if (ticks) {
      if (/\bdata-checked\s*=\s*["']?true|\bdata-list\s*=\s*["']?checked/i.test(attributes)) said.ticked++;
      else said.unticked++;
    }
    if (tag === "a") said.links.push(...linkIn(attributes));
    if (VOID.has(tag) || attributes.endsWith("/")) continue;
    open.push({
      tag,
      struck: ["s", "strike", "del"].includes(tag) || /text-decoration[^;"']*line-through/i.test(attributes),
      unread: UNREAD.has(tag),
      ticks,
    });
  }
  take(decodeHTML(html.slice(from)));
  return { ...said, tokens: tokensOf(text), struck: tokensOf(struckText) };
}

/** What Markdown says, as Twenty reads it: signs that were escaped or shape the text are taken away. */
export function saidInMarkdown(markdown: string): Said {
  const text = markdown.replace(/<\/?(br|u|span|mark)\s*\/?>/gi, "\n");
  const struck = [...text.matchAll(/~~([\s\S]*?)~~/g)].flatMap(([, inside = ""]) => tokensOf(plain(inside)));
  return {
    tokens: tokensOf(plain(text)),
    ticked: count(text, /☑|☒|\[x\]/gi),
    unticked: count(text, /☐|\[ \]/g),
    struck,
    links: [...markdown.replace(/\\([!-/:-@[-`{-~])/g, "$1").matchAll(FOLLOWED)].map(([link]) => link),
  };
}

const FOLLOWED = /(?:https?:\/\/|mailto:|tel:)[^\s<>"']+/gi;

function linkIn(attributes: string): string[] {
  const [, , quoted, bare] = /\bhref\s*=\s*(?:(["'])(.*?)\1|([^\s"'>]+))/i.exec(attributes) ?? [];
  const link = decodeHTML(quoted ?? bare ?? "").trim();
  return /^(https?:\/\/|mailto:|tel:)\S+$/i.test(link) ? [link] : [];
}

const plain = (markdown: string): string =>
  decodeHTML(
    markdown.replace(/\\([!-/:-@[-`{-~])/g, "$1").replaceAll("~~", ""),
  );

const count = (text: string, sign: RegExp): number => text.match(sign)?.length ?? 0;

/**
 * Words, and numbers with the signs that are a part of them: `<5`, `-1.5`, `A+`, `120/80`, `50%`. Case, Unicode form and
 * other signs do not count.
 */
export function tokensOf(text: string): string[] {
  return text.normalize("NFKC").toLowerCase().replace(INVISIBLE, "").replaceAll("\0", "").replace(
    /[*_`]/g,
    "",
  )
    .replaceAll("−", "-")
    .match(
      /[<>=≤≥±+-]?\d+(?:[.,:/]\d+)*%?|\p{L}[\p{L}\p{M}\p{N}]*[+-]?(?![\p{L}\p{N}])|[\p{L}\p{M}]+|\p{So}/gu,
    ) ?? [];
}

const INVISIBLE = /[\p{Cf}\ufe0f]/gu;

/** Whether all of `few` stand in `many`, in their order. */
export function standIn(few: readonly string[], many: readonly string[]): boolean {
  let at = 0;
  for (const token of many) if (at < few.length && token === few[at]) at++;
  return at === few.length;
}

/** Whether there is anything to carry: markup around nothing says nothing. */
export const saysSomething = (text: string): boolean => {
  if (!hasMarkup(text)) return true;
  const { tokens, ticked, unticked, links } = saidInHtml(text);
  return tokens.length + ticked + unticked + links.length > 0 || /<(img|object|embed|svg)\b/i.test(text) ||
    /[^\s<>]/.test(decodeHTML(text.replace(TAG, "")));
};
