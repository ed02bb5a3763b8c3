import { type Attributes, followed, marksOf, struckClassesIn, tickedBy, typedInto } from "./looks.ts";
import {
  type Block,
  BOLD,
  type Cell,
  CODE,
  ITALIC,
  type Item,
  type List,
  LOWERED,
  type Picture,
  push,
  RAISED,
  type Run,
  saysSomething,
  type Table,
  TICKED,
  UNTICKED,
} from "./model.ts";
import { paragraphs } from "./paragraphs.ts";
import { keep, pictureWords } from "./pictures.ts";
import { type Listener, readTags } from "./tags.ts";

/** Tags that only shape letters: what is before and after them is one word. */
const SHAPES = new Set(
  ("a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark nobr q s samp small span strike strong sub " +
    "sup tt u var wbr").split(" "),
);
/** Tags that begin a line of their own. */
const BLOCKS = new Set(
  ("address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure " +
    "footer form h1 h2 h3 h4 h5 h6 head header hgroup html legend li main menu nav ol p pre section summary table " +
    "tbody td tfoot th thead tr ul").split(" "),
);
const LISTS = ["ul", "ol", "menu", "dir"];
/** What of a table a closing tag can end from inside a cell. */
const OF_TABLES = new Set(["table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"]);
const VOID = new Set(
  "area base br col embed hr img image input link meta param source track wbr".split(" "),
);
/** What stands inside these is for a program. */
const UNREAD = new Set(["script", "style", "title", "template", "xml"]);
/** What a tag ends of the same list, table, definitions or choices. */
const IMPLIED: Record<string, { ends: string[]; inside: string[]; ofTable?: true }> = {
  li: { ends: ["li"], inside: LISTS },
  dt: { ends: ["dt", "dd"], inside: ["dl"] },
  dd: { ends: ["dt", "dd"], inside: ["dl"] },
  option: { ends: ["option"], inside: ["select"] },
  optgroup: { ends: ["option"], inside: ["select"] },
  a: { ends: ["a"], inside: [] },
  td: { ends: ["td", "th", "caption"], inside: ["table"], ofTable: true },
  th: { ends: ["td", "th", "caption"], inside: ["table"], ofTable: true },
  tr: { ends: ["tr", "td", "th", "caption"], inside: ["table"], ofTable: true },
  ...Object.fromEntries(["tbody", "thead", "tfoot"].map((name) => [name, {
    ends: ["tbody", "thead", "tfoot", "tr", "td", "th", "caption"],
    inside: ["table"],
    ofTable: true,
  }])),
};
/** Deeper lists, tables and quotes stand beside the one that they are in; nobody writes a note this deep. */
const DEEPEST = 12;

interface Open {
  name: string;
  marks: number;
  href?: string | undefined;
  isClosed?: boolean;
  /** Of a list: whether its items have boxes, and are ticked. */
  ticked?: boolean;
  ended?: (() => void) | undefined;
}

type Container =
  | { kind: "blocks"; blocks: Block[] }
  | { kind: "list"; list: List; count: number }
  | { kind: "table"; table: Table };

/** Reads HTML into blocks of text, lists, tables and quotes; nothing that a person can read in it is left out. */
export class Reader implements Listener {
  readonly blocks: Block[] = [];
  readonly #containers: Container[] = [{ kind: "blocks", blocks: this.blocks }];
  readonly #open: Open[] = [];
  /** Where in `#open` the elements of a name are, the innermost last. */
  readonly #places = new Map<string, number[]>();
  readonly #marks = new Map<number, number>();
  readonly #links: string[] = [];
  readonly #struckClasses = new Set<string>();
  readonly #cells: number[] = [];
  #runs: Run[] = [];
  #level = 0;
  /** Whether the next letter begins a word. */
  #isApart = false;
  /** Above 0 where blanks and line breaks are what somebody typed. */
  #kept = 0;
  #pre = 0;
  #terms = 0;
  #unread = 0;
  #foreign = 0;
  #nested = 0;
  /** The box of an option, until the option says something. */
  #box: boolean | undefined;

