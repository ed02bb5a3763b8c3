import type { Child } from "hono/jsx";

interface ValueProps {
  /** Values are kept as JSON. */
  json: string | null;
  /** As it is kept: where values differ, an empty part may be what differs. */
  exact: boolean;
}

/** One value of the diff; a long one is cut on the page, not in the ledger. */
export const Value = (props: ValueProps) => valueAs(ON_PAGE, props);

/** One value on paper, whole. */
export const PaperValue = (props: ValueProps) => valueAs(ON_PAPER, props);

const SHOWN_CHARACTERS = 160;

interface Medium {
  nothing?: string;
  list?: string;
  name: string;
  /** Parts of one value beneath each other. */
  most: number;
  text(text: string): Child;
}

const ON_PAGE: Medium = {
  nothing: "quiet",
  list: "parts",
  name: "quiet id",
  most: 6,
  text: (text) => <>{text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text}</>,
};

const ON_PAPER: Medium = {
  name: "part",
  most: Infinity,
  // A NUL, which a browser drops, by its sign.
  text: (text) => <span class="whole">{text.replaceAll("\0", "␀")}</span>,
};

/** Of several parts those that hold something, each on a line. */
function valueAs({ nothing, list, name: nameClass, most, text }: Medium, { json, exact }: ValueProps) {
  const value = parsed(json);
  if (json === null || value === null) return <i class={nothing}>nothing</i>;
  if (value === "") return <i class={nothing}>empty</i>;
  if (typeof value === "string") return text(value);
  if (exact || typeof value !== "object") return text(json);
  const parts = partsOf(value);
  if (parts.length === 0) return <i class={nothing}>empty</i>;
  const more = parts.length - most;
  return (
    <ul class={list}>
      {parts.slice(0, most).map(([name, part]) => (
        <li>
          {name
            ? (
              <>
                <span class={nameClass}>{name}</span>
                {" "}
              </>
            )
            : null}
          {text(part)}
        </li>
      ))}
      {more > 0 ? <li class="quiet">and {more} more</li> : null}
    </ul>
  );
}

/** What is no JSON is shown as it is kept. */
function parsed(json: string | null): unknown {
  try {
    return JSON.parse(json ?? "null");
  } catch {
    return json;
  }
}

/** The parts of a value that hold something, as texts; those of a list have no name. */
function partsOf(value: object): [name: string, text: string][] {
  return Object.entries(value)
    .filter(([, part]) => part !== null && part !== "" && !(Array.isArray(part) && part.length === 0))
    .map(([name, part]) => [Array.isArray(value) ? "" : name, plain(part)]);
}

const plain = (value: unknown): string => typeof value === "string" ? value : JSON.stringify(value);

/** A longer value is folded behind its beginning. */
const SHORT_CHARACTERS = 280;
/** More than this of one value makes the page slow; the ledger has all of it. */
const MOST_CHARACTERS = 20_000;

/** One value of a record, whole: as text where it is text, else part by part; a long one in a fold. */
export function LongValue({ json }: { json: string | undefined }) {
  if (json === undefined) return <span class="quiet" aria-label="nothing">–</span>;
  const text = textOf(json);
  if (text === "") return <i class="quiet">empty</i>;
  if (text.length <= SHORT_CHARACTERS) return <span class="whole">{text}</span>;
  const cut = text.length > MOST_CHARACTERS;
  return (
    <details class="long">
      <summary>
        {text.slice(0, SHORT_CHARACTERS / 2)}…{" "}
        <span class="quiet">{text.length.toLocaleString("en")} characters</span>
      </summary>
      <pre class="whole" tabindex={0}>{text.slice(0, MOST_CHARACTERS)}</pre>
      {cut
        ? <p class="quiet">The first {MOST_CHARACTERS.toLocaleString("en")}; the ledger has all.</p>
        : null}
    </details>
  );
}

/** Text as it is; null as nothing; of what has parts, those that hold something, each on a line. */
function textOf(json: string): string {
  const value: unknown = JSON.parse(json);
  if (value === null) return "";
  if (typeof value !== "object") return plain(value);
  return partsOf(value).map(([name, text]) => name ? `${name}: ${text}` : text).join("\n");
}
