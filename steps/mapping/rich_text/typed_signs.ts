/** Tags that notes are made of; `<full and >` and `<b then >` are what somebody typed, and would be lost. */
const NAMES =
  "a|abbr|acronym|address|area|article|aside|audio|b|base|bdi|bdo|big|blockquote|body|br|button|canvas|caption|center|" +
  "cite|code|col|colgroup|data|datalist|dd|del|details|dfn|dialog|dir|div|dl|dt|em|embed|fieldset|figcaption|figure|" +
  "font|footer|form|h[1-6]|head|header|hgroup|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|map|mark|" +
  "menu|meta|meter|nav|nobr|noscript|object|ol|optgroup|option|output|p|param|picture|pre|progress|q|rb|rp|rt|rtc|" +
  "ruby|s|samp|script|section|select|small|source|span|strike|strong|style|sub|summary|sup|table|tbody|td|template|" +
  "textarea|tfoot|th|thead|time|title|tr|track|tt|u|ul|var|video|wbr|xml|" +
  "svg|g|path|text|tspan|textpath|circle|ellipse|rect|line|polyline|polygon|defs|use|symbol|desc|image|marker|" +
  "clippath|mask|pattern|lineargradient|radialgradient|stop|foreignobject|filter|math|m[a-z]+|" +
  // Names with a colon or a dash are Word's or an editor's own.
  "[a-z][a-z0-9]*(?:[:-][a-z0-9_.-]+)+";
/** What needs no value. */
const FLAGS =
  "checked|selected|disabled|readonly|multiple|open|hidden|required|reversed|nowrap|noshade|controls|loop|muted|" +
  "autofocus|async|defer|novalidate|compact|contenteditable|draggable|spellcheck|allowfullscreen|ismap|itemscope|" +
  "data-[\\w-]*|aria-[\\w-]*";
const VALUE = `[\\w:.@-]+\\s*=(?!=)\\s*(?:"[^"]*"|'[^']*'|[^\\s"'<>]*)`;
const ATTRIBUTE = `\\s+(?:${VALUE}|(?:${FLAGS})(?=[\\s/>]))`;
/** Attributes as they should be, or as careless programs write them; `<b >` is no tag, `<br >` is. */
const ATTRIBUTES =
  `(?:(?:${ATTRIBUTE})+\\s*/?|\\s*/|(?<=[a-z0-9]{2}|<p)\\s+|\\s+[a-z][a-z:-]*\\s*=(?!=)[^<>]*)?`;
const TAG = new RegExp(
  `<(?:(?:${NAMES})${ATTRIBUTES}|/(?:${NAMES})\\s*|!doctype[^<>]*|\\?xml[^<>]*)>`,
  "iy",
);
/** Word's conditions, which only Word reads: `<![if !supportLists]>`. */
const CONDITION = /<!\[[^\]<>]*\]>/y;
const ENTITY = /&(?:#\d+|#x[0-9a-f]+|[a-z][a-z0-9]+);/i;

/**
 * HTML in which every `<` is a tag's: one that somebody typed is written as an entity, a comment and Word's conditions are
 * left out. Undefined for a text without a whole tag or an entity: "pain < moderate & worse" is what somebody typed.
 */
export function withTypedSigns(raw: string): string | undefined {
  let isHtml = false;
  const parts: string[] = [];
  let from = 0;
  let lastComment = raw.length;
  for (let at = raw.indexOf("<"); at >= 0; at = raw.indexOf("<", at)) {
    const comment = raw.startsWith("<!--", at) && at < lastComment ? raw.indexOf("-->", at + 2) : -1;
    const condition = comment < 0 ? lengthOf(CONDITION, raw, at) : 0;
    if (comment >= 0 || condition > 0) {
      parts.push(raw.slice(from, at));
      at = from = comment >= 0 ? comment + 3 : at + condition;
      isHtml = true;
      continue;
    }
    if (raw.startsWith("<!--", at)) lastComment = at;
    const tag = lengthOf(TAG, raw, at);
    if (tag > 0) isHtml = true;
    else {
      parts.push(raw.slice(from, at), "&lt;");
      from = at + 1;
    }
    at += Math.max(tag, 1);
  }
  if (!isHtml && !ENTITY.test(raw)) return undefined;
  parts.push(raw.slice(from));
  return parts.join("");
}

function lengthOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}