  /**
   * @param html with every `<` a tag's
   * @param pictures gets those that stand inside the text
   * @param typedLines whether a line break in the text is one that somebody typed
   */
  constructor(private readonly html: string, private readonly pictures: Picture[], typedLines: boolean) {
    if (typedLines) this.#kept = 1;
    readTags(html, this);
    this.#closeFrom(0);
    this.#endText();
  }

  inForeign(): boolean {
    return this.#foreign > 0;
  }

  text(text: string): void {
    if (this.#unread > 0) {
      if (this.#open.at(-1)?.name === "style") {
        for (const one of struckClassesIn(text)) this.#struckClasses.add(one);
      }
      return;
    }
    if (this.#kept > 0) {
      const lines = text.split(/\r\n?|\n/);
      lines.forEach((line, i) => {
        if (i > 0) this.#break();
        if (line !== "") this.#add(line);
      });
    } else this.#add(text.replace(/[\s\u00a0]+/g, " "));
  }

  opened(name: string, attributes: Attributes, start: number): void {
    this.#endImplied(name);
    if (BLOCKS.has(name)) this.#endText();
    else if (!SHAPES.has(name) && name !== "br") this.#isApart = true;
    const marks = marksOf(name, attributes, this.#struckClasses);
    const element: Open = { name, marks };
    if (name === "a") element.href = followed(attributes.get("href"));
    if (!VOID.has(name)) this.#push(element);
    const ticked = tickedBy(name, attributes);
    this.#begin(name, attributes, element, start, ticked);
    if (ticked !== undefined && name !== "li" && !LISTS.includes(name)) this.#tick(ticked);
  }

  closed(name: string, end: number): void {
    if (name === "br") return this.#break();
    if (BLOCKS.has(name)) this.#endText();
    else if (!SHAPES.has(name)) this.#isApart = true;
    const at = this.#places.get(name)?.at(-1) ?? -1;
    const floor = OF_TABLES.has(name) ? this.#place("table") : this.#cells.at(-1) ?? -1;
    if (at < 0 || at < floor) return;
    if (name === "svg") this.#drawing(this.#open[at]!, end);
    if (SHAPES.has(name)) {
      this.#end(this.#open[at]!);
      while (this.#open.at(-1)?.isClosed) this.#open.pop();
    } else this.#closeFrom(at);
  }

  #begin(
    name: string,
    attributes: Attributes,
    element: Open,
    start: number,
    ticked: boolean | undefined,
  ): void {
    if (UNREAD.has(name) && !(name === "title" && this.#foreign > 0)) return this.#during(element, "unread");
    switch (name) {
      case "br":
        return this.#break();
      case "hr":
        this.#endText();
        this.#sink().push({ kind: "rule" });
        return;
      case "h1":
      case "h2":
      case "h3":
      case "h4":
      case "h5":
      case "h6":
        this.#level = Number(name[1]);
        element.ended = () => {
          this.#endText();
          this.#level = 0;
        };
        return;
      case "summary":
      case "legend":
      case "dt":
        element.marks |= BOLD;
        this.#count(BOLD, 1);
        if (name === "dt") {
          this.#terms++;
          element.ended = () => {
            this.#terms--;
          };
        }
        return;
      case "dd":
        return this.#goOnWithTerm();
      case "pre":
      case "textarea":
        this.#kept++;
        if (name === "pre") this.#pre++;
        element.ended = () => {
          this.#kept--;
          if (name === "pre") this.#pre--;
        };
        return;
      case "blockquote":
        return this.#nest(element, () => {
          const blocks: Block[] = [];
          this.#sink().push({ kind: "quote", blocks });
          return { kind: "blocks", blocks };
        });
      case "ul":
      case "ol":
      case "menu":
      case "dir":
        return this.#beginList(element, attributes);
      case "li":
        return this.#beginItem(element, attributes, ticked);
      case "table":
        return this.#beginTable(element);
      case "tr":
        return this.#beginRow();
      case "td":
      case "th":
        return this.#beginCell(element, attributes);
      case "q":
        this.#add("“");
        element.ended = () => this.#add("”");
        return;
      case "option":
        this.#box = this.#place("datalist") < 0 ? attributes.has("selected") : undefined;
        element.ended = () => this.#box = undefined;
        return;
      case "optgroup":
        this.#say(`${attributes.get("label") ?? ""}:`.replace(/^:$/, ""));
        return;
      case "input":
      case "meter":
      case "progress":
        return this.#say(typedInto(name, attributes));
      case "img":
      case "image":
        return this.#picture("picture", attributes, attributes.get("src") ?? attributes.get("href") ?? "");
      case "embed":
      case "object":
      case "iframe":
        return this.#picture("file", attributes, attributes.get("src") ?? attributes.get("data") ?? "");
      case "video":
      case "audio":
      case "source": {
        const address = attributes.get("src");
        if (address !== undefined) this.#picture(name === "audio" ? "sound" : "video", attributes, address);
        return;
      }
      case "svg":
        this.#starts.set(element, start);
        return this.#during(element, "foreign");
      case "math":
        return this.#during(element, "foreign");
    }
  }

  readonly #starts = new Map<Open, number>();

  /** What a reader should be told apart from the words around. */
  #say(text: string): void {
    if (text.trim() === "") return;
    this.#isApart = true;
    this.#add(text.replace(/\s+/g, " "));
    this.#isApart = true;
  }

