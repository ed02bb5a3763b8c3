import type { Picture } from "./model.ts";

/** The data address at the beginning of a text. */
const DATA = /^\s*data:([\w.+-]+\/[\w.+-]+)?((?:;[\w-]+=[^;,]*)*)(;base64)?,/i;

/**
 * What a text says where a picture was: its number and what it is called. The bytes of one that stood inside the text go to
 * `pictures`; of one that is kept elsewhere the address is told.
 *
 * @param kind what it is: `picture`, `video`, `file`
 */
export function pictureWords(kind: string, alt: string, address: string, pictures: Picture[]): string {
  const words = alt.replace(/[[\]\s]+/g, " ").trim();
  const called = words === "" ? "" : `: ${words}`;
  if (/^\s*data:/i.test(address)) {
    const data = bytesOfAddress(address);
    return data
      ? `[${keep(kind, words, data.mediaType, data.bytes, pictures)}${called}]`
      : `[${kind}${called}]`;
  }
  const shown = /^(https?:)?\/\/|^[\w./-]+$/i.test(address.trim()) ? address.trim() : "";
  return shown === "" ? `[${kind}${called}]` : `[${kind}${called === "" ? ":" : called} (${shown})]`;
}

/** Keeps a picture and gives its name, such as `picture 2`. */
export function keep(
  kind: string,
  alt: string,
  mediaType: string,
  bytes: Uint8Array,
  pictures: Picture[],
): string {
  const name = `${kind} ${pictures.length + 1}`;
  pictures.push({ name, alt, mediaType, bytes });
  return name;
}

/** The bytes that a data address holds; undefined where it holds none that can be read. */
export function bytesOfAddress(address: string): { mediaType: string; bytes: Uint8Array } | undefined {
  const data = DATA.exec(address);
  if (!data) return undefined;
  const [start, mediaType = "text/plain", , base64] = data;
  try {
    const text = decodeURIComponent(address.slice(start.length).replace(/%(?![0-9a-f]{2})/gi, "%25"));
    const bytes = base64
      ? Uint8Array.fromBase64(text.replace(/\s+/g, "").replace(/-/g, "+").replace(/_/g, "/"))
      : new TextEncoder().encode(text);
    return { mediaType: mediaType.toLowerCase(), bytes };
  } catch {
    return undefined;
  }
}
