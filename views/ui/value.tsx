import { parsed, partsOf } from "./value_parts.ts";

/** Long values are cut on the page, not in the ledger. */
const SHOWN_CHARACTERS = 160;
/** Parts of one value shown beneath each other. */
const SHOWN_PARTS = 6;

/**
 * One value of the diff. Of several parts those that hold something, each on a line; `exact`, where values differ, as it
 * is kept, since then an empty part may be what differs.
 */
export function Value({ json, exact }: { json: string | null; exact: boolean }) {
  const value = parsed(json);
  if (value === null) return <Nothing word="nothing" />;
  if (value === "") return <Nothing word="empty" />;
  if (typeof value === "string") return <>{cut(value)}</>;
  if (exact || typeof value !== "object") return <>{cut(json ?? "")}</>;
  const parts = partsOf(value);
  if (parts.length === 0) return <Nothing word="empty" />;
  const more = parts.length - SHOWN_PARTS;
  return (
    <ul class="parts">
      {parts.slice(0, SHOWN_PARTS).map(([name, text]) => (
        <li>
          {name ? <span class="quiet id">{name}</span> : null} {cut(text)}
        </li>
      ))}
      {more > 0 ? <li class="quiet">and {more} more</li> : null}
    </ul>
  );
}

function Nothing({ word }: { word: string }) {
  return <i class="quiet">{word}</i>;
}

const cut = (text: string): string =>
  text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