  #tick(ticked: boolean): void {
    const item = this.#emptyItem();
    if (item && item.number === undefined) {
      item.ticked ??= ticked;
    } else this.#say(ticked ? TICKED : UNTICKED);
  }

  /** The item that has been begun and says nothing yet. */
  #emptyItem(): Item | undefined {
    const container = this.#containers.at(-2);
    const inside = this.#containers.at(-1);
    const item = container?.kind === "list" ? container.list.items.at(-1) : undefined;
    if (!item || inside?.kind !== "blocks" || inside.blocks !== item.blocks || item.blocks.length > 0) {
      return undefined;
    }
    return saysSomething(this.#runs) ? undefined : item;
  }

  #picture(kind: string, attributes: Attributes, address: string): void {
    const alt = attributes.get("alt") || attributes.get("title") || "";
    this.#say(pictureWords(kind, alt, address, this.pictures));
  }

  /** A drawing is a picture too, beside the words that are in it. */
  #drawing(element: Open, end: number): void {
    const start = this.#starts.get(element) ?? end;
    const source = this.html.slice(start, end);
    if (!/<(path|circle|ellipse|rect|line|polyline|polygon|image|use)\b/i.test(source)) return;
    const bytes = new TextEncoder().encode(source);
    this.#say(`[${keep("picture", "", "image/svg+xml", bytes, this.pictures)}]`);
  }

  #add(raw: string): void {
    let text = raw;
    if (this.#box !== undefined && /\S/.test(text)) {
      const sign = this.#box ? TICKED : UNTICKED;
      this.#box = undefined;
      this.#say(sign);
    }
    const last = this.#runs.at(-1);
    const isStart = last === undefined || last.text === "\n";
    if (this.#kept === 0 && text.startsWith(" ") && (isStart || last.text.endsWith(" "))) {
      text = text.slice(1);
    }
    if (text === "") return;
    if (/^\s/.test(text)) this.#isApart = false;
    if (this.#isApart && !isStart && !/\s$/.test(this.#runs.at(-1)?.text ?? " ") && !CLOSES.test(text)) {
      push(this.#runs, { text: " ", marks: this.#written() & ~NOT_OF_BLANKS });
    }
    this.#isApart = false;
    push(this.#runs, { text, marks: this.#written(), href: this.#links.at(-1) });
  }

  #break(): void {
    this.#isApart = false;
    this.#runs.push({ text: "\n", marks: 0 });
  }

  #written(): number {
    let marks = 0;
    for (const [mark, count] of this.#marks) if (count > 0) marks |= mark;
    return marks;
  }

  /** Ends the paragraph that is being written; blank lines part it into several. */
  #endText(): void {
    this.#isApart = false;
    if (this.#runs.length === 0) return;
    const runs = this.#runs;
    this.#runs = [];
    if (!saysSomething(runs)) return;
    const code = this.#pre > 0 && this.#cells.length === 0 && this.#level === 0 ? codeOf(runs) : undefined;
    if (code !== undefined) {
      this.#sink().push({ kind: "code", text: code });
      return;
    }
    const made = paragraphs(runs, this.#level);
    const last = made.at(-1);
    if (this.#terms > 0 && last) last.term = true;
    this.#sink().push(...made);
  }

  #goOnWithTerm(): void {
    const blocks = this.#sink();
    const last = blocks.at(-1);
    if (last?.kind !== "text" || !last.term) return;
    blocks.pop();
    this.#runs = [...last.runs, { text: ": ", marks: 0 }];
  }

  /** Where a block goes that is made now; text beside the items of a list or the cells of a table gets one of its own. */
  #sink(): Block[] {
    for (let at = this.#containers.length - 1;; at--) {
      const container = this.#containers[at]!;
      if (container.kind === "blocks") return container.blocks;
      if (container.kind === "list") {
        const last = container.list.items.at(-1);
        if (last) return last.blocks;
        const item: Item = { indent: 0, blocks: [] };
        container.list.items.push(item);
        return item.blocks;
      }
      if (container.table.rows.length > 0) {
        const cell: Cell = { blocks: [], columns: 1, rows: 1 };
        container.table.rows.push([cell]);
        return cell.blocks;
      }
    }
  }

  #nest(element: Open, make: () => Container): void {
    if (this.#nested >= DEEPEST) return;
    this.#nested++;
    this.#containers.push(make());
    element.ended = () => {
      this.#endText();
      this.#containers.pop();
      this.#nested--;
    };
  }

  #beginList(element: Open, attributes: Attributes): void {
    const parent = this.#containers.at(-1);
    // A list right inside of a list that has no item yet is the same list.
    if (parent?.kind === "list" && parent.list.items.length === 0) return;
    this.#nest(element, () => {
      const list: List = { kind: "list", items: [] };
      this.#sink().push(list);
      const from = Number.parseInt(attributes.get("start") ?? "1", 10);
      return { kind: "list", list, count: element.name === "ol" ? (Number.isFinite(from) ? from : 1) : NaN };
    });
    if (attributes.has("data-checked")) element.ticked = attributes.get("data-checked") === "true";
    if (/\btox-checklist\b/.test(attributes.get("class") ?? "")) element.ticked = false;
  }

  #beginItem(element: Open, attributes: Attributes, ticked: boolean | undefined): void {
    const container = this.#containers.at(-1);
    if (container?.kind !== "list") {
      if (ticked !== undefined) this.#say(ticked ? TICKED : UNTICKED);
      return;
    }
    const kind = attributes.get("data-list");
    const isOrdered = kind === undefined ? !Number.isNaN(container.count) : kind === "ordered";
    const value = Number.parseInt(attributes.get("value") ?? "", 10);
    if (Number.isFinite(value) && isOrdered) container.count = value;
    if (isOrdered && Number.isNaN(container.count)) container.count = 1;
    const list = this.#innermost(LISTS);
    const indent = /\bql-indent-(\d)\b/.exec(attributes.get("class") ?? "")?.[1];
    const item: Item = {
      number: isOrdered ? container.count++ : undefined,
      ticked: ticked ?? list?.ticked,
      indent: Number(indent ?? 0),
      blocks: [],
    };
    container.list.items.push(item);
    this.#containers.push({ kind: "blocks", blocks: item.blocks });
    element.ended = () => {
      this.#endText();
      this.#containers.pop();
    };
  }

  #beginTable(element: Open): void {
    if (this.#nested >= DEEPEST) return;
    this.#nested++;
    const table: Table = { kind: "table", rows: [] };
    this.#containers.push({ kind: "table", table });
    element.ended = () => {
      this.#endText();
      this.#nested--;
      this.#containers.pop();
      const blocks = this.#sink();
      if (isOnlyLayout(table)) { for (const cell of table.rows.flat()) blocks.push(...cell.blocks); }
      else if (table.rows.some((row) => row.some((cell) => cell.blocks.length > 0))) blocks.push(table);
    };
  }

  #beginRow(): void {
    const container = this.#containers.at(-1);
    if (container?.kind === "table") container.table.rows.push([]);
  }

  #beginCell(element: Open, attributes: Attributes): void {
    const container = this.#containers.at(-1);
    if (container?.kind !== "table") return;
    if (container.table.rows.length === 0) container.table.rows.push([]);
    const span = (name: string) => Math.max(1, Number.parseInt(attributes.get(name) ?? "1", 10) || 1);
    const cell: Cell = { blocks: [], columns: span("colspan"), rows: span("rowspan") };
    container.table.rows.at(-1)!.push(cell);
    this.#containers.push({ kind: "blocks", blocks: cell.blocks });
    this.#cells.push(this.#open.length - 1);
    element.ended = () => {
      this.#endText();
      this.#containers.pop();
      this.#cells.pop();
    };
  }

  #during(element: Open, what: "unread" | "foreign"): void {
    const add = (n: number) => what === "unread" ? this.#unread += n : this.#foreign += n;
    add(1);
    element.ended = () => add(-1);
  }

  /** Ends what a tag ends without saying so: an item the item before it, a row the row before it. */
  #endImplied(name: string): void {
    const implied = IMPLIED[name];
    if (implied) {
      const around = implied.inside.map((one) => this.#place(one));
      this.#closeAbove(implied.ends, Math.max(implied.ofTable ? -1 : this.#cells.at(-1) ?? -1, ...around));
    }
    const open = this.#blockPlaces.at(-1);
    if (open !== undefined && this.#open[open]?.name === "p" && BLOCKS.has(name)) this.#closeFrom(open);
  }

  readonly #blockPlaces: number[] = [];

  #closeAbove(names: readonly string[], floor: number): void {
    const at = names.map((name) => this.#place(name)).filter((place) => place > floor);
    if (at.length > 0) this.#closeFrom(Math.min(...at));
  }

  #place(name: string): number {
    return this.#places.get(name)?.at(-1) ?? -1;
  }

  #innermost(names: readonly string[]): Open | undefined {
    return this.#open[Math.max(...names.map((name) => this.#place(name)))];
  }

  #push(element: Open): void {
    const { name, marks, href } = element;
    const places = this.#places.get(name);
    if (places) places.push(this.#open.length);
    else this.#places.set(name, [this.#open.length]);
    if (BLOCKS.has(name)) this.#blockPlaces.push(this.#open.length);
    this.#open.push(element);
    this.#count(marks, 1);
    if (href !== undefined) this.#links.push(href);
  }

  /** Ends an element where it is; what is open inside of it stays open. */
  #end(element: Open): void {
    if (element.isClosed) return;
    element.isClosed = true;
    this.#places.get(element.name)?.pop();
    element.ended?.();
    this.#count(element.marks, -1);
    if (element.href !== undefined) this.#links.pop();
  }

  #closeFrom(at: number): void {
    while (this.#open.length > at) {
      const element = this.#open.at(-1)!;
      if (BLOCKS.has(element.name)) {
        this.#endText();
        this.#blockPlaces.pop();
      }
      this.#end(element);
      this.#open.pop();
    }
  }

  #count(marks: number, by: number): void {
    for (let mark = 1; mark <= marks; mark <<= 1) {
      if (marks & mark) this.#marks.set(mark, (this.#marks.get(mark) ?? 0) + by);
    }
  }
}

/** Signs that stand directly behind a word. */
const CLOSES = /^([,;:!?)\]}]|\.(?!\d))/;
const NOT_OF_BLANKS = CODE | RAISED | LOWERED;

/** Text that keeps its blanks is code, unless it says more than code can show. */
function codeOf(runs: readonly Run[]): string | undefined {
  const text = runs.map((run) => run.text).join("").replace(/^\n/, "").trimEnd();
  const isPlain = runs.every(({ marks, href }) =>
    (marks & ~(BOLD | ITALIC | CODE)) === 0 && href === undefined
  );
  return isPlain && !/[☐☑]|\[\w+ ?\d*[\]:]/.test(text) ? text : undefined;
}

/** A table of one column that only holds other tables is there for the looks. */
function isOnlyLayout({ rows }: Table): boolean {
  return rows.every((row) => row.length <= 1) &&
    rows.some((row) => row[0]?.blocks.some((block) => block.kind === "table"));
}
