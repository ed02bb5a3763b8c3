import { parsed, partsOf } from "../ui/value_parts.ts";

/** One value, whole. `exact`, where values differ, as it is kept, since then an empty part may be what differs. */
export function PaperValue({ json, exact }: { json: string | null; exact: boolean }) {
  const value = parsed(json);
  if (value === null) return <i>nothing</i>;
  if (value === "") return <i>empty</i>;
  if (typeof value === "string") return <Whole text={value} />;
  if (exact || typeof value !== "object") return <Whole text={json ?? ""} />;
  const parts = partsOf(value);
  if (parts.length === 0) return <i>empty</i>;
  return (
    <ul>
      {parts.map(([name, text]) => (
        <li>
          {name ? <span class="part">{name}</span> : null} <Whole text={text} />
        </li>
      ))}
    </ul>
  );
}

/** A NUL, which a browser drops, by its sign. */
function Whole({ text }: { text: string }) {
  return <span class="whole">{text.replaceAll("\0", "␀")}</span>;
}
