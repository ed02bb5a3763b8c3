import { QuoteType, Tokenizer } from "htmlparser2";

/** Is told of every tag and text of HTML in its order. */
export interface Listener {
  opened(name: string, attributes: ReadonlyMap<string, string>, start: number): void;
  closed(name: string, end: number): void;
  text(text: string): void;
  /** Whether the names of SVG and MathML hold here. */
  inForeign(): boolean;
}

/** Reads HTML tag by tag, in a time that grows with its length alone. Nothing is ever refused. */
export function readTags(html: string, listener: Listener): void {
  let name = "";
  let start = 0;
  let attributes = new Map<string, string>();
  let attribute = "";
  let value = "";
  const opened = () => listener.opened(name, attributes, start);
  const nothing = () => {};
  const tokenizer = new Tokenizer({ decodeEntities: true }, {
    onopentagname(from, to) {
      name = html.slice(from, to).toLowerCase();
      start = from - 1;
      attributes = new Map();
    },
    onattribname(from, to) {
      attribute = html.slice(from, to).toLowerCase();
      value = "";
    },
    onattribdata(from, to) {
      value += html.slice(from, to);
    },
    onattribentity(point) {
      value += String.fromCodePoint(point);
    },
    onattribend(quote) {
      if (!attributes.has(attribute)) attributes.set(attribute, quote === QuoteType.NoValue ? "" : value);
    },
    onopentagend: opened,
    onselfclosingtag(end) {
      opened();
      if (listener.inForeign() || name.includes(":")) listener.closed(name, end + 1);
    },
    onclosetag(from, to) {
      listener.closed(html.slice(from, to).toLowerCase(), html.indexOf(">", to) + 1);
    },
    ontext(from, to) {
      listener.text(html.slice(from, to));
    },
    ontextentity(point) {
      listener.text(String.fromCodePoint(point));
    },
    oncomment: nothing,
    oncdata: nothing,
    ondeclaration: nothing,
    onprocessinginstruction: nothing,
    onend: nothing,
    isInForeignContext: () => listener.inForeign(),
  });
  tokenizer.write(html);
  tokenizer.end();
}
