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
  if (value === null || typeof value !== "object") return plain(value);
  const parts = Object.entries(value).filter(([, part]) => plain(part) !== "" && plain(part) !== "[]");
  return parts.map(([name, part]) => Array.isArray(value) ? plain(part) : `${name}: ${plain(part)}`).join(
    "\n",
  );
}

function plain(value: unknown): string {
  if (value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
